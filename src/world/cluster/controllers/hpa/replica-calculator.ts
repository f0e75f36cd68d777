import type { Nanos } from "../../../../kernel/time.ts";
import { isPodReady, type Pod } from "../../objects.ts";
import { amountOf } from "../../pod-requests.ts";
import { groupPods, type Initialization, type PodGroups, type PodMetric, type PodMetrics } from "./pod-groups.ts";

/** How far the ratio may be from 1 without a change. */
export interface Tolerances {
  readonly scaleDown: number;
  readonly scaleUp: number;
}

const DEFAULT_TOLERANCES: Tolerances = { scaleDown: 0.1, scaleUp: 0.1 };

/** What is looked at to answer one metric. */
export interface Measured {
  readonly pods: readonly Pod[];
  readonly metrics: PodMetrics;
  readonly now: Nanos;
  readonly initialization: Initialization;
  readonly tolerances?: Tolerances;
}

/** A wished number of replicas and the reading it came from: usage in millis (cpu, other metrics) or the resource's unit. */
export type Proposal =
  | { readonly replicas: number; readonly usage: number; readonly utilization?: number }
  | { readonly error: string };

interface Usage {
  readonly ratio: number;
  readonly usage: number;
  readonly utilization?: number;
}

type Rate = (metrics: PodMetrics) => Usage | undefined;

const UNREADY: Proposal = { error: "did not receive metrics for targeted pods (pods might be unready)" };

/**
 * Replicas for a target utilization, in percent of what the pods request: truncated to an integer percent before the
 * ratio is taken. A container without a request is an error and nothing is scaled.
 * Source: `pkg/controller/podautoscaler/replica_calculator.go`, GetResourceReplicas.
 */
export function resourceReplicas(currentReplicas: number, targetUtilization: number, resource: string, measured: Measured): Proposal {
  if (measured.metrics.size === 0)
    return { error: `unable to get metrics for resource ${resource}: no metrics returned from resource metrics API` };
  const groups = groupPods(measured.pods, measured.metrics, resource, measured.now, measured.initialization);
  const metrics = countedMetrics(measured.metrics, groups);
  if (metrics.size === 0) return UNREADY;
  const requests = requestsOf(measured.pods, resource);
  if ("error" in requests) return requests;
  const fallback = Math.max(100, targetUtilization);
  return replicasFor(currentReplicas, groups, metrics, measured.tolerances, {
    rate: counted => utilizationRatio(counted, requests, targetUtilization),
    assumed: pod => Math.trunc(((requests.get(pod) ?? 0) * fallback) / 100),
  });
}

/**
 * Replicas for a target average per pod, of a resource or of a metric of the pods themselves.
 * Source: `replica_calculator.go`, GetRawResourceReplicas and GetMetricReplicas (calcPlainMetricReplicas).
 */
export function averageValueReplicas(currentReplicas: number, target: number, resource: string, measured: Measured): Proposal {
  const groups = groupPods(measured.pods, measured.metrics, resource, measured.now, measured.initialization);
  const metrics = countedMetrics(measured.metrics, groups);
  if (metrics.size === 0) return UNREADY;
  return replicasFor(currentReplicas, groups, metrics, measured.tolerances, {
    rate: counted => usageRatio(counted, target),
    assumed: () => target,
  });
}

/**
 * Replicas so that a single value (of an object, or from outside) reaches its target.
 * Source: `replica_calculator.go`, GetObjectMetricReplicas, GetExternalMetricReplicas.
 */
export function valueReplicas(
  currentReplicas: number,
  target: number,
  usage: number,
  pods: readonly Pod[],
  tolerances = DEFAULT_TOLERANCES,
): Proposal {
  const ratio = usage / target;
  if (currentReplicas === 0) return { replicas: Math.ceil(ratio), usage };
  if (isWithin(ratio, tolerances)) return { replicas: currentReplicas, usage };
  const ready = pods.filter(pod => pod.status.phase === "Running" && isPodReady(pod)).length;
  return { replicas: Math.ceil(ratio * ready), usage };
}

/**
 * Replicas so that a single value, divided among them, reaches its target.
 * Source: `replica_calculator.go`, GetObjectPerPodMetricReplicas, GetExternalPerPodMetricReplicas.
 */
