import type { Nanos } from "../../../kernel/time.ts";
import { SECOND } from "../../../kernel/time.ts";
import { conditionOf, isPodReady, type Pod } from "../objects.ts";

/** Ready for at least that many seconds. Source: `pkg/api/v1/pod/util.go`, IsPodAvailable. */
export const isPodAvailable = (pod: Pod, minReadySeconds: number, now: Nanos): boolean => isPodReady(pod) && availableIn(pod, minReadySeconds, now) <= 0;

/** Until when minReadySeconds are over, from now; of a pod that is ready. */
const availableIn = ({ status }: Pod, minReadySeconds: number, now: Nanos): Nanos =>
  minReadySeconds === 0 ? 0 : (conditionOf(status.conditions, "Ready")?.lastTransitionTime ?? now) + minReadySeconds * SECOND - now;

/** When the next of the ready pods becomes available, from now; undefined when nothing of that kind is to come. */
export function nextAvailableIn(pods: readonly Pod[], minReadySeconds: number, now: Nanos): Nanos | undefined {
  if (minReadySeconds === 0) return undefined;
  const waits = pods.filter(isPodReady).map((pod) => availableIn(pod, minReadySeconds, now)).filter((wait) => wait > 0);
  return waits.length === 0 ? undefined : Math.min(...waits);
}
