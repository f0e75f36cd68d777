import { averageValueReplicas, resourceReplicas } from "../../../src/world/cluster/controllers/hpa/replica-calculator.ts";
import { answering } from "../kubernetes/answering.ts";
import { measured, type HpaPod } from "../kubernetes/hpa-scene.ts";

interface Input {
  currentReplicas: number;
  metric: { name: string; targetUtilization?: number; targetAverageMilli?: number };
  pods: HpaPod[];
  metricsForUnknownPodsMilli?: number[];
}

export const check = answering(({ currentReplicas, metric, pods, metricsForUnknownPodsMilli }: Input) => {
  const seen = measured(pods, metricsForUnknownPodsMilli);
  const proposal = metric.targetUtilization === undefined
    ? averageValueReplicas(currentReplicas, metric.targetAverageMilli ?? 0, metric.name, seen)
    : resourceReplicas(currentReplicas, metric.targetUtilization, metric.name, seen);
  if ("error" in proposal) return proposal;
  const { replicas, utilization, usage } = proposal;
  return { replicas, ...(utilization === undefined ? {} : { utilization }), averageUsageMilli: usage };
});
export const engineMatters = false;
