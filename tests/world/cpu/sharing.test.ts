import { describe, expect, test } from "vitest";
import { MILLISECOND, SECOND } from "../../../src/kernel/time.ts";
import {
  addGroup, addThread, advance, continueThread, copyCpus, createCpus, nextChange, rate, readGroup, readMachine, readThread,
  removeGroup, removeThread, segments, setCount, setGroup, setThread, setWork, settle, stopThread, type Cpus,
} from "../../../src/world/machine/cpu/cpus.ts";

const engines = ["fluid", "sliced"] as const;

/** Lets time pass; answers which threads finished, and when (ms). */
function wait(c: Cpus, duration: number): string[] {
  const until = c.now + duration;
  const done: string[] = [];
  for (;;) {
    for (let ids = settle(c, c.now); ids.length > 0; ids = settle(c, c.now)) {
      done.push(...ids.map((id) => `${id} at ${Math.round(c.now / MILLISECOND)} ms`));
    }
    if (nextChange(c) > until) break;
    advance(c, nextChange(c));
  }
  advance(c, until);
  return done;
}

function busyThreads(c: Cpus, group: string, ids: readonly number[], nice = 0): void {
  for (const id of ids) {
    addThread(c, { id, group, nice });
    setWork(c, id, Infinity);
  }
}

const used = (c: Cpus, path: string): string => (readGroup(c, path).usage / SECOND).toFixed(1);

