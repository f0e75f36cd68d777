import { seconds } from "../../../src/kernel/time.ts";
import { isInBackoffSinceUpdate, nextBackoff, type BackoffEntry } from "../../../src/world/cluster/kubelet/backoff.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ initialS, maxS, priorNextAtS, atS }: { initialS: number; maxS: number; priorNextAtS: number[]; atS: number }) => {
  const limits = { initial: seconds(initialS), max: seconds(maxS) };
  let entry: BackoffEntry | undefined;
  for (const s of priorNextAtS) entry = nextBackoff(entry, limits, seconds(s), seconds(s));
  const inBackoff = isInBackoffSinceUpdate(entry, limits.max, seconds(atS));
  return inBackoff ? { inBackoff, backoffS: entry!.backoff / seconds(1) } : { inBackoff };
});
export const engineMatters = false;
