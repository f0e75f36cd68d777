import type { Nanos } from "../../../../kernel/time.ts";
import { conditionOf, isPodReady, isSidecar, type Pod } from "../../objects.ts";

/** Pods that count as existing: neither ended nor being deleted. Source: `pkg/controller/controller_utils.go`, IsPodActive. */
export const isPodActive = ({ metadata, status }: Pod): boolean =>
  status.phase !== "Succeeded" && status.phase !== "Failed" && metadata.deletionTimestamp === undefined;

export const POD_DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

/** A pod and how many pods of its owner's sets run on its node. */
export interface RankedPod {
  readonly pod: Pod;
  readonly rank: number;
}

const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/**
 * Which of two pods goes first when a set shrinks: unassigned, by phase, not ready, cheaper, on the more crowded node,
 * ready for less time, restarted more, newer. Times compare on a log2 scale, so 5 h and 8 h are the same.
 * Negative when `a` goes first. Source: `controller_utils.go`, ActivePodsWithRanks.Less.
 */
export function deletionOrder(a: RankedPod, b: RankedPod, now: Nanos): number {
  return (
    Number(Boolean(a.pod.spec.nodeName)) - Number(Boolean(b.pod.spec.nodeName)) ||
    (PHASE_ORDER[a.pod.status.phase] ?? 0) - (PHASE_ORDER[b.pod.status.phase] ?? 0) ||
    Number(isPodReady(a.pod)) - Number(isPodReady(b.pod)) ||
    deletionCost(a.pod) - deletionCost(b.pod) ||
    b.rank - a.rank ||
    (isPodReady(a.pod) ? newerFirst(readyTime(a.pod), readyTime(b.pod), now, a, b) : 0) ||
    compareRestarts(a.pod, b.pod) ||
    newerFirst(a.pod.metadata.creationTimestamp, b.pod.metadata.creationTimestamp, now, a, b)
  );
}

/** Source: `pkg/apis/core/helper/helpers.go`, GetDeletionCostFromPodAnnotations. */
const deletionCost = ({ metadata }: Pod): number => Number(metadata.annotations?.[POD_DELETION_COST] ?? 0) || 0;

const readyTime = ({ status }: Pod): Nanos | undefined => conditionOf(status.conditions, "Ready")?.lastTransitionTime;

/**
 * A time that is not known counts as the newest; within one log2 step the uid decides.
 * Source: `controller_utils.go`, logarithmicRankDiff.
 */
function newerFirst(a: Nanos | undefined, b: Nanos | undefined, now: Nanos, podA: RankedPod, podB: RankedPod): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
  return logAge(a, now) - logAge(b, now) || compareText(podA.pod.metadata.uid ?? "", podB.pod.metadata.uid ?? "");
}

const logAge = (at: Nanos, now: Nanos): number => (now - at > 0 ? Math.trunc(Math.log2(now - at)) : -1);

/** More restarts first: ordinary containers, then sidecars. Source: `controller_utils.go`, compareMaxContainerRestarts. */
function compareRestarts(a: Pod, b: Pod): number {
  return maxRestarts(b.status.containerStatuses) - maxRestarts(a.status.containerStatuses) || sidecarRestarts(b) - sidecarRestarts(a);
}

const maxRestarts = (statuses: Pod["status"]["containerStatuses"] = []): number =>
  statuses.reduce((max, { restartCount }) => Math.max(max, restartCount), 0);

function sidecarRestarts({ spec, status }: Pod): number {
  const sidecars = new Set((spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name));
  return maxRestarts(status.initContainerStatuses?.filter(({ name }) => sidecars.has(name)));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
