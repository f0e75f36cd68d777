import { seconds, type Nanos } from "../../../../kernel/time.ts";
import { conditionSet } from "../../conditions.ts";
import { requeue, type Control, type Loop } from "../../loop.ts";
import type { Condition, HorizontalPodAutoscaler } from "../../objects.ts";
import { record } from "../../record.ts";
import { same } from "../../same.ts";
import { update } from "../../write.ts";
import { desiredWithin } from "./desired.ts";
import { forgetAutoscaler, historyOf, lookedAt, remember } from "./history.ts";
import { measureMetrics } from "./measure.ts";
import { scaleTarget, setReplicas, type ScaleTarget } from "./scale-target.ts";

const SYNC_PERIOD: Nanos = seconds(15);
const FROM = { component: "horizontal-pod-autoscaler" };

/**
 * Changes the size of a workload so that what its pods use, on average and as the metrics server knows it, comes near a
 * target. Each autoscaler is looked at every fifteen seconds, whatever happens between. Its keys are `namespace/name uid`.
 * Source: `pkg/controller/podautoscaler/horizontal.go`, reconcileAutoscaler.
 */
export const horizontalPodAutoscaler: Loop = {
  name: "horizontal-pod-autoscaler",
  hears: { HorizontalPodAutoscaler: ({ before, after, key }) => (before === undefined || after === undefined ? [`${key} ${(after ?? before)!.metadata.uid} new`] : []) },
  sync(control, name) {
    const [key = "", uid = "", isNew] = name.split(" ");
    const hpa = control.cluster.store.get("HorizontalPodAutoscaler", key);
    if (hpa?.metadata.uid !== uid) return forgetAutoscaler(control.cluster, uid);
    requeue(control, "horizontal-pod-autoscaler", `${key} ${uid}`, SYNC_PERIOD);
    if (isNew === undefined) reconcile(control, key, hpa);
  },
};

type Status = HorizontalPodAutoscaler["status"];

/** What is found out on the way, put into the status at the end. */
interface Draft {
  status: Status;
}

function reconcile(control: Control, key: string, hpa: HorizontalPodAutoscaler): void {
  const draft: Draft = { status: hpa.status };
  const found = scaleTarget(control, hpa);
  if ("missing" in found) {
    tell(control, hpa, "Warning", "FailedGetScale", found.missing);
    condition(control, draft, "AbleToScale", "False", "FailedGetScale", `the HPA controller was unable to get the target's current scale: ${found.missing}`);
  } else adjust(control, hpa, found, draft);
  update(control, "HorizontalPodAutoscaler", key, (h) => (same(h.status, draft.status) ? h : { ...h, status: draft.status }));
}

function adjust(control: Control, hpa: HorizontalPodAutoscaler, target: ScaleTarget, draft: Draft): void {
  const current = target.replicas;
  condition(control, draft, "AbleToScale", "True", "SucceededGetScale", "the HPA controller was able to get the target's current scale");
  draft.status = { ...draft.status, currentReplicas: current };
  const wish = wished(control, hpa, target, draft);
  if (wish === undefined) return;
  const { replicas, reason } = wish;
  draft.status = { ...draft.status, desiredReplicas: replicas };
  if (replicas === current) return;
  tell(control, hpa, "Normal", "SuccessfulRescale", `New size: ${replicas}; reason: ${reason}`);
  setReplicas(control, target, replicas);
  condition(control, draft, "AbleToScale", "True", "SucceededRescale", `the HPA controller was able to update the target scale to ${replicas}`);
  draft.status = { ...draft.status, lastScaleTime: control.env.now };
  remember(control, hpa, current, replicas);
}

interface Wish {
  readonly replicas: number;
  readonly reason: string;
}

/** Undefined when nothing can be said. */
function wished(control: Control, hpa: HorizontalPodAutoscaler, target: ScaleTarget, draft: Draft): Wish | undefined {
  const { minReplicas, maxReplicas } = hpa.spec;
  const current = target.replicas;
  historyOf(control, hpa, current);
  if (current === 0 && minReplicas !== 0) {
    condition(control, draft, "ScalingActive", "False", "ScalingDisabled", "scaling is disabled since the replica count of the target is zero");
    return { replicas: 0, reason: "" };
  }
  if (current > maxReplicas) return { replicas: maxReplicas, reason: "Current number of replicas above Spec.MaxReplicas" };
  if (current < minReplicas) return { replicas: minReplicas, reason: "Current number of replicas below Spec.MinReplicas" };
  return byMetrics(control, hpa, target, draft);
}

function byMetrics(control: Control, hpa: HorizontalPodAutoscaler, target: ScaleTarget, draft: Draft): Wish | undefined {
  const { decision, statuses, failed } = measureMetrics(control, hpa, target);
  draft.status = { ...draft.status, currentMetrics: statuses };
  const { replicas: proposed, scalingActive, reason, message, metric } = decision;
  condition(control, draft, "ScalingActive", scalingActive ? "True" : "False", reason, message);
  if (failed !== undefined) tell(control, hpa, "Warning", failed.reason, failed.message);
  if (proposed === undefined) {
    tell(control, hpa, "Warning", "FailedComputeMetricsReplicas", `invalid metrics (${failed!.count} invalid out of ${hpa.spec.metrics.length}), first error is: ${failed!.task}: ${failed!.message}`);
    return undefined;
  }
  const { replicas, able, limited } = desiredWithin(control, hpa, target.replicas, proposed);
  lookedAt(control, hpa, { at: control.env.now, pods: target.replicas, measured: statuses[0]?.averageUtilization ?? -1, wanted: proposed, given: replicas });
  condition(control, draft, "AbleToScale", "True", able.reason, able.message);
  condition(control, draft, "ScalingLimited", limited.reason === "DesiredWithinRange" ? "False" : "True", limited.reason, limited.message);
  return { replicas, reason: proposed > target.replicas ? `${metric} above target` : "All metrics below target" };
}

/** Whatever is told, what led to it stays the same for what comes after it but for the rescaling itself. */
function tell(control: Control, hpa: HorizontalPodAutoscaler, type: "Normal" | "Warning", reason: string, message: string): void {
  const { causes } = control;
  record(control, { kind: "HorizontalPodAutoscaler", object: hpa, type, reason, message, from: FROM });
  if (type === "Warning") control.causes = causes;
}

function condition(control: Control, draft: Draft, type: string, status: Condition["status"], reason: string, message: string): void {
  draft.status = { ...draft.status, conditions: conditionSet(draft.status.conditions, { type, status, reason, message }, control.env.now) };
}
