import { describe, expect, test } from "vitest";
import { seconds, toSeconds, type Nanos } from "../../../../src/kernel/time.ts";
import type { BackoffEntry } from "../../../../src/world/cluster/kubelet/backoff.ts";
import { crashLoopMessage, decideRestart } from "../../../../src/world/cluster/kubelet/crash-loop.ts";

/** The seconds at which a container that runs for `runS` and then ends is started again. */
function restarts(count: number, runS: (run: number) => number): number[] {
  let entry: BackoffEntry | undefined;
  let now: Nanos = 0;
  const at: number[] = [];
  for (let run = 0; run < count; run++) {
    const finished = now + seconds(runS(run));
    now = finished;
    for (;;) {
      const decision = decideRestart(entry, finished, now);
      entry = decision.entry;
      if (decision.restart) break;
      now = decision.until;
    }
    at.push(toSeconds(now));
  }
  return at;
}

describe("a container that keeps ending", () => {
  test("is restarted at once, then ever later, up to every 5 minutes", () => {
    expect(restarts(9, () => 0)).toEqual([0, 10, 30, 70, 150, 310, 610, 910, 1210]);
  });

  test("starts anew after it has run for more than ten minutes", () => {
    expect(restarts(6, run => (run === 4 ? 601 : 0)).map((at, i, all) => at - (all[i - 1] ?? 0))).toEqual([0, 10, 20, 40, 601, 10]);
  });

  test("says how long it waits as Go prints durations", () => {
    const pod = { name: "web-1", namespace: "default", uid: "u1" };
    expect([10, 80, 160, 300].map(s => crashLoopMessage(seconds(s), "web", pod).split(" restarting")[0])).toEqual([
      "back-off 10s", "back-off 1m20s", "back-off 2m40s", "back-off 5m0s",
    ]);
    expect(crashLoopMessage(seconds(40), "web", pod)).toBe("back-off 40s restarting failed container=web pod=web-1_default(u1)");
  });
});
