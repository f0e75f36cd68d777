import { limitWithBehavior } from "../../../src/world/cluster/controllers/hpa/rate-limit.ts";
import type { HPAScalingRules } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { behavior, events, NOW, type EventRow } from "../kubernetes/hpa-history.ts";

interface Input {
  currentReplicas: number;
  desiredReplicas: number;
  minReplicas: number;
  maxReplicas: number;
  scaleUp?: HPAScalingRules;
  scaleDown?: HPAScalingRules;
  scaleUpEvents?: EventRow[];
  scaleDownEvents?: EventRow[];
}

export const check = answering(({ currentReplicas, desiredReplicas, scaleUp, scaleDown, scaleUpEvents, scaleDownEvents, ...bounds }: Input) => {
  const history = { up: events(scaleUpEvents), down: events(scaleDownEvents) };
  const { replicas, reason } = limitWithBehavior(currentReplicas, desiredReplicas, bounds, behavior(scaleUp, scaleDown), history, NOW);
  return { replicas, condition: reason };
});
export const engineMatters = false;
