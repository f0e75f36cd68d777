import { slowStartBatch } from "../../../src/world/cluster/controllers/replica-set/slow-start.ts";

export default ({ count, initialBatch, callsThatSucceed }: { count: number; initialBatch: number; callsThatSucceed: number }) => {
  let made = 0;
  const { successes, calls, failed } = slowStartBatch(count, () => ++made <= callsThatSucceed, initialBatch);
  return { successes, calls, error: failed };
};
