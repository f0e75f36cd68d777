import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { seconds, SECOND } from "../../src/kernel/time.ts";
import { act, begin, goTo, present, wait, type Timeline } from "../../src/kernel/timeline.ts";
import type { ApiRequest } from "../../src/world/cluster/command.ts";
import type { Deployment } from "../../src/world/cluster/objects.ts";
import { numFeasibleNodesToFind } from "../../src/world/cluster/scheduler/feasible-nodes.ts";
import type { Store } from "../../src/world/cluster/store.ts";
import { clusterFile, clusterFrom } from "../../src/world/cluster/written.ts";
import type { Command } from "../../src/world/command.ts";
import type { HostSpec, Scenario } from "../../src/world/scenario.ts";
import { observe } from "../../src/world/observe.ts";
import { world, type World, type WorldEvent } from "../../src/world/world.ts";
import { report, title } from "./statistics.ts";

/** Run as a session runs it: with copies to go back to. */
type Cluster = Timeline<Scenario, World, Command, WorldEvent>;

const GIB = 2 ** 30;
const ZONES = ["a", "b", "c"];

/** Where the learner sits; it carries no pods. */
const seat: HostSpec = {
  name: "seat", os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64", cpus: 2, cpuModel: "", memoryBytes: 4 * GIB, swapBytes: 0, systemBytes: GIB,
  apps: [], disk: { name: "sda", capacityBytes: 1e11, bytesPerSecond: 1e9, latency: 1e5, parallel: 8 }, nicBitsPerSecond: 1e10, vms: [],
};

/** Hollow nodes take their zones in turn. */
const inZone = (zone: number, nodes: number): string[] => Array.from({ length: nodes }, (_, i) => i).filter((i) => i % ZONES.length === zone).map((i) => `hollow-${i}`);

const ZONE_LOST = "zone c is lost";

function empty(nodes: number): Cluster {
  const scenario: Scenario = {
    name: "scale", title: "scale", engine: "fluid", hosts: [seat],
    faults: [{ name: ZONE_LOST, about: "", start: [], stop: [], panic: [], powerOff: inZone(2, nodes) }],
    cluster: clusterFrom(clusterFile.parse({ hollow: [{ count: nodes, zones: ZONES }] })),
  };
  return begin(world, scenario, 1);
}

const deployment = (name: string, replicas: number, image = "app:1"): Deployment => ({
  metadata: { name, namespace: "default", labels: { app: name } },
  spec: {
    replicas, selector: { matchLabels: { app: name } }, progressDeadlineSeconds: 600, revisionHistoryLimit: 10,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
    template: { metadata: { labels: { app: name } }, spec: { terminationGracePeriodSeconds: 30, containers: [{ name: "app", image, resources: { requests: { cpu: "500m", memory: "1Gi" } } }] } },
  },
  status: { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 0 },
});

function given(t: Cluster, command: Command): Cluster {
  const [after, result] = act(t, command);
  if (!result.ok) throw new Error(result.reason);
  return after;
}

const ask = (t: Cluster, ...requests: ApiRequest[]): Cluster => given(t, { type: "kube", line: "kubectl apply", requests });

const storeOf = (t: Cluster): Store => present(t).state.cluster!.store;

interface Span {
  readonly simulated: number;
  readonly took: number;
  readonly events: number;
}

/** Lets time pass until something holds, looked at once a second. */
function until(t: Cluster, holds: (store: Store) => boolean, most: number): [Cluster, Span] {
  const began = cpuSeconds();
  let now = t;
  while (!holds(storeOf(now)) && now.at - t.at < seconds(most)) now = wait(now, SECOND);
  return [now, { simulated: (now.at - t.at) / SECOND, took: cpuSeconds() - began, events: now.handled - t.handled }];
}

/** CPU time of this process: what else the machine does is left out. */
const cpuSeconds = (): number => process.cpuUsage().user / 1e6;

const bound = (store: Store): number => {
  let count = 0;
  for (const pod of store.all("Pod")) if (pod.spec.nodeName !== undefined && pod.metadata.deletionTimestamp === undefined) count++;
  return count;
};

