import { millis } from "../../../../kernel/time.ts";
import type { Control, Loop } from "../../loop.ts";
import { requeue } from "../../loop.ts";
import { conditionOf, isPodReady, type Node, type Pod } from "../../objects.ts";
import { record } from "../../record.ts";
import { keyOfObject } from "../../store.ts";
import { update } from "../../write.ts";
import { zoneOf } from "./state.ts";
import { noExecuteTaints, readinessTaint, withNoExecuteTaint, withNoScheduleTaints } from "./taints.ts";
import { mayGo, zoneKey, type Zone } from "./zone.ts";

const FROM = { component: "node-controller" };

/**
 * Draws the consequences of what nodes say of themselves, or no longer say: taints, and pods that no longer count as
 * ready. Its keys are names of nodes, and `zone KEY` when the next node of a zone may get its NoExecute taint.
 * Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go`.
 */
export const nodeLifecycle: Loop = {
  name: "node-lifecycle",
  hears: {
    Node: ({ before, after, key }) =>
      before?.status.conditions === after?.status.conditions && before?.spec === after?.spec ? [] : [key],
  },
  sync(control, key) {
    if (key.startsWith(ZONE)) return taintNext(control, key.slice(ZONE.length));
    const node = control.cluster.store.get("Node", key);
    if (node === undefined) return forget(control, key);
    noteReadiness(control, node);
    update(control, "Node", key, (n) => withNoScheduleTaints(n, control.env.now));
    taintByReadiness(control, node);
  },
};

const ZONE = "zone ";

function forget({ cluster: { nodeLifecycle: { notReady, zones } } }: Control, name: string): void {
  notReady.delete(name);
  for (const { waiting } of zones.values()) waiting.delete(name);
}

/** A node that is ready no more is told of once, and its pods leave the endpoints at once. Source: monitorNodeHealth. */
function noteReadiness(control: Control, node: Node): void {
  const { notReady } = control.cluster.nodeLifecycle;
  const { name } = node.metadata;
  const ready = conditionOf(node.status.conditions, "Ready")?.status;
  if (ready === undefined || ready === "True") return void notReady.delete(name);
  if (notReady.has(name)) return;
  notReady.set(name, true);
  record(control, { kind: "Node", object: node, type: "Normal", reason: "NodeNotReady", message: `Node ${name} status is now: NodeNotReady`, from: FROM });
  const { causes } = control;
  for (const pod of control.cluster.store.podsOn(name)) {
    control.causes = causes;
    if (isPodReady(pod)) markNotReady(control, pod);
  }
  control.causes = causes;
}

/** Source: `pkg/controller/util/node/controller_utils.go`, MarkPodsNotReady. */
function markNotReady(control: Control, pod: Pod): void {
  record(control, { kind: "Pod", object: pod, type: "Warning", reason: "NodeNotReady", message: "Node is not ready", from: FROM });
  const lastTransitionTime = control.env.now;
  update(control, "Pod", keyOfObject("Pod", pod), (p) => ({
    ...p, status: { ...p.status, conditions: p.status.conditions!.map((c) => (c.type === "Ready" ? { ...c, status: "False", lastTransitionTime } : c)) },
  }));
}

/** Source: processTaintBaseEviction. */
function taintByReadiness(control: Control, node: Node): void {
  const { name } = node.metadata;
  const zone = zoneOf(control.cluster.nodeLifecycle, node);
  const { waiting } = zone;
  const taint = readinessTaint(node);
  const { env, causes } = control;
  if (taint === undefined || noExecuteTaints(node).some(({ key }) => key === taint)) waiting.delete(name);
  else if (!hasReadinessTaint(node) && !waiting.has(name)) {
    waiting.set(name, { turn: zone.turns++, causes });
    return planTaint(control, zoneKey(node), zone);
  }
  if (taint === undefined || hasReadinessTaint(node)) update(control, "Node", name, (n) => withNoExecuteTaint(n, taint, env.now));
}

const hasReadinessTaint = (node: Node): boolean => withNoExecuteTaint(node, undefined, 0) !== node;

/** As the waiting are looked at ten times a second, taints come at such moments. Source: nodeEvictionPeriod. */
const LOOK_PERIOD = millis(100);

/** Plans the next taint of a zone, as soon as its rate allows. */
export function planTaint(control: Control, key: string, zone: Zone): void {
  const at = Math.max(control.env.now, Math.ceil(zone.nextAt / LOOK_PERIOD) * LOOK_PERIOD);
  if (zone.waiting.size === 0 || at === Infinity || zone.planned === at) return;
  zone.planned = at;
  requeue(control, "node-lifecycle", `${ZONE}${key}`, at - control.env.now);
}

/** The node that has waited longest gets its taint. Source: doNoExecuteTaintingPass. */
function taintNext(control: Control, key: string): void {
  const { cluster: { nodeLifecycle: { zones }, store }, env } = control;
  const zone = zones.get(key);
  if (zone === undefined || zone.planned !== env.now) return;
  zone.planned = -1;
  if (zone.waiting.size > 0 && mayGo(zone, env.now)) {
    const name = [...zone.waiting.keys()].reduce((a, b) => (zone.waiting.get(b)!.turn < zone.waiting.get(a)!.turn ? b : a));
    control.causes = zone.waiting.get(name)!.causes;
    zone.waiting.delete(name);
    const node = store.get("Node", name);
    if (node !== undefined) update(control, "Node", name, (n) => withNoExecuteTaint(n, readinessTaint(n), env.now));
  }
  planTaint(control, key, zone);
}
