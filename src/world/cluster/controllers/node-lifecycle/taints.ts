import type { Nanos } from "../../../../kernel/time.ts";
import { conditionOf, type Node, type Taint, type TaintEffect } from "../../objects.ts";

/** Source: `api/core/v1/well_known_taints.go`. */
export const NOT_READY = "node.kubernetes.io/not-ready";
export const UNREACHABLE = "node.kubernetes.io/unreachable";

const OF_PRESSURE: readonly (readonly [condition: string, taint: string])[] = [
  ["MemoryPressure", "node.kubernetes.io/memory-pressure"], ["DiskPressure", "node.kubernetes.io/disk-pressure"],
  ["PIDPressure", "node.kubernetes.io/pid-pressure"], ["NetworkUnavailable", "node.kubernetes.io/network-unavailable"],
];
const UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
const OWN = [NOT_READY, UNREACHABLE, UNSCHEDULABLE, ...OF_PRESSURE.map(([, taint]) => taint)];

/** The taint that a node's readiness asks for; none while it is ready. */
export function readinessTaint({ status }: Node): string | undefined {
  const ready = conditionOf(status.conditions, "Ready")?.status;
  return ready === "False" ? NOT_READY : ready === "Unknown" ? UNREACHABLE : undefined;
}

/** The NoSchedule taints that follow from a node's conditions, and from its being cordoned. Source: doNoScheduleTaintingPass. */
function noScheduleTaints(node: Node): string[] {
  const readiness = readinessTaint(node);
  const pressures = OF_PRESSURE.flatMap(([type, taint]) => (conditionOf(node.status.conditions, type)?.status === "True" ? [taint] : []));
  return [...(readiness === undefined ? [] : [readiness]), ...pressures, ...(node.spec.unschedulable === true ? [UNSCHEDULABLE] : [])];
}

/** The node with the NoSchedule taints it should have; the same one when it has them. */
export const withNoScheduleTaints = (node: Node, now: Nanos): Node => withTaints(node, OWN, noScheduleTaints(node), "NoSchedule", now);

/** The node with the NoExecute taint of its readiness, or none. Source: SwapNodeControllerTaint. */
export const withNoExecuteTaint = (node: Node, key: string | undefined, now: Nanos): Node =>
  withTaints(node, [NOT_READY, UNREACHABLE], key === undefined ? [] : [key], "NoExecute", now);

export const noExecuteTaints = ({ spec }: Node): readonly Taint[] => spec.taints?.filter(({ effect }) => effect === "NoExecute") ?? [];

function withTaints(node: Node, own: readonly string[], wanted: readonly string[], effect: TaintEffect, timeAdded: Nanos): Node {
  const taints = node.spec.taints ?? [];
  const kept = taints.filter((taint) => taint.effect !== effect || !own.includes(taint.key) || wanted.includes(taint.key));
  const added = wanted.filter((key) => !kept.some((taint) => taint.key === key && taint.effect === effect)).map((key) => ({ key, effect, timeAdded }));
  if (kept.length === taints.length && added.length === 0) return node;
  return { ...node, spec: { ...node.spec, taints: [...kept, ...added] } };
}
