import { NOW, ago } from "./objects.ts";
import type { ScaleEvent } from "../../../src/world/cluster/controllers/hpa/scale-events.ts";
import type { HPAScalingRules } from "../../../src/world/cluster/objects.ts";
import { withDefaults, type Behavior } from "../../../src/world/cluster/controllers/hpa/scaling-rules.ts";

export { NOW };

export interface EventRow {
  change: number;
  agoS: number;
}

export const events = (rows: readonly EventRow[] = []): ScaleEvent[] =>
  rows.map(({ change, agoS }) => ({ replicaChange: change, timestamp: ago(agoS), outdated: false }));

export const behavior = (scaleUp: HPAScalingRules | null | undefined, scaleDown: HPAScalingRules | null | undefined): Behavior =>
  withDefaults({ ...(scaleUp ? { scaleUp } : {}), ...(scaleDown ? { scaleDown } : {}) });
