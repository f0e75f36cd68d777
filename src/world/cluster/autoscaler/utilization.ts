import { seconds, type Nanos } from "../../../kernel/time.ts";
import type { Node, Pod } from "../objects.ts";
import { amountOf, podRequests } from "../pod-requests.ts";

/**
 * A pod that should have been gone this long ago no longer counts.
 * Source: `simulator/drainability/rules/longterminating`, PodLongTerminatingExtraThreshold.
 */
const LONG_TERMINATING = seconds(30);
const DEFAULT_GRACE_SECONDS = 30;

export interface UtilizationOptions {
  readonly skipDaemonSetPods?: boolean;
  readonly skipMirrorPods?: boolean;
  /** The extended resource of a node with accelerators: it alone decides there. */
  readonly gpuResource?: string;
}

/**
 * How much of a node is requested: the larger of cpu and memory, or the accelerators alone; undefined when the node
 * does not say what it has. A node whose accelerators are not there yet counts as unused, so that it can be removed.
 * Source: `cluster-autoscaler/simulator/utilization/info.go`, Calculate.
 */
export function nodeUtilization(node: Node, pods: readonly Pod[], now: Nanos, options: UtilizationOptions = {}): number | undefined {
  if (options.gpuResource) return resourceUtilization(node, pods, options.gpuResource, now, options) ?? 0;
  const cpu = resourceUtilization(node, pods, "cpu", now, options);
  const memory = resourceUtilization(node, pods, "memory", now, options);
  return cpu === undefined || memory === undefined ? undefined : Math.max(cpu, memory);
}

/** Pods that are skipped leave both what is used and what there is. Source: `info.go`, CalculateUtilizationOfResource. */
function resourceUtilization(
  node: Node,
  pods: readonly Pod[],
  resource: string,
  now: Nanos,
  options: UtilizationOptions,
): number | undefined {
  const written = node.status.allocatable?.[resource];
  const allocatable = written === undefined ? 0 : amountOf(resource, written);
  if (allocatable === 0) return undefined;
  let requested = 0;
  let skipped = 0;
  for (const pod of pods) {
    const request = podRequests(pod.spec)[resource] ?? 0;
    if (isSkipped(pod, options)) skipped += request;
    else if (!isLongTerminating(pod, now)) requested += request;
  }
  return requested / (allocatable - skipped);
}

const isSkipped = (pod: Pod, { skipDaemonSetPods, skipMirrorPods }: UtilizationOptions): boolean =>
  (skipDaemonSetPods === true && isDaemonSetPod(pod)) || (skipMirrorPods === true && isMirrorPod(pod));

/** Source: `cluster-autoscaler/utils/pod/pod.go`, IsDaemonSetPod. */
export const isDaemonSetPod = ({ metadata }: Pod): boolean =>
  metadata.ownerReferences?.some(({ kind, controller }) => kind === "DaemonSet" && controller !== false) === true ||
  metadata.annotations?.["cluster-autoscaler.kubernetes.io/daemonset-pod"] === "true";

/** The image of a static pod of the kubelet. Source: `utils/pod/pod.go`, IsMirrorPod. */
const isMirrorPod = ({ metadata }: Pod): boolean => metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined;

/** Source: `cluster-autoscaler/utils/drain/drain.go`, IsPodLongTerminating. */
function isLongTerminating({ metadata, spec }: Pod, now: Nanos): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  const grace = seconds(spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
  return metadata.deletionTimestamp + grace + LONG_TERMINATING < now;
}
