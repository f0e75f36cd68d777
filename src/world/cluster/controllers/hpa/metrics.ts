import type { Proposal } from "./replica-calculator.ts";

/** What one metric of an autoscaler came to: a proposal, or why there is none (reason of the condition ScalingActive). */
export type MetricResult =
  | { readonly metric: string; readonly replicas: number }
  | { readonly failed: MetricFailure; readonly message: string };

export type MetricFailure =
  | "FailedGetResourceMetric"
  | "FailedGetPodsMetric"
  | "FailedGetObjectMetric"
  | "FailedGetExternalMetric"
  | "InvalidMetricSourceType";

/** What all metrics together ask for. Without `replicas` the size is held. */
export interface MetricsDecision {
  readonly replicas?: number;
  readonly metric?: string;
  readonly scalingActive: boolean;
  readonly reason: MetricFailure | "ValidMetricFound";
  readonly message: string;
}

export const metricResult = (metric: string, proposal: Proposal, failed: MetricFailure, task: string): MetricResult =>
  "error" in proposal
    ? { failed, message: `the HPA was unable to compute the replica count: ${task}: ${proposal.error}` }
    : { metric, replicas: proposal.replicas };

/**
 * The largest proposal. When a metric fails, the others may still grow the size, but not shrink it: the one that is
 * missing might have asked for more. Source: `pkg/controller/podautoscaler/horizontal.go`, computeReplicasForMetrics.
 */
export function decideByMetrics(results: readonly MetricResult[], specReplicas: number): MetricsDecision {
  let largest: { metric: string; replicas: number } | undefined;
  let failure: Extract<MetricResult, { failed: MetricFailure }> | undefined;
  for (const result of results) {
    if ("failed" in result) failure ??= result;
    else if (!largest || largest.replicas === 0 || result.replicas > largest.replicas) largest = result;
  }
  if (failure && (!largest || largest.replicas < specReplicas))
    return { scalingActive: false, reason: failure.failed, message: failure.message };
  const metric = largest?.metric ?? "";
  return {
    replicas: largest?.replicas ?? specReplicas,
    metric,
    scalingActive: true,
    reason: "ValidMetricFound",
    message: `the HPA was able to successfully calculate a replica count from ${metric}`,
  };
}
