import { decideByMetrics, metricResult, type MetricResult } from "../../../src/world/cluster/controllers/hpa/metrics.ts";
import { limitWithoutBehavior } from "../../../src/world/cluster/controllers/hpa/rate-limit.ts";
import { resourceReplicas } from "../../../src/world/cluster/controllers/hpa/replica-calculator.ts";
import { answering } from "../kubernetes/answering.ts";
import { measured } from "../kubernetes/hpa-scene.ts";

interface Input {
  min: number;
  max: number;
  current: number;
  cpuTarget: number;
  usageMilli: number[];
  requestMilli: number[];
  otherMetric: string;
}

const failing = (otherMetric: string): MetricResult => {
  const kind = /^(External|Object|Pods|Resource)\b/.exec(otherMetric)?.[1] as "External" | "Object" | "Pods" | "Resource" | undefined;
  return { failed: kind ? `FailedGet${kind}Metric` : "InvalidMetricSourceType", message: otherMetric };
};

export const check = answering(({ min, max, current, cpuTarget, usageMilli, requestMilli, otherMetric }: Input) => {
  const pods = requestMilli.map((request, i) => ({ requestMilli: request, usageMilli: usageMilli[i] ?? null }));
  const proposal = resourceReplicas(current, cpuTarget, "cpu", measured(pods));
  const cpu = metricResult("cpu resource utilization (percentage of request)", proposal, "FailedGetResourceMetric", "failed to get cpu utilization");
  const { replicas, scalingActive, reason } = decideByMetrics([failing(otherMetric), cpu], current);
  const wished = replicas === undefined ? current : limitWithoutBehavior(current, replicas, { minReplicas: min, maxReplicas: max }).replicas;
  return { replicas: wished, scalingActive, reason };
});
export const engineMatters = false;
