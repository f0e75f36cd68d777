import { isSidecar, type Container, type Pod } from "../objects.ts";
import { amountOf } from "../pod-requests.ts";
import { podQOS } from "./qos.ts";

const GUARANTEED = -997;
const BEST_EFFORT = 1000;

/** At or above it a pod is critical to the system. Source: `pkg/apis/scheduling/types.go`, SystemCriticalPriority. */
export const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;

/**
 * What the kubelet writes to `/proc/PID/oom_score_adj` of a container: -997 for Guaranteed and node-critical pods,
 * 1000 for BestEffort, and for Burstable the less the more memory was requested, from 3 to 999.
 * `memoryCapacity` is that of the node in bytes. Source: `pkg/kubelet/qos/policy.go`, GetContainerOOMScoreAdjust.
 */
export function oomScoreAdj(pod: Pod, container: Container, memoryCapacity: number): number {
  if (isNodeCritical(pod)) return GUARANTEED;
  const qos = podQOS(pod.spec);
  if (qos === "Guaranteed") return GUARANTEED;
  if (qos === "BestEffort") return BEST_EFFORT;
  const share = Math.trunc((1000 * requestFor(pod, container)) / memoryCapacity);
  const score = Math.max(1000 + GUARANTEED, 1000 - share);
  return score === BEST_EFFORT ? BEST_EFFORT - 1 : score;
}

/** Source: `pkg/kubelet/types/pod_update.go`, IsNodeCriticalPod. */
const isNodeCritical = ({ spec }: Pod): boolean =>
  (spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY && spec.priorityClassName === "system-node-critical";

/** A sidecar must not die before the containers it serves: it counts with at least their smallest request's protection. */
function requestFor({ spec }: Pod, container: Container): number {
  const own = memoryRequest(container);
  if (!spec.initContainers?.includes(container) || !isSidecar(container)) return own;
  return Math.max(own, Math.max(...spec.containers.map(memoryRequest)));
}

const memoryRequest = (container: Container): number => amountOf("memory", container.resources?.requests?.["memory"] ?? "0");
