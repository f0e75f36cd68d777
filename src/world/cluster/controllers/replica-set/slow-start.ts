/** The most pods a set creates or deletes in one look. Source: `pkg/controller/replicaset/replica_set.go`, BurstReplicas. */
export const BURST_REPLICAS = 500;

/** The first batch; each following is twice as large. Source: `pkg/controller/controller_utils.go`, SlowStartInitialBatchSize. */
const SLOW_START_INITIAL_BATCH = 1;

export interface SlowStart {
  readonly successes: number;
  readonly calls: number;
  readonly failed: boolean;
}

/**
 * Creates pods in batches of 1, 2, 4, 8 ... and stops after the first batch with a failure, so that a quota that is
 * used up is not hit hundreds of times. `create` tells whether it succeeded.
 * Source: `pkg/controller/replicaset/replica_set.go`, slowStartBatch.
 */
export function slowStartBatch(count: number, create: () => boolean, initialBatch = SLOW_START_INITIAL_BATCH): SlowStart {
  let successes = 0;
  let calls = 0;
  for (let batch = Math.min(count, initialBatch); batch > 0; batch = Math.min(2 * batch, count - calls)) {
    for (let i = 0; i < batch; i++) if (create()) successes++;
    calls += batch;
    if (successes < calls) return { successes, calls, failed: true };
  }
  return { successes, calls, failed: false };
}
