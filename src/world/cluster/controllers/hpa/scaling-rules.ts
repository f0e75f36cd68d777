import type { HorizontalPodAutoscalerBehavior, HPAScalingPolicy, HPAScalingRules } from "../../objects.ts";

/** Rules with everything filled in. */
export type ScalingRules = Required<Omit<HPAScalingRules, "tolerance">>;

export interface Behavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

const PERIOD = 15;
const UP: ScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [{ type: "Pods", value: 4, periodSeconds: PERIOD }, { type: "Percent", value: 100, periodSeconds: PERIOD }],
};
const DOWN: ScalingRules = {
  stabilizationWindowSeconds: 300,
  selectPolicy: "Max",
  policies: [{ type: "Percent", value: 100, periodSeconds: PERIOD }],
};

/**
 * A behavior as the API server stores it, with what was not written: up by 100 % or 4 pods in 15 s, down by 100 % in
 * 15 s after a window of 300 s. Source: `pkg/apis/autoscaling/v2/defaults.go`, GenerateHPAScaleUpRules and GenerateHPAScaleDownRules.
 */
export const withDefaults = ({ scaleUp, scaleDown }: HorizontalPodAutoscalerBehavior): Behavior => ({
  scaleUp: { ...UP, ...scaleUp },
  scaleDown: { ...DOWN, ...scaleDown },
});

/** The longest look back that any policy needs. Source: `pkg/controller/podautoscaler/horizontal.go`, getLongestPolicyPeriod. */
export const longestPolicyPeriod = (policies: readonly HPAScalingPolicy[]): number =>
  policies.reduce((longest, { periodSeconds }) => Math.max(longest, periodSeconds), 0);
