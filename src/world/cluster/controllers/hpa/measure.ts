import { seconds } from "../../../../kernel/time.ts";
import type { Control } from "../../loop.ts";
import { podUsage } from "../../metrics.ts";
import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus, Pod } from "../../objects.ts";
import { keyOfObject } from "../../store.ts";
import { externalValue } from "./external.ts";
import { decideByMetrics, metricResult, type MetricFailure, type MetricResult, type MetricsDecision } from "./metrics.ts";
import type { Initialization, PodMetrics } from "./pod-groups.ts";
import { averageValueReplicas, resourceReplicas, valuePerPodReplicas, type Measured, type Proposal } from "./replica-calculator.ts";
import { targetPods, type ScaleTarget } from "./scale-target.ts";

/** Source: `pkg/controller/podautoscaler/config/v1alpha1/defaults.go`. */
const INITIALIZATION: Initialization = { cpuInitializationPeriod: seconds(300), initialReadinessDelay: seconds(30) };

export interface MeasuredMetrics {
  readonly decision: MetricsDecision;
  readonly statuses: readonly MetricStatus[];
  /** The first that failed, and how many did. */
  readonly failed: { readonly reason: MetricFailure; readonly message: string; readonly task: string; readonly count: number } | undefined;
}

/** Every metric of an autoscaler, and what they come to together. Source: `horizontal.go`, computeReplicasForMetrics. */
export function measureMetrics(control: Control, hpa: HorizontalPodAutoscaler, target: ScaleTarget): MeasuredMetrics {
  const { spec } = hpa;
  const pods = targetPods(control, target);
  const outcomes = spec.metrics.map((metric) => measureOne(control, hpa, metric, pods, target.replicas));
  const failures = outcomes.filter(({ failed }) => failed !== undefined);
  return {
    decision: decideByMetrics(outcomes.map(({ result }) => result), target.replicas),
    statuses: outcomes.flatMap(({ status }) => status ?? []),
    failed: failures.length === 0 ? undefined : { ...failures[0]!.failed!, count: failures.length },
  };
}

interface Outcome {
  readonly result: MetricResult;
  readonly status?: MetricStatus;
  readonly failed?: { readonly reason: MetricFailure; readonly message: string; readonly task: string };
}

function measureOne(control: Control, hpa: HorizontalPodAutoscaler, metric: MetricSpec, pods: readonly Pod[], current: number): Outcome {
  if (metric.type === "Resource") return measureResource(control, metric, pods, current);
  if (metric.type === "External" && "averageValueMilli" in metric && control.cluster.spec.operators.includes("keda")) return measureExternal(control, hpa, metric, current);
  const api = metric.type === "External" ? "external metrics API: no external metrics API (external.metrics.k8s.io)" : "custom metrics API: no custom metrics API (custom.metrics.k8s.io)";
  const [reason, what] = metric.type === "Pods" ? ["FailedGetPodsMetric" as const, "pods"] : metric.type === "Object" ? ["FailedGetObjectMetric" as const, "object"] : ["FailedGetExternalMetric" as const, "external"];
  return failure(reason, `unable to get metric ${metric.metric}`, `unable to fetch metrics from ${api} registered`, `failed to get ${what} metric value`);
}

function measureResource(control: Control, metric: Extract<MetricSpec, { type: "Resource" }>, pods: readonly Pod[], current: number): Outcome {
  const { resource } = metric;
  const measured: Measured = { pods, metrics: metricsOf(control, resource, pods), now: control.env.now, initialization: INITIALIZATION };
  const utilization = "averageUtilization" in metric;
  const proposal = utilization ? resourceReplicas(current, metric.averageUtilization, resource, measured) : averageValueReplicas(current, metric.averageValueMilli, resource, measured);
  if ("error" in proposal) return failure("FailedGetResourceMetric", `failed to get ${resource} ${utilization ? "utilization" : "usage"}`, proposal.error, `failed to get ${resource} resource metric value`);
  const name = utilization ? `${resource} resource utilization (percentage of request)` : `${resource} resource`;
  return { result: { metric: name, replicas: proposal.replicas }, status: statusOf(resource, proposal) };
}

function measureExternal(control: Control, hpa: HorizontalPodAutoscaler, { metric, averageValueMilli }: { readonly metric: string; readonly averageValueMilli: number }, current: number): Outcome {
  const value = externalValue(control, hpa, metric);
  if (typeof value !== "number") return failure("FailedGetExternalMetric", `failed to get ${metric} external metric`, value.error, `failed to get ${metric} external metric value`);
  const proposal = valuePerPodReplicas(current, averageValueMilli, value * 1000);
  if ("error" in proposal) return failure("FailedGetExternalMetric", `failed to get ${metric} external metric`, proposal.error, `failed to get ${metric} external metric value`);
  return { result: { metric: `external metric ${metric}`, replicas: proposal.replicas }, status: { type: "External", resource: metric, averageValueMilli: proposal.usage } };
}

function statusOf(resource: string, proposal: Extract<Proposal, { replicas: number }>): MetricStatus {
  const { usage, utilization } = proposal;
  return { type: "Resource", resource, averageValueMilli: resource === "cpu" ? usage : usage * 1000, ...(utilization !== undefined && { averageUtilization: utilization }) };
}

const failure = (reason: MetricFailure, what: string, error: string, task: string): Outcome =>
  ({ result: metricResult("", { error }, reason, what), failed: { reason, message: `${what}: ${error}`, task } });

/** By name of pod; pods that the metrics server knows nothing of yet are missing. */
function metricsOf({ cluster: { metrics } }: Control, resource: string, pods: readonly Pod[]): PodMetrics {
  const found = new Map<string, { value: number; timestamp: number; window: number }>();
  for (const pod of pods) {
    const usage = podUsage(metrics, keyOfObject("Pod", pod));
    if (usage !== undefined) found.set(pod.metadata.name, { value: resource === "cpu" ? usage.cpuMilli : usage.memoryBytes, timestamp: usage.timestamp, window: usage.window });
  }
  return found;
}