describe.each(engines)("%s", (engine) => {
  test("two busy groups share one CPU by weight, whatever the number of their threads", () => {
    const c = createCpus(1, engine, 0);
    addGroup(c, "/web", null, { weight: 300 });
    addGroup(c, "/batch", null, { weight: 100 });
    busyThreads(c, "/web", [1]);
    busyThreads(c, "/batch", [2, 3, 4, 5]);
    wait(c, 10 * SECOND);
    expect([used(c, "/web"), used(c, "/batch"), readMachine(c).idle]).toEqual(["7.5", "2.5", 0]);
  });

  test("what one group leaves goes to the others", () => {
    const c = createCpus(4, engine, 0);
    addGroup(c, "/one", null, { weight: 10_000 });
    addGroup(c, "/many", null);
    busyThreads(c, "/one", [1]);
    busyThreads(c, "/many", [2, 3, 4, 5, 6]);
    wait(c, 10 * SECOND);
    expect([used(c, "/one"), used(c, "/many")]).toEqual(["10.0", "30.0"]);
  });

  test("niceness counts inside a group only", () => {
    const c = createCpus(1, engine, 0);
    addGroup(c, "/a", null);
    addGroup(c, "/b", null);
    busyThreads(c, "/a", [1], 19);
    busyThreads(c, "/b", [2], -20);
    busyThreads(c, "/b", [3], 0);
    wait(c, 10 * SECOND);
    expect([used(c, "/a"), used(c, "/b")]).toEqual(["5.0", "5.0"]);
    expect(readThread(c, 3).usage / readThread(c, 2).usage).toBeLessThan(0.03);
  });

  test("an idle group gets the crumbs", () => {
    const c = createCpus(1, engine, 0);
    addGroup(c, "/backup", null, { idle: true });
    addGroup(c, "/web", null);
    busyThreads(c, "/backup", [1]);
    busyThreads(c, "/web", [2]);
    wait(c, 10 * SECOND);
    expect(readGroup(c, "/backup").usage / (10 * SECOND)).toBeCloseTo(3 / 1027, 2);
  });

  test("a quota of 20 ms in 100 ms holds a busy thread back in every period", () => {
    const c = createCpus(1, engine, 0);
    addGroup(c, "/web", null, { quotaUs: 20_000 });
    busyThreads(c, "/web", [1]);
    wait(c, SECOND);
    const { nrPeriods, nrThrottled, throttledTime, usage } = readGroup(c, "/web");
    // It is found out at the tick: the first time that is one tick late, and repaid.
    expect({ nrPeriods, nrThrottled, throttledMs: throttledTime / MILLISECOND, usedMs: usage / MILLISECOND }).toEqual({
      nrPeriods: 10, nrThrottled: 10, throttledMs: 796, usedMs: 204,
    });
  });

  test("the smaller limit wins: 30% inside 50%", () => {
    const c = createCpus(2, engine, 0);
    addGroup(c, "/p", null, { quotaUs: 50_000 });
    addGroup(c, "/p/x", "/p", { quotaUs: 30_000 });
    addGroup(c, "/p/y", "/p");
    busyThreads(c, "/p/x", [1]);
    busyThreads(c, "/p/y", [2]);
    wait(c, 10 * SECOND);
    expect(Number(used(c, "/p"))).toBeCloseTo(5, 1);
    expect(Number(used(c, "/p/x"))).toBeLessThanOrEqual(3.1);
  });

  test("a raised limit frees at once, a removed one for good", () => {
    const c = createCpus(1, engine, 0);
    addGroup(c, "/web", null, { quotaUs: 10_000 });
    busyThreads(c, "/web", [1]);
    wait(c, 50 * MILLISECOND);
    expect(readGroup(c, "/web").throttled).toBe(true);
    setGroup(c, "/web", { quotaUs: Infinity });
    wait(c, SECOND);
    expect({ throttled: readGroup(c, "/web").throttled, rate: rate(c, 1) }).toEqual({ throttled: false, rate: 1 });
  });

  test("work takes its time, and twice as long when the CPU is shared", () => {
    const c = createCpus(1, engine, 0);
    for (const id of [1, 2]) addThread(c, { id, group: "/", nice: 0 });
    setWork(c, 1, 40 * MILLISECOND);
    expect(wait(c, 100 * MILLISECOND)).toEqual(["1 at 40 ms"]);
    setWork(c, 1, 40 * MILLISECOND);
    setWork(c, 2, Infinity);
    const [done] = wait(c, 100 * MILLISECOND);
    expect(done).toMatch(/^1 at 1(7[2-9]|8\d) ms$/);
  });

  test("a thread with more to do goes on without a break", () => {
    const c = createCpus(1, engine, 0);
    addThread(c, { id: 1, group: "/", nice: 0 });
    setWork(c, 1, 3 * MILLISECOND);
    settle(c, 0);
    advance(c, 3 * MILLISECOND);
    expect(settle(c, c.now)).toEqual([1]);
    setWork(c, 1, 5 * MILLISECOND);
    expect(settle(c, c.now)).toEqual([]);
    expect(readThread(c, 1)).toMatchObject({ state: "running", usage: 3 * MILLISECOND, waiting: 0, work: 5 * MILLISECOND });
    expect(nextChange(c)).toBe(8 * MILLISECOND);
  });

  test("a stopped thread neither runs nor waits", () => {
    const c = createCpus(1, engine, 0);
    busyThreads(c, "/", [1, 2]);
    wait(c, SECOND);
    stopThread(c, 1);
    const before = readThread(c, 1);
    wait(c, SECOND);
    expect(readThread(c, 1)).toMatchObject({ usage: before.usage, waiting: before.waiting, state: "stopped" });
    expect(rate(c, 2)).toBe(1);
    continueThread(c, 1);
    wait(c, SECOND);
    expect(readThread(c, 1).usage).toBeGreaterThan(before.usage + 0.45 * SECOND);
  });

  test("pinned threads share their CPU, the others have the rest", () => {
    const c = createCpus(2, engine, 0);
    busyThreads(c, "/", [1, 2, 3]);
    setThread(c, 1, { affinity: [0] });
    setThread(c, 2, { affinity: [0] });
    wait(c, 10 * SECOND);
    expect([1, 2, 3].map((id) => Math.round(readThread(c, id).usage / SECOND))).toEqual([5, 5, 10]);
    setThread(c, 2, { affinity: null });
    wait(c, 10 * SECOND);
    expect(readThread(c, 1).usage / SECOND).toBeCloseTo(5 + 20 / 3, 0);
  });

  test("a cpuset keeps a group on its CPUs", () => {
    const c = createCpus(4, engine, 0);
    addGroup(c, "/db", null, { cpuset: [2, 3] });
    busyThreads(c, "/db", [1, 2, 3, 4]);
    wait(c, SECOND);
    expect(readMachine(c).perCpu.map(({ busy }) => Math.round(busy / MILLISECOND))).toEqual([0, 0, 1000, 1000]);
    setGroup(c, "/db", { cpuset: null });
    wait(c, SECOND);
    expect(used(c, "/db")).toBe("6.0");
  });

  test("CPUs can be added and taken away", () => {
    const c = createCpus(4, engine, 0);
    busyThreads(c, "/", [1, 2, 3, 4]);
    wait(c, SECOND);
    setCount(c, 1);
    wait(c, SECOND);
    setCount(c, 2);
    wait(c, SECOND);
    expect(used(c, "/")).toBe("7.0");
    expect(readMachine(c).idle).toBe(0);
  });

  test("threads and groups come and go", () => {
    const c = createCpus(1, engine, 0);
    addGroup(c, "/a", null);
    addGroup(c, "/b", null);
    busyThreads(c, "/a", [1, 2]);
    expect(() => removeGroup(c, "/a")).toThrow("not empty");
    setThread(c, 1, { group: "/b" });
    wait(c, SECOND);
    removeThread(c, 2);
    removeGroup(c, "/a");
    wait(c, SECOND);
    expect({ b: used(c, "/b"), rate: rate(c, 1) }).toEqual({ b: "1.5", rate: 1 });
  });

  test("a copy goes its own way", () => {
    const c = createCpus(2, engine, 0);
    addGroup(c, "/web", null, { quotaUs: 30_000 });
    busyThreads(c, "/web", [1, 2]);
    busyThreads(c, "/", [3, 4]);
    wait(c, 333 * MILLISECOND);
    const other = copyCpus(c);
    const before = copyCpus(c);
    wait(other, SECOND);
    expect(c).toEqual(before);
    wait(c, SECOND);
    expect(c).toEqual(other);
  });

  test("looking does not change the course of things", () => {
    const c = createCpus(1, engine, 0);
    busyThreads(c, "/", [1, 2, 3]);
    addGroup(c, "/web", null, { quotaUs: 7_000 });
    busyThreads(c, "/web", [4]);
    const watched = copyCpus(c);
    wait(c, SECOND);
    for (let i = 0; i < 1000; i++) {
      wait(watched, MILLISECOND);
      readGroup(watched, "/web");
      readThread(watched, 1);
    }
    expect(readGroup(watched, "/web")).toEqual(readGroup(c, "/web"));
    expect([1, 2, 3].map((id) => readThread(watched, id))).toEqual([1, 2, 3].map((id) => readThread(c, id)));
  });
});