/** As their Deployments have it: asked every second, so nobody goes through the pods for it. */
const ready = (store: Store): number => {
  let count = 0;
  for (const { status } of store.all("Deployment")) count += status.readyReplicas;
  return count;
};

const isRolled = ({ status, metadata, spec }: Deployment): boolean =>
  status.observedGeneration === metadata.generation && status.updatedReplicas === spec.replicas && status.availableReplicas === spec.replicas && status.replicas === spec.replicas;

const costOf = ({ took, events }: Span): number => (took * 1e6) / events;

function tell(what: string, span: Span): void {
  report(`${what}: simulated s in s`, `${span.simulated.toFixed(0)} in ${span.took.toFixed(1)}: ${(span.simulated / span.took).toFixed(1)} ×`);
  report(`${what}: events, µs each`, `${span.events}, ${costOf(span).toFixed(1)}`);
}

/** What is in use, without what the next collection would clear away. */
const memory = (): string => {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return `${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB`;
};

/** The way back to where it was some seconds ago, from the nearest copy. */
function tellStepBack(t: Cluster, back: number): void {
  const began = cpuSeconds();
  present(goTo(t, t.at - seconds(back)));
  const took = cpuSeconds() - began;
  report(`${back} s back in ms; memory of it with ${t.trunk.snapshots.length} copies`, `${(took * 1000).toFixed(0)}; ${memory()}`);
}

/** What panels and goals cost: what is not looked at is not worked out. */
function tellLooks(t: Cluster): void {
  const look = (table: "deployments" | "pods"): string => {
    const began = cpuSeconds();
    void observe(present(t)).tables[table].length;
    return ((cpuSeconds() - began) * 1000).toFixed(1);
  };
  report("a look at the Deployments; at every pod, in ms", `${look("deployments")}; ${look("pods")}`);
}

function fill(nodes: number, podsPerNode: number): [Cluster, Span] {
  const pods = nodes * podsPerNode;
  const big = Math.min(10_000, Math.round(pods / 3));
  const others = Math.round((pods - big) / 10);
  const t = ask(empty(nodes), { do: "create", kind: "Deployment", object: deployment("big", big) }, ...Array.from({ length: 10 }, (_, i): ApiRequest => ({ do: "create", kind: "Deployment", object: deployment(`app-${i}`, others) })));
  return until(t, (store) => ready(store) >= big + 10 * others, 3600);
}

/** What an event costs in a small cluster, once the engine is warm: what those of large ones are compared with. */
const SMALL = 500;

/** A cluster of hollow nodes is filled, rolled and loses a zone. */
export function benchCluster(nodes = 5000, podsPerNode = 30): void {
  fill(SMALL, podsPerNode);
  const [, small] = fill(SMALL, podsPerNode);
  title(`Cluster: ${nodes} nodes, ${nodes * podsPerNode} pods`);
  const [full, filled] = fill(nodes, podsPerNode);
  tell("fill", filled);
  report("fill: pods scheduled per second of our time", (bound(storeOf(full)) / filled.took).toFixed(0));
  report(`fill: an event against ${SMALL} nodes`, `${(costOf(filled) / costOf(small)).toFixed(2)} ×`);
  report("nodes that a decision looks at, as Kubernetes has it", `${numFeasibleNodesToFind(nodes)} (${numFeasibleNodesToFind(SMALL)} of ${SMALL})`);
  tellLooks(full);
  tellStepBack(full, 10);
  const before = storeOf(full).get("Deployment", "default/big")!;
  const { replicas } = before.spec;
  const [rolled, roll] = until(ask(full, { do: "update", kind: "Deployment", object: { ...before, spec: deployment("big", replicas, "app:2").spec } }), (store) => isRolled(store.get("Deployment", "default/big")!), 3600);
  tell(`roll ${replicas} replicas`, roll);
  const [after, loss] = until(given(rolled, { type: "fault", name: ZONE_LOST }), () => false, 420);
  tell("a zone is lost, its first pods evicted", loss);
  tellStepBack(after, 10);
}
