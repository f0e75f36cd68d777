import { keyOf } from "../../kinds.ts";
import type { Loop } from "../../loop.ts";
import type { HorizontalPodAutoscaler, ScaledObject } from "../../objects.ts";
import { amountOf } from "../../pod-requests.ts";
import { parseQuantity } from "../../quantity.ts";
import { same } from "../../same.ts";
import { create, update } from "../../write.ts";
import { controllerRef, itself } from "../controller-ref.ts";

/**
 * KEDA: makes a HorizontalPodAutoscaler from a ScaledObject, one that follows a measure from outside of the pods. To
 * size 0 and back, which KEDA does itself, is left out. Source: `keda/controllers/keda/hpa.go`, newHPAForScaledObject.
 */
export const keda: Loop = {
  name: "keda",
  hears: { ScaledObject: itself },
  sync(control, key) {
    const scaled = control.cluster.store.get("ScaledObject", key);
    if (scaled === undefined) return;
    const wanted = autoscalerOf(scaled);
    const at = keyOf("HorizontalPodAutoscaler", wanted.metadata);
    if (control.cluster.store.get("HorizontalPodAutoscaler", at) === undefined) create(control, "HorizontalPodAutoscaler", wanted);
    else update(control, "HorizontalPodAutoscaler", at, (hpa) => (same(hpa.spec, wanted.spec) ? hpa : { ...hpa, spec: wanted.spec }));
  },
};

function autoscalerOf(scaled: ScaledObject): HorizontalPodAutoscaler {
  const { metadata: { name, namespace = "default" }, spec: { scaleTargetRef, minReplicaCount = 0, maxReplicaCount = 100, triggers } } = scaled;
  return {
    metadata: { name: `keda-hpa-${name}`, namespace, ownerReferences: [controllerRef("ScaledObject", scaled)] },
    spec: {
      scaleTargetRef: { kind: scaleTargetRef.kind ?? "Deployment", name: scaleTargetRef.name }, minReplicas: Math.max(1, minReplicaCount), maxReplicas: maxReplicaCount,
      metrics: triggers.map(({ type, metadata: { threshold = "" } }, place) => ({ type: "External", metric: `s${place}-${type}`, averageValueMilli: milliOf(threshold) })),
    },
    status: { currentReplicas: 0, desiredReplicas: 0 },
  };
}

const milliOf = (threshold: string): number => (parseQuantity(threshold) === undefined ? 0 : amountOf("cpu", threshold));