test("busy threads change places at ticks: slices of 4 ms", () => {
  const c = createCpus(1, "sliced", 0);
  busyThreads(c, "/", [1, 2]);
  wait(c, 20 * MILLISECOND);
  expect(segments(c, 0).map(({ id, from, to }) => `${id}: ${from / MILLISECOND}-${to / MILLISECOND}`)).toEqual([
    "1: 0-4", "2: 4-8", "1: 8-12", "2: 12-16", "1: 16-20",
  ]);
});

test("overrun is repaid: a quota of 20 ms runs 18 and 22 ms in turn", () => {
  const c = createCpus(1, "sliced", 0);
  addThread(c, { id: 1, group: "/", nice: 0 });
  addGroup(c, "/web", null);
  busyThreads(c, "/web", [2]);
  wait(c, 2 * MILLISECOND);
  setGroup(c, "/web", { quotaUs: 20_000 });
  wait(c, 400 * MILLISECOND);
  expect(segments(c, 3 * MILLISECOND).map(({ from, to }) => (to - from) / MILLISECOND)).toEqual([24, 22, 18, 22]);
});

describe.each(engines)("%s: who wakes", (engine) => {
  /** A busy group of four, a shell beside it; the shell has been asleep for a while. */
  function shellAt(at: number): Cpus {
    const c = createCpus(1, engine, 0);
    addGroup(c, "/busy", null);
    addGroup(c, "/shell", null);
    busyThreads(c, "/busy", [1, 2, 3, 4]);
    addThread(c, { id: 5, group: "/shell", nice: 0 });
    wait(c, at);
    return c;
  }

  test("an interactive thread is served at once beside four busy ones", () => {
    const c = shellAt(102 * MILLISECOND);
    setWork(c, 5, MILLISECOND);
    expect(wait(c, 10 * MILLISECOND)).toEqual(["5 at 103 ms"]);
  });

  test("also when nothing has changed for a minute", () => {
    const c = shellAt(60 * SECOND + 2 * MILLISECOND);
    setWork(c, 5, MILLISECOND);
    expect(wait(c, 10 * MILLISECOND)).toEqual(["5 at 60003 ms"]);
  });

  test("who has more to do is served a tick at a time, and the others have theirs in between", () => {
    const c = shellAt(60 * SECOND);
    setWork(c, 5, 10 * MILLISECOND);
    const [done] = wait(c, 100 * MILLISECOND);
    expect(done).toMatch(/^5 at 600(18|2[0-2]) ms$/);
  });

  test("what a CPU keeps of a group's run time is neither lost nor found", () => {
    const c = createCpus(2, engine, 0);
    addGroup(c, "/web", null, { quotaUs: 20_000 });
    addThread(c, { id: 1, group: "/web", nice: 0 });
    for (let second = 0; second < 10; second++) {
      setWork(c, 1, 70 * MILLISECOND);
      wait(c, SECOND);
    }
    const { usage, nrThrottled } = readGroup(c, "/web");
    expect(Math.round(usage / MILLISECOND)).toBe(700);
    expect(nrThrottled).toBeGreaterThanOrEqual(27);
    expect(nrThrottled).toBeLessThanOrEqual(30);
  });
});

test("busy threads need turns for a tenth of a second; from then on rates tell all", () => {
  const c = createCpus(2, "fluid", 0);
  busyThreads(c, "/", [1, 2, 3]);
  wait(c, SECOND);
  expect({ next: nextChange(c), rates: [1, 2, 3].map((id) => rate(c, id).toFixed(3)) }).toEqual({ next: Infinity, rates: ["0.667", "0.667", "0.667"] });
});

test("where there is a CPU for everyone nobody takes turns", () => {
  const c = createCpus(4, "fluid", 0);
  busyThreads(c, "/", [1, 2, 3]);
  addThread(c, { id: 4, group: "/", nice: 0 });
  setWork(c, 4, 30 * MILLISECOND);
  settle(c, 0);
  expect(nextChange(c)).toBe(30 * MILLISECOND);
});
