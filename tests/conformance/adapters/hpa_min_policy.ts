import { scaleLimit } from "../../../src/world/cluster/controllers/hpa/rate-limit.ts";
import type { HPAScalingPolicy } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { NOW } from "../kubernetes/hpa-history.ts";

interface Input {
  direction: "up" | "down";
  currentReplicas: number;
  selectPolicy: "Max" | "Min" | "Disabled";
  policies: HPAScalingPolicy[];
}

export const check = answering(({ direction, currentReplicas, selectPolicy, policies }: Input) =>
  scaleLimit(direction, currentReplicas, { stabilizationWindowSeconds: 0, selectPolicy, policies }, { up: [], down: [] }, NOW));
export const engineMatters = false;
