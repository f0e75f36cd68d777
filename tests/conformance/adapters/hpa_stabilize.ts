import { stabilize } from "../../../src/world/cluster/controllers/hpa/stabilization.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, NOW } from "../kubernetes/objects.ts";

interface Input {
  windowSeconds: number;
  recommendations: { replicas: number; agoS: number }[];
  desiredReplicas: number;
}

export const check = answering(({ windowSeconds, recommendations, desiredReplicas }: Input) => {
  const log = recommendations.map(({ replicas, agoS }) => ({ replicas, timestamp: ago(agoS) }));
  const stabilized = stabilize(log, desiredReplicas, NOW, windowSeconds);
  return { replicas: stabilized.replicas, logLength: stabilized.recommendations.length };
});
export const engineMatters = false;
