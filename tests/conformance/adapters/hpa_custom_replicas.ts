import {
  averageValueReplicas,
  valuePerPodReplicas,
  valueReplicas,
  type Proposal,
} from "../../../src/world/cluster/controllers/hpa/replica-calculator.ts";
import { answering } from "../kubernetes/answering.ts";
import { measured, type PodState } from "../kubernetes/hpa-scene.ts";

interface Input {
  currentReplicas: number;
  metric: { type: string; targetMilli: number; valueMilli?: number; valuesMilli?: number[]; podValuesMilli?: number[] };
  podStates?: PodState[];
}

function propose({ currentReplicas, metric, podStates }: Input): Proposal {
  const count = Math.max(podStates?.length ?? 0, currentReplicas, metric.podValuesMilli?.length ?? 0);
  const pods = Array.from({ length: count }, (_, i) => ({ state: podStates?.[i] ?? "ready", usageMilli: metric.podValuesMilli?.[i] ?? null }));
  const seen = measured(pods);
  const value = metric.valueMilli ?? (metric.valuesMilli ?? []).reduce((sum, v) => sum + v, 0);
  if (metric.type === "Pods") return averageValueReplicas(currentReplicas, metric.targetMilli, "", seen);
  if (metric.type.endsWith("Average")) return valuePerPodReplicas(currentReplicas, metric.targetMilli, value);
  return valueReplicas(currentReplicas, metric.targetMilli, value, seen.pods);
}

export const check = answering((input: Input) => {
  const proposal = propose(input);
  return "error" in proposal ? proposal : { replicas: proposal.replicas, reportedMilli: proposal.usage };
});
export const engineMatters = false;
