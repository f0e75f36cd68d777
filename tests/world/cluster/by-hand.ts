import { act, begin, present, wait, type Timeline } from "../../../src/kernel/timeline.ts";
import { refused, done, type Model, type Result } from "../../../src/kernel/model.ts";
import { seconds } from "../../../src/kernel/time.ts";
import type { ApiRequest } from "../../../src/world/cluster/command.ts";
import { controlOf } from "../../../src/world/cluster/control-plane.ts";
import type { Kind, Objects } from "../../../src/world/cluster/kinds.ts";
import { sorted } from "../../../src/world/cluster/store.ts";
import type { Control } from "../../../src/world/cluster/loop.ts";
import type { Deployment, Pod, PodTemplateSpec } from "../../../src/world/cluster/objects.ts";
import { remove, update } from "../../../src/world/cluster/write.ts";
import { clusterFile, clusterFrom } from "../../../src/world/cluster/written.ts";
import type { Command } from "../../../src/world/command.ts";
import type { Scenario } from "../../../src/world/scenario.ts";
import { world, type World, type WorldEvent } from "../../../src/world/world.ts";
import { host, scenario } from "../scenes.ts";

/** A cluster without machines: its nodes and kubelets are played by the test. */
type Hand = { readonly type: "hand"; readonly does: (control: Control) => void };
export type Scene = Timeline<Scenario, World, Command | Hand, WorldEvent>;

const handled: Model<Scenario, World, Command | Hand, WorldEvent> = {
  ...world,
  apply(state, command, env): Result {
    if (command.type !== "hand") return world.apply(state, command, env);
    const control = controlOf(state, env);
    if (control === undefined) return refused("there is no cluster");
    command.does(control);
    return done;
  },
};

export const scene = (seed = 1, written: object = {}, machines: readonly string[] = []): Scene =>
  begin(handled, { ...scenario([host([]), ...machines.map((name) => host([], { name }))]), cluster: clusterFrom(clusterFile.parse(written)) }, seed);

export function ask(t: Scene, ...requests: ApiRequest[]): Scene {
  const [after, result] = act(t, { type: "kube", line: "kubectl …", requests });
  if (!result.ok) throw new Error(result.reason);
  return after;
}

export const byHand = (t: Scene, does: (control: Control) => void): Scene => act(t, { type: "hand", does })[0];

export const objects = <K extends Kind>(t: Scene, kind: K): Objects[K][] => sorted(present(t).state.cluster!.store.all(kind));
export const object = <K extends Kind>(t: Scene, kind: K, name: string): Objects[K] => {
  const found = present(t).state.cluster!.store.get(kind, `default/${name}`);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
};

export const later = (t: Scene, s: number): Scene => wait(t, seconds(s));

const keyOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

/** Pods on `node` become what their kubelet would make of them. */
export const setPods = (t: Scene, which: (pod: Pod) => boolean, status: Partial<Pod["status"]>, node = "n1"): Scene =>
  byHand(t, (control) => {
    for (const pod of sorted(control.cluster.store.all("Pod"))) {
      if (which(pod)) update(control, "Pod", keyOf(pod), (p) => ({ ...p, spec: { ...p.spec, nodeName: p.spec.nodeName ?? node }, status: { ...p.status, ...status } }));
    }
  });

const ready = (at: number): Partial<Pod["status"]> => ({ phase: "Running", conditions: [{ type: "Ready", status: "True", lastTransitionTime: at }] });
const isRunning = (pod: Pod): boolean => pod.status.phase === "Running";

/** Every pod that is new runs and is ready now, or those of a name. */
export const start = (t: Scene, named = ""): Scene => setPods(t, (pod) => !isRunning(pod) && pod.metadata.name.startsWith(named), ready(present(t).now));

/** Kubelets have ended what was to be deleted. */
export const end = (t: Scene): Scene => byHand(t, (control) => {
  for (const pod of sorted(control.cluster.store.all("Pod"))) if (pod.metadata.deletionTimestamp !== undefined) remove(control, "Pod", keyOf(pod));
});

/** Starts and ends pods, second by second, as well-behaved kubelets do. */
export function settle(t: Scene, s = 20): Scene {
  let at = t;
  for (let i = 0; i < s; i++) at = end(start(later(at, 1)));
  return at;
}

export const template = (app: string, image = `${app}:1`): PodTemplateSpec => ({ metadata: { labels: { app } }, spec: { containers: [{ name: app, image }] } });

export const deployment = (name: string, replicas: number, spec: Partial<Deployment["spec"]> = {}): Deployment => ({
  metadata: { name, namespace: "default", labels: { app: name } },
  spec: {
    replicas, selector: { matchLabels: { app: name } }, template: template(name), progressDeadlineSeconds: 600, revisionHistoryLimit: 10,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } }, ...spec,
  },
  status: { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 0 },
});

/** The deployment as it is, with another spec. */
export const edit = (t: Scene, name: string, spec: Partial<Deployment["spec"]>): Scene => {
  const now = object(t, "Deployment", name);
  return ask(t, { do: "update", kind: "Deployment", object: { ...now, spec: { ...now.spec, ...spec } } });
};

/** Events as `kubectl get events` tells them, without the random ends of names. */
export const told = (t: Scene, of?: string): string[] =>
  objects(t, "Event").toSorted((a, b) => a.metadata.resourceVersion! - b.metadata.resourceVersion!)
    .filter(({ involvedObject }) => of === undefined || involvedObject.name === of)
    .map(({ reason, message, count }) => `${reason} ${shape(message)}${count > 1 ? ` x${count}` : ""}`);

/** Random ends of names are left out. */
export const shape = (text: string): string => text.replace(/-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, "-?????").replace(/-[bcdfghjklmnpqrstvwxz2456789]{6,10}\b/g, "-HASH");

/** The newest fact about something, and what led to it, back to the first cause. */
export function chain(t: Scene, about: string): string[] {
  const { facts } = present(t);
  const lines: string[] = [];
  for (let at = facts.all().findLast((fact) => fact.about === about); at !== undefined; at = at.because?.[0] === undefined ? undefined : facts.at(at.because[0])) {
    lines.push(`${at.type} ${shape(at.about)}`);
  }
  return lines;
}
