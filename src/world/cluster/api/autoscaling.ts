import type { Nanos } from "../../../kernel/time.ts";
import type { Condition, ObjectMeta } from "./meta.ts";

/** Source: `staging/src/k8s.io/api/autoscaling/v2/types.go`. */
export interface HPAScalingPolicy {
  readonly type: "Pods" | "Percent";
  readonly value: number;
  readonly periodSeconds: number;
}

export interface HPAScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: "Max" | "Min" | "Disabled";
  readonly policies?: readonly HPAScalingPolicy[];
  readonly tolerance?: number;
}

export interface HorizontalPodAutoscalerBehavior {
  readonly scaleUp?: HPAScalingRules;
  readonly scaleDown?: HPAScalingRules;
}

/** One of the metrics a HorizontalPodAutoscaler follows; targets in millis, utilization in percent of the request. */
export type MetricSpec =
  | { readonly type: "Resource"; readonly resource: string; readonly averageUtilization: number }
  | { readonly type: "Resource"; readonly resource: string; readonly averageValueMilli: number }
  | { readonly type: "Pods"; readonly metric: string; readonly averageValueMilli: number }
  | { readonly type: "Object" | "External"; readonly metric: string; readonly valueMilli: number }
  | { readonly type: "Object" | "External"; readonly metric: string; readonly averageValueMilli: number };

/** What a metric was last seen at: an average per pod in millis, and in percent of the request where that is the target. */
export interface MetricStatus {
  readonly type: "Resource" | "External";
  readonly resource: string;
  readonly averageValueMilli: number;
  readonly averageUtilization?: number;
}

export interface HorizontalPodAutoscaler {
  metadata: ObjectMeta;
  spec: {
    scaleTargetRef: { kind: string; name: string };
    minReplicas: number;
    maxReplicas: number;
    metrics: readonly MetricSpec[];
    behavior?: HorizontalPodAutoscalerBehavior;
  };
  status: { currentReplicas: number; desiredReplicas: number; lastScaleTime?: Nanos; currentMetrics?: readonly MetricStatus[]; conditions?: readonly Condition[] };
}
