import type { Control } from "../../loop.ts";
import type { HorizontalPodAutoscaler } from "../../objects.ts";
import { historyOf } from "./history.ts";
import { limitWithBehavior, limitWithoutBehavior, type Limited } from "./rate-limit.ts";
import { withDefaults } from "./scaling-rules.ts";
import { stabilize, stabilizeWithBehavior } from "./stabilization.ts";

export interface Desired {
  readonly replicas: number;
  /** What the condition AbleToScale says. */
  readonly able: { readonly reason: string; readonly message: string };
  readonly limited: Limited;
}

const READY = { reason: "ReadyForNewScale", message: "recommended size matches current size" };
const HIGHEST = { reason: "ScaleDownStabilized", message: "recent recommendations were higher than current one, applying the highest recent recommendation" };
const LOWEST = { reason: "ScaleUpStabilized", message: "recent recommendations were lower than current one, applying the lowest recent recommendation" };

/**
 * What the metrics ask for, calmed by what they asked for lately, and held within rates and bounds.
 * Source: `horizontal.go`, normalizeDesiredReplicas and normalizeDesiredReplicasWithBehaviors.
 */
export function desiredWithin(control: Control, hpa: HorizontalPodAutoscaler, current: number, proposed: number): Desired {
  const { cluster: { hpaHistories }, env } = control;
  const { behavior: written, minReplicas, maxReplicas } = hpa.spec;
  const history = historyOf(control, hpa, current);
  const behavior = written && withDefaults(written);
  const { replicas: calm, recommendations } = behavior === undefined
    ? stabilize(history.recommendations, proposed, env.now)
    : stabilizeWithBehavior(history.recommendations, current, proposed, { upSeconds: behavior.scaleUp.stabilizationWindowSeconds, downSeconds: behavior.scaleDown.stabilizationWindowSeconds }, env.now);
  hpaHistories.set(hpa.metadata.uid!, { ...history, recommendations });
  const bounds = { minReplicas, maxReplicas };
  const limited = behavior === undefined ? limitWithoutBehavior(current, calm, bounds) : limitWithBehavior(current, calm, bounds, behavior, history, env.now);
  return { replicas: limited.replicas, able: calm === proposed ? READY : calm > proposed ? HIGHEST : LOWEST, limited };
}
