import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seconds } from "../../../../src/kernel/time.ts";
import { decideByMetrics } from "../../../../src/world/cluster/controllers/hpa/metrics.ts";
import { limitWithBehavior, limitWithoutBehavior } from "../../../../src/world/cluster/controllers/hpa/rate-limit.ts";
import { storeScaleEvent, type ScaleEvent } from "../../../../src/world/cluster/controllers/hpa/scale-events.ts";
import { withDefaults } from "../../../../src/world/cluster/controllers/hpa/scaling-rules.ts";
import { stabilize, type Recommendation } from "../../../../src/world/cluster/controllers/hpa/stabilization.ts";

const bounds = { minReplicas: 1, maxReplicas: 100 };
const behavior = withDefaults({});

describe("an autoscaler under a sudden load", () => {
  test("with a behavior grows by 4 or doubles every 15 s", () => {
    const sizes = [1];
    let up: readonly ScaleEvent[] = [];
    for (let sync = 0; sync < 6; sync++) {
      const now = seconds(15 * sync);
      const from = sizes.at(-1)!;
      const { replicas } = limitWithBehavior(from, 1000, bounds, behavior, { up, down: [] }, now);
      up = storeScaleEvent(up, replicas - from, behavior.scaleUp, now);
      sizes.push(replicas);
    }
    expect(sizes).toEqual([1, 5, 10, 20, 40, 80, 100]);
  });

  test("without one doubles each time, or goes to 4", () => {
    const sizes = [1];
    for (let sync = 0; sync < 6; sync++) sizes.push(limitWithoutBehavior(sizes.at(-1)!, 1000, bounds).replicas);
    expect(sizes).toEqual([1, 4, 8, 16, 32, 64, 100]);
  });

  test("shrinks only when the last high recommendation is more than 5 minutes old", () => {
    let log: readonly Recommendation[] = [];
    const sizes: number[] = [];
    for (let sync = 0; sync <= 24; sync++) {
      const stabilized = stabilize(log, sync === 0 ? 8 : 2, seconds(15 * sync));
      log = stabilized.recommendations;
      sizes.push(stabilized.replicas);
    }
    expect([sizes[19], sizes[20], sizes[21], log.length]).toEqual([8, 8, 2, 21]);
  });

  test("never leaves its bounds, whatever is wished", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 100 }), (desired, current) => {
      const { replicas } = limitWithBehavior(current, desired, bounds, behavior, { up: [], down: [] }, 0);
      expect(replicas).toBeGreaterThanOrEqual(1);
      expect(replicas).toBeLessThanOrEqual(100);
    }));
  });
});

describe("several metrics", () => {
  const failed = { failed: "FailedGetPodsMetric", message: "no metrics" } as const;

  test("the largest proposal counts", () => {
    expect(decideByMetrics([{ metric: "cpu", replicas: 3 }, { metric: "requests", replicas: 7 }], 4)).toMatchObject({ replicas: 7, metric: "requests", scalingActive: true });
  });

  test("one that fails holds the size down only against shrinking", () => {
    expect(decideByMetrics([failed, { metric: "cpu", replicas: 7 }], 4)).toMatchObject({ replicas: 7, scalingActive: true, reason: "ValidMetricFound" });
    expect(decideByMetrics([failed, { metric: "cpu", replicas: 3 }], 4)).toEqual({ scalingActive: false, reason: "FailedGetPodsMetric", message: "no metrics" });
  });
});
