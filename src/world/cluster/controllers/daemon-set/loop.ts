import { keyOf } from "../../kinds.ts";
import { forgetFailures, requeue, requeueFailed, type Control, type Loop } from "../../loop.ts";
import type { DaemonSet, Node, Pod } from "../../objects.ts";
import { record } from "../../record.ts";
import { same } from "../../same.ts";
import type { Change } from "../../store.ts";
import { requestDeletion, update } from "../../write.ts";
import { nextAvailableIn } from "../availability.ts";
import { claim } from "../claim.ts";
import { controllerRef, itself, managersOf } from "../controller-ref.ts";
import { createNamedPod, deletePod, generatedName, podFromTemplate, type PodOwner } from "../new-pod.ts";
import { slowStartBatch } from "../replica-set/slow-start.ts";
import { forgetRevisions, presentRevision, REVISION_LABEL } from "../revision-history.ts";
import { boundFor, placeOn, targetNode } from "./placement.ts";
import { rollingUpdate } from "./rolling-update.ts";
import { daemonSetStatus } from "./status.ts";

/** The most pods it makes in one look. Source: `pkg/controller/daemon/daemon_controller.go`, BurstReplicas. */
const BURST_REPLICAS = 250;

/** What it finds: its pods by node, and the nodes of the cluster. */
export interface Daemons {
  readonly set: DaemonSet;
  /** The value of the label that pods of the present template carry. */
  readonly hash: string;
  readonly nodes: readonly Node[];
  readonly pods: ReadonlyMap<string, readonly Pod[]>;
}

/**
 * Keeps one pod on every node that fits: made when a node comes, gone with it, replaced when it fails, renewed node by node.
 * Source: `pkg/controller/daemon/daemon_controller.go`, syncDaemonSet.
 */
export const daemonSetLoop: Loop = {
  name: "daemonset",
  hears: { DaemonSet: itself, Pod: (change, cluster) => managersOf("DaemonSet", change, cluster), Node: allOf },
  sync(control, key) {
    const set = control.cluster.store.get("DaemonSet", key);
    if (set?.spec.template === undefined || set.metadata.deletionTimestamp !== undefined) return;
    const owner = { kind: "DaemonSet", object: set } as const;
    const revision = presentRevision(control, owner, set.spec.template);
    const daemons = find(control, set, revision.metadata.labels![REVISION_LABEL]!);
    const changed = manage(control, daemons);
    if (!changed && set.spec.updateStrategy.type === "RollingUpdate") renew(control, daemons);
    writeStatus(control, key, daemons);
    const live = new Set([...daemons.pods.values()].flat().map(({ metadata }) => `${set.metadata.name}-${metadata.labels?.[REVISION_LABEL]}`));
    forgetRevisions(control, owner, live.add(revision.metadata.name), 10);
  },
};

/** A node that comes, goes, or changes what decides who may run there. */
function allOf({ before, after }: Change<"Node">, { store }: Control["cluster"]): string[] {
  const isSame = before !== undefined && after !== undefined && same(before.metadata.labels, after.metadata.labels) && same(before.spec, after.spec);
  return isSame ? [] : [...store.all("DaemonSet")].map(({ metadata }) => keyOf("DaemonSet", metadata));
}

function find(control: Control, set: DaemonSet, hash: string): Daemons {
  const pods = new Map<string, Pod[]>();
  for (const pod of claim(control, "Pod", "DaemonSet", set)) {
    const node = targetNode(pod) ?? "";
    pods.set(node, [...(pods.get(node) ?? []), pod]);
  }
  return { set, hash, nodes: [...control.cluster.store.all("Node")], pods };
}

const ownerOf = (set: DaemonSet): PodOwner => ({ kind: "DaemonSet", object: set, component: "daemonset-controller" });

/** Whether anything was made or deleted. Source: `daemon_controller.go`, manage and podsShouldBeOnNode. */
function manage(control: Control, daemons: Daemons): boolean {
  const { set, nodes, pods } = daemons;
  const missing: string[] = [];
  const unwanted: Pod[] = [];
  for (const node of nodes) {
    const { shouldRun, mayStay } = placeOn(set, node);
    const there = (pods.get(node.metadata.name) ?? []).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    if (shouldRun && !pods.has(node.metadata.name)) missing.push(node.metadata.name);
    unwanted.push(...(mayStay ? tooMany(control, set, there) : there));
  }
  for (const pod of unwanted) deletePod(control, ownerOf(set), pod);
  make(control, daemons, missing);
  for (const pod of lost(daemons)) requestDeletion(control, "Pod", keyOf("Pod", pod.metadata));
  return unwanted.length + missing.length > 0;
}

/** Pods of nodes that do not exist and that no scheduler will ever bind. */
const lost = ({ nodes, pods }: Daemons): Pod[] => {
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  return [...pods].filter(([node]) => !known.has(node)).flatMap(([, gone]) => gone.filter(({ spec }) => spec.nodeName === undefined));
};

/** Failed ones, which are told about and make room for another; and all but the oldest of those that run. */
function tooMany(control: Control, set: DaemonSet, there: readonly Pod[]): Pod[] {
  const failed = there.filter(({ status }) => status.phase === "Failed");
  for (const { metadata, spec } of failed) {
    const message = `Found failed daemon pod ${metadata.namespace}/${metadata.name} on node ${spec.nodeName}, will try to kill it`;
    record(control, { kind: "DaemonSet", object: set, type: "Warning", reason: "FailedDaemonPod", message, from: { component: "daemonset-controller" } });
  }
  const running = there.filter((pod) => !failed.includes(pod)).toSorted((a, b) => (a.metadata.creationTimestamp ?? 0) - (b.metadata.creationTimestamp ?? 0));
  const extra = set.spec.updateStrategy.rollingUpdate?.maxSurge ? 2 : 1;
  return [...failed, ...running.slice(extra)];
}

/** Pods for those nodes, of the present template. */
function make(control: Control, { set, hash }: Daemons, nodes: readonly string[]): void {
  const { name: base, namespace = "default" } = set.metadata;
  const template = set.spec.template!;
  const next = nodes[Symbol.iterator]();
  const { failed } = slowStartBatch(Math.min(nodes.length, BURST_REPLICAS), () => {
    const pod = podFromTemplate(generatedName(control, namespace, `${base}-`), namespace, template, controllerRef("DaemonSet", set));
    const labels = { ...pod.metadata.labels, [REVISION_LABEL]: hash };
    return createNamedPod(control, ownerOf(set), { ...pod, metadata: { ...pod.metadata, labels }, spec: boundFor(pod.spec, next.next().value!) }) === undefined;
  });
  if (failed) requeueFailed(control, "daemonset", keyOf("DaemonSet", set.metadata));
  else forgetFailures(control, "daemonset", keyOf("DaemonSet", set.metadata));
}

/** One step of a rolling update. */
function renew(control: Control, daemons: Daemons): void {
  const { replace, add } = rollingUpdate(daemons, control.env.now);
  for (const pod of replace) deletePod(control, ownerOf(daemons.set), pod);
  make(control, daemons, add);
}

function writeStatus(control: Control, key: string, daemons: Daemons): void {
  const { set } = daemons;
  const status = daemonSetStatus(daemons, control.env.now);
  update(control, "DaemonSet", key, (s) => (same(s.status, status) ? s : { ...s, status }));
  const wait = nextAvailableIn([...daemons.pods.values()].flat(), set.spec.minReadySeconds ?? 0, control.env.now);
  if (wait !== undefined) requeue(control, "daemonset", key, wait);
}
