import { stabilizeWithBehavior } from "../../../src/world/cluster/controllers/hpa/stabilization.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, NOW } from "../kubernetes/objects.ts";

interface Input {
  recommendations: { replicas: number; agoS: number }[];
  currentReplicas: number;
  desiredReplicas: number;
  scaleUpWindowS: number;
  scaleDownWindowS: number;
}

export const check = answering(({ recommendations, currentReplicas, desiredReplicas, scaleUpWindowS, scaleDownWindowS }: Input) => {
  const log = recommendations.map(({ replicas, agoS }) => ({ replicas, timestamp: ago(agoS) }));
  const windows = { upSeconds: scaleUpWindowS, downSeconds: scaleDownWindowS };
  const stabilized = stabilizeWithBehavior(log, currentReplicas, desiredReplicas, windows, NOW);
  return { replicas: stabilized.replicas, storedRecommendations: stabilized.recommendations.map(({ replicas }) => replicas) };
});
export const engineMatters = false;
