import { slowStartBatch } from "../../../src/world/cluster/controllers/replica-set/slow-start.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ count, initialBatch, callsThatSucceed }: { count: number; initialBatch: number; callsThatSucceed: number }) => {
  let made = 0;
  const { successes, calls, failed } = slowStartBatch(count, () => ++made <= callsThatSucceed, initialBatch);
  return { successes, calls, error: failed };
});
export const engineMatters = false;