export function valuePerPodReplicas(
  statusReplicas: number,
  targetAverage: number,
  usage: number,
  tolerances = DEFAULT_TOLERANCES,
): Proposal {
  const within = isWithin(usage / (targetAverage * statusReplicas), tolerances);
  return { replicas: within ? statusReplicas : Math.ceil(usage / targetAverage), usage: Math.ceil(usage / statusReplicas) };
}

/**
 * The common rule of per-pod metrics. Pods without a metric are assumed on target when shrinking and idle when growing,
 * unready ones idle when growing; if that turns the direction round, nothing changes.
 */
function replicasFor(
  currentReplicas: number,
  groups: PodGroups,
  counted: PodMetrics,
  tolerances = DEFAULT_TOLERANCES,
  { rate, assumed }: { rate: Rate; assumed: (pod: string) => number },
): Proposal {
  const seen = rate(counted);
  if (!seen) return { error: "no metrics returned matched known pods" };
  const { ratio, ...reading } = seen;
  const propose = (replicas: number): Proposal => ({ replicas, ...reading });
  const growsWithUnready = groups.unready.length > 0 && ratio > 1;
  if (!growsWithUnready && groups.missing.length === 0)
    return propose(isWithin(ratio, tolerances) ? currentReplicas : Math.ceil(ratio * groups.readyCount));
  const filled = new Map(counted);
  if (ratio !== 1) for (const pod of groups.missing) filled.set(pod, guessed(ratio < 1 ? assumed(pod) : 0));
  if (growsWithUnready) for (const pod of groups.unready) filled.set(pod, guessed(0));
  const newRatio = rate(filled)?.ratio ?? ratio;
  if (isWithin(newRatio, tolerances) || (ratio < 1 && newRatio > 1) || (ratio > 1 && newRatio < 1)) return propose(currentReplicas);
  const replicas = Math.ceil(newRatio * filled.size);
  const turned = newRatio < 1 ? replicas > currentReplicas : replicas < currentReplicas;
  return propose(turned ? currentReplicas : replicas);
}

const guessed = (value: number): PodMetric => ({ value, timestamp: 0, window: 0 });

/** Source: `replica_calculator.go`, Tolerances.isWithin. */
const isWithin = (ratio: number, { scaleDown, scaleUp }: Tolerances): boolean => 1 - scaleDown <= ratio && ratio <= 1 + scaleUp;

function countedMetrics(metrics: PodMetrics, { ignored, unready }: PodGroups): PodMetrics {
  const counted = new Map(metrics);
  for (const pod of ignored) counted.delete(pod);
  for (const pod of unready) counted.delete(pod);
  return counted;
}

/** Source: `pkg/controller/podautoscaler/metrics/utilization.go`, GetResourceUtilizationRatio. */
function utilizationRatio(metrics: PodMetrics, requests: ReadonlyMap<string, number>, target: number): Usage | undefined {
  let used = 0;
  let requested = 0;
  let entries = 0;
  for (const [pod, { value }] of metrics) {
    const request = requests.get(pod);
    if (request === undefined) continue;
    used += value;
    requested += request;
    entries++;
  }
  if (requested === 0) return undefined;
  const utilization = Math.trunc((used * 100) / requested);
  return { ratio: utilization / target, usage: Math.trunc(used / entries), utilization };
}

/** Source: `metrics/utilization.go`, GetMetricUsageRatio. */
function usageRatio(metrics: PodMetrics, target: number): Usage {
  let total = 0;
  for (const { value } of metrics.values()) total += value;
  const usage = Math.trunc(total / metrics.size);
  return { ratio: usage / target, usage };
}

/** Source: `replica_calculator.go`, calculatePodRequests. */
function requestsOf(pods: readonly Pod[], resource: string): Map<string, number> | { error: string } {
  const requests = new Map<string, number>();
  for (const { metadata, spec } of pods) {
    let sum = 0;
    for (const container of spec.containers) {
      const request = container.resources?.requests?.[resource];
      if (request === undefined) return { error: `missing request for ${resource} in container ${container.name} of Pod ${metadata.name}` };
      sum += amountOf(resource, request);
    }
    requests.set(metadata.name, sum);
  }
  return requests;
}
