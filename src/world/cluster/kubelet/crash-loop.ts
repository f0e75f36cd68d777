import { seconds, type Nanos } from "../../../kernel/time.ts";
import { goDuration } from "../duration.ts";
import { isInBackoffSince, nextBackoff, type BackoffEntry, type BackoffLimits } from "./backoff.ts";

/**
 * Waits of a container that keeps ending: 10 s doubling to 5 min.
 * Source: `pkg/kubelet/kubelet.go`, backOffPeriod and MaxContainerBackOff.
 */
const CONTAINER_BACKOFF: BackoffLimits = { initial: seconds(10), max: seconds(300) };

/** Waits of an image that cannot be pulled: the same. Source: `kubelet.go`, imageBackOff. */
export const IMAGE_BACKOFF: BackoffLimits = CONTAINER_BACKOFF;

export type RestartDecision =
  | { readonly restart: true; readonly entry: BackoffEntry }
  | { readonly restart: false; readonly entry: BackoffEntry; readonly until: Nanos };

/**
 * Whether a container that finished then may start again now, or until when it waits. The first crash restarts at once,
 * because no entry exists yet; from then on the wait counts from the container's finish.
 * Source: `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, doBackOff.
 */
export function decideRestart(entry: BackoffEntry | undefined, finishedAt: Nanos, now: Nanos, limits = CONTAINER_BACKOFF): RestartDecision {
  if (isInBackoffSince(entry, limits.max, finishedAt, now)) return { restart: false, entry, until: finishedAt + entry.backoff };
  return { restart: true, entry: nextBackoff(entry, limits, finishedAt, now) };
}

/** What the waiting state of the container says. Source: `kuberuntime_manager.go`, doBackOff. */
export const crashLoopMessage = (backoff: Nanos, container: string, pod: { name: string; namespace: string; uid: string }): string =>
  `back-off ${goDuration(backoff)} restarting failed container=${container} pod=${pod.name}_${pod.namespace}(${pod.uid})`;
