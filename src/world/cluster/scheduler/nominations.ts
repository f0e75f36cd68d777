import type { Pod } from "../objects.ts";
import { podKey, type NodeInfo, type PodInfo } from "./node-info.ts";

/** Pods for which room was made on a node, and which wait until it is there. By node; replaced as a whole, there are few. */
export type Nominations = ReadonlyMap<string, readonly PodInfo[]>;

/** The nominations with a pod's changed: to a node, or to none. Source: `pkg/scheduler/backend/queue/nominator.go`. */
export function nominate(nominations: Nominations, key: string, to?: { readonly node: string; readonly pod: PodInfo }): Nominations {
  if (to === undefined && nominationOf(nominations, key) === undefined) return nominations;
  const after = new Map<string, readonly PodInfo[]>();
  for (const [node, pods] of nominations) {
    const kept = pods.filter(({ pod }) => podKey(pod) !== key);
    if (kept.length > 0) after.set(node, kept);
  }
  if (to !== undefined) after.set(to.node, [...(after.get(to.node) ?? []), to.pod]);
  return after;
}

export function nominationOf(nominations: Nominations, key: string): string | undefined {
  for (const [node, pods] of nominations) if (pods.some(({ pod }) => podKey(pod) === key)) return node;
  return undefined;
}

export const priorityOf = ({ pod }: PodInfo): number => pod.spec.priority ?? 0;

/** Those that a pod may not take the room from: of the same or a higher priority. Source: `framework/runtime`, addNominatedPods. */
export const nominatedBefore = (nominations: Nominations, { node }: NodeInfo, asking: PodInfo): readonly PodInfo[] =>
  nominations.size === 0 ? NOBODY : (nominations.get(node.metadata.name) ?? NOBODY).filter((other) => priorityOf(other) >= priorityOf(asking) && podKey(other.pod) !== podKey(asking.pod));

const NOBODY: readonly PodInfo[] = [];

/** The pod with its status naming the node where room is being made; none for "", as it was for undefined. */
export function withNomination(pod: Pod, node: string | undefined): Pod {
  const { nominatedNodeName, ...status } = pod.status;
  if (node === undefined || node === (nominatedNodeName ?? "")) return pod;
  return { ...pod, status: node === "" ? status : { ...status, nominatedNodeName: node } };
}
