/** Why a pod found no node. Source: `pkg/scheduler/framework/types.go`, FitError. */
export interface FitError {
  readonly numAllNodes: number;
  /** How many nodes each reason applies to; a node with two shortages counts in both. */
  readonly reasons: ReadonlyMap<string, number>;
  /** When the pod was refused before any node was looked at. */
  readonly preFilterMessage?: string;
  /** What came of looking for a way out (preemption). */
  readonly postFilterMessage?: string;
}

/** Counts one more node for each of its reasons. */
export function countReasons(reasons: Map<string, number>, ofNode: Iterable<string>): void {
  for (const reason of ofNode) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

/**
 * The text of the FailedScheduling event: counts and reasons sorted as text, so "10 x" stands before "2 y".
 * Source: `types.go`, FitError.Error.
 */
export function fitErrorMessage({ numAllNodes, reasons, preFilterMessage, postFilterMessage }: FitError): string {
  const filtered = preFilterMessage || [...reasons].map(([reason, count]) => `${count} ${reason}`).toSorted().join(", ");
  const parts = [`0/${numAllNodes} nodes are available:`, filtered && `${filtered}.`, postFilterMessage];
  return parts.filter(Boolean).join(" ");
}
