import { SECOND, type Nanos } from "../../../../kernel/time.ts";
import type { Pod } from "../../objects.ts";

/** Source: `pkg/controller/job/job_controller.go`, DefaultJobPodFailureBackOff and MaxJobPodFailureBackOff. */
const FIRST: Nanos = 10 * SECOND;
const MOST: Nanos = 600 * SECOND;

/** When the containers of a pod that is over ended. */
const finishedAt = ({ status }: Pod): Nanos =>
  Math.max(status.startTime ?? 0, ...(status.containerStatuses ?? []).map(({ state }) => state?.terminated?.finishedAt ?? 0));

/**
 * How long no new pod is made: 10 s after the first failure since the last success, twice as long after each further one.
 * Source: `pkg/controller/job/backoff_utils.go`, getRemainingTimePerIndex and newBackoffRecord.
 */
export function remainingBackoff(pods: readonly Pod[], now: Nanos): Nanos {
  const lastSuccess = Math.max(-1, ...pods.filter(({ status }) => status.phase === "Succeeded").map(finishedAt));
  const failures = pods.filter(({ status }) => status.phase === "Failed").map(finishedAt).filter((at) => at > lastSuccess);
  if (failures.length === 0) return 0;
  return Math.max(0, Math.max(...failures) + Math.min(MOST, FIRST * 2 ** (failures.length - 1)) - now);
}
