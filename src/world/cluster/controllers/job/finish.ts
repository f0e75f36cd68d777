import { SECOND, type Nanos } from "../../../../kernel/time.ts";
import { conditionOf, type Condition, type Job, type Pod } from "../../objects.ts";

/** How a job ends, or why it is over. */
export interface Finish {
  readonly type: "Complete" | "Failed";
  readonly reason: string;
  readonly message: string;
}

export const isFinished = ({ status }: Job): boolean => (["Complete", "Failed"] as const).some((type) => conditionOf(status.conditions, type)?.status === "True");

/**
 * Whether a job is through: too many failures, too long, or enough successes.
 * Source: `pkg/controller/job/job_controller.go`, syncJob and checkJobCompletion.
 */
export function finishOf(job: Job, active: readonly Pod[], now: Nanos): Finish | undefined {
  const { spec, status } = job;
  if ((status.failed ?? 0) > (spec.backoffLimit ?? 6) || pastLimitOnFailure(job, active))
    return { type: "Failed", reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit" };
  if (isPastDeadline(job, now)) return { type: "Failed", reason: "DeadlineExceeded", message: "Job was active longer than specified deadline" };
  return isComplete(job, active.length) ? { type: "Complete", reason: "CompletionsReached", message: "Reached expected number of succeeded pods" } : undefined;
}

function isComplete({ spec, status }: Job, active: number): boolean {
  const succeeded = status.succeeded ?? 0;
  if (spec.suspend === true) return false;
  return spec.completions === undefined ? succeeded > 0 && active === 0 : succeeded >= spec.completions;
}

function isPastDeadline({ spec, status }: Job, now: Nanos): boolean {
  const { activeDeadlineSeconds, suspend } = spec;
  if (activeDeadlineSeconds === undefined || status.startTime === undefined || suspend === true) return false;
  return now - status.startTime >= activeDeadlineSeconds * SECOND;
}

/** Pods that start their containers again in place are counted by that. Source: `job_controller.go`, pastBackoffLimitOnFailure. */
function pastLimitOnFailure({ spec }: Job, active: readonly Pod[]): boolean {
  if (spec.template.spec.restartPolicy !== "OnFailure") return false;
  const restarts = active.flatMap(({ status }) => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]).reduce((sum, { restartCount }) => sum + restartCount, 0);
  const limit = spec.backoffLimit ?? 6;
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

/** A success is first stated, then the job is closed; a failure names its target first. */
export function withFinish(conditions: readonly Condition[], { type, reason, message }: Finish, now: Nanos): readonly Condition[] {
  const first = type === "Complete" ? "SuccessCriteriaMet" : "FailureTarget";
  return [...conditions, ...[first, type].map((t): Condition => ({ type: t, status: "True", reason, message, lastTransitionTime: now }))];
}
