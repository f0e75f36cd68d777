import type { Nanos } from "../../../../kernel/time.ts";
import { conditionOf, type Pod } from "../../objects.ts";

/** What the metrics server knows of a pod; `value` in millis (cpu) or the unit of the resource. */
export interface PodMetric {
  readonly value: number;
  readonly timestamp: Nanos;
  readonly window: Nanos;
}

/** By pod name. */
export type PodMetrics = ReadonlyMap<string, PodMetric>;

export interface Initialization {
  /** How long a new pod's cpu samples are looked at with care (default 5 min). */
  readonly cpuInitializationPeriod: Nanos;
  /** A pod that turned unready this soon after its start was never ready (default 30 s). */
  readonly initialReadinessDelay: Nanos;
}

export interface PodGroups {
  readonly readyCount: number;
  /** Pending, or not fit to be measured yet. */
  readonly unready: readonly string[];
  /** Running, but without a metric. */
  readonly missing: readonly string[];
  /** Being deleted or failed. */
  readonly ignored: readonly string[];
}

/**
 * Sorts pods into those that are counted and those that are not.
 * Source: `pkg/controller/podautoscaler/replica_calculator.go`, groupPods.
 */
export function groupPods(
  pods: readonly Pod[],
  metrics: PodMetrics,
  resource: string,
  now: Nanos,
  initialization: Initialization,
): PodGroups {
  const groups = { readyCount: 0, unready: [] as string[], missing: [] as string[], ignored: [] as string[] };
  for (const pod of pods) {
    const { name, deletionTimestamp } = pod.metadata;
    const metric = metrics.get(name);
    if (deletionTimestamp !== undefined || pod.status.phase === "Failed") groups.ignored.push(name);
    else if (pod.status.phase === "Pending") groups.unready.push(name);
    else if (!metric) groups.missing.push(name);
    else if (resource === "cpu" && !isMeasurable(pod, metric, now, initialization)) groups.unready.push(name);
    else groups.readyCount++;
  }
  return groups;
}

/** A pod that is starting uses cpu for other things than load: its samples do not count before it was ready for a whole window. */
function isMeasurable(
  { status }: Pod,
  metric: PodMetric,
  now: Nanos,
  { cpuInitializationPeriod, initialReadinessDelay }: Initialization,
): boolean {
  const ready = conditionOf(status.conditions, "Ready");
  if (!ready || status.startTime === undefined) return false;
  const since = ready.lastTransitionTime ?? -Infinity;
  if (status.startTime + cpuInitializationPeriod > now) return ready.status !== "False" && metric.timestamp >= since + metric.window;
  return ready.status !== "False" || status.startTime + initialReadinessDelay <= since;
}
