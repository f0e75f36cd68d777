import { describe, expect, test } from "vitest";
import { seconds } from "../../src/kernel/time.ts";
import { comparison, holds, shown } from "../../src/lesson/comparison.ts";
import { judge, type Judgement, mistakeMade } from "../../src/lesson/judge.ts";
import type { Exercise, Goal } from "../../src/lesson/lesson.ts";
import { read } from "../../src/lesson/reading.ts";
import { observation } from "./tiny-world.ts";

const shop: Goal = { text: "the shop is well", value: "app.shop.cpu", is: ">= 1.8", unit: "CPU", hold: seconds(2) };
const spared: Goal = { text: "the crowd is spared", value: "app.crowd.signalled == 0", is: true, keep: true };

/** Judges a row of observations one after the other and tells what was said. */
function course(exercise: Pick<Exercise, "goals" | "from">, ...worlds: Parameters<typeof observation>[]): [number, boolean, ...string[]][] {
  let judgement: Judgement | undefined;
  return worlds.map((world) => {
    judgement = judge(exercise, judgement, observation(...world));
    return [judgement.at / 1e9, judgement.met, ...judgement.verdicts.map((v) => `${v.met ? "x" : " "} ${v.say}`)];
  });
}

describe("goals over time", () => {
  test("a hold counts from when it became true, and begins anew after a break", () => {
    const nice = { nice: 19 };
    expect(course({ goals: [shop] }, [{}, 0], [nice, seconds(1)], [nice, seconds(2)], [{}, seconds(2.5)], [nice, seconds(3)], [nice, seconds(5)])).toEqual([
      [0, false, "  0.5 CPU, wanted >= 1.8"],
      [1, false, "  1.9 CPU, wanted >= 1.8; held 0 of 2s"],
      [2, false, "  1.9 CPU, wanted >= 1.8; held 1 of 2s"],
      [2.5, false, "  0.5 CPU, wanted >= 1.8"],
      [3, false, "  1.9 CPU, wanted >= 1.8; held 0 of 2s"],
      [5, true, "x 1.9 CPU, wanted >= 1.8"],
    ]);
  });

  test("what had to stay true stays broken, even when it is true again", () => {
    expect(course({ goals: [spared] }, [{}, 0], [{ stopped: 1 }, seconds(3)], [{ stopped: 0 }, seconds(4)])).toEqual([
      [0, true, "x yes"],
      [3, false, "  no; broken at 3.0 s, r starts again"],
      [4, false, "  yes; broken at 3.0 s, r starts again"],
    ]);
  });

  test("goals with a time are judged from then on", () => {
    const now = { ...shop, hold: 0 };
    expect(course({ goals: [now], from: seconds(200) }, [{ nice: 19 }, seconds(100)], [{ nice: 19 }, seconds(200)])).toEqual([
      [100, false, "  1.9 CPU, wanted >= 1.8; judged at 200 s"],
      [200, true, "x 1.9 CPU, wanted >= 1.8"],
    ]);
  });

  test("a time that nobody has measured yet meets nothing, and breaks nothing", () => {
    const quick: Goal = { text: "quick", value: "-1.0", is: "<= 100", unit: "ms" };
    expect(course({ goals: [quick, { ...quick, keep: true }] }, [{}, 0])).toEqual([[0, false, "  none yet, wanted <= 100", "x none yet, wanted <= 100"]]);
  });

  test("a reading that cannot be taken is unmet and says why", () => {
    expect(course({ goals: [{ text: "a", value: "app.shoop.cpu", is: 1 }] }, [{}, 0])).toEqual([[0, false, '  there is no "shoop" now, did you mean "shop"?']]);
  });
});

describe("mistakes", () => {
  const exercise = {
    mistakes: [
      { try: [{ kind: "type", text: "nice 5" } as const], say: "further", when: "app.crowd.nice > 0 && app.crowd.nice < 8" },
      { try: [{ kind: "type", text: "nice 30" } as const], say: "19 is the end" },
    ],
  };
  test("are known by the state they leave", () => {
    expect(mistakeMade(exercise, ["nice 4"], observation({ nice: 4 }))?.say).toBe("further");
    expect(mistakeMade(exercise, ["nice 9"], observation({ nice: 9 }))).toBeUndefined();
  });
  test("or, without a state, by the lines typed", () => {
    expect(mistakeMade(exercise, ["look", " nice   30 "], observation())?.say).toBe("19 is the end");
    expect(mistakeMade(exercise, ["nice 30", "look"], observation())).toBeUndefined();
  });
});

describe("readings", () => {
  const seen = observation({ leaked: 3 * 2 ** 30 }, seconds(3.5));
  test.each([
    ["app.shop.cpu * 2 + 1", 2],
    ["apps.map(a, a.cpu).sum()", 2],
    ["apps.map(a, a.cpu).max()", 1.5],
    ["apps.filter(a, a.name.startsWith('c')).size()", 1],
    ["host.mem_used / GiB", 3],
    ["host.mem_used <= 31 * GiB", true],
    ["machine.tiny.name", "tiny"],
    ["now_s > 3", true],
    ["facts.size() == 0", true],
    ["apps.all(a, a.oom_kills == 0 || a.name == 'crowd')", true],
  ])("%s is %s", (text, value) => expect(read(text, seen)).toEqual({ ok: true, value }));

  test("only the tables that are named are computed", () => {
    const tables = { ...seen.tables };
    Object.defineProperty(tables, "processes", { get: () => expect.unreachable("nobody asked for processes") });
    expect(read("app.shop.cpu", { ...seen, tables })).toEqual({ ok: true, value: 0.5 });
  });

  test("what gives no single value says so", () => {
    expect(read("apps", seen)).toEqual({ ok: false, why: "this gives a list, not one value" });
    expect(read("apps.filter(a, a.cpu > 9.0)[0].cpu", seen)).toEqual({ ok: false, why: "nothing there yet" });
  });
});

test("comparisons and how readings are shown", () => {
  expect(comparison("<= 31GiB")).toEqual({ sign: "<=", wanted: 31 * 2 ** 30 });
  expect(comparison("<= 10%")).toEqual({ sign: "<=", wanted: 0.1 });
  expect(comparison("running")).toEqual({ sign: "==", wanted: "running" });
  expect(comparison("!= running")).toEqual({ sign: "!=", wanted: "running" });
  expect(comparison("> fast")).toBeUndefined();
  expect(holds({ sign: "==", wanted: 0 }, 0)).toBe(true);
  expect([shown(0.4706, "CPU"), shown(0.5, "%"), shown(30.25 * 2 ** 30, "GiB"), shown(1234.5, "ms"), shown(false, undefined)]).toEqual(["0.47 CPU", "50%", "30.3 GiB", "1235 ms", "no"]);
  expect([shown(0, "GiB"), shown(4096, "GiB"), shown(-0.001, undefined), shown(0.00001, "%")]).toEqual(["0 GiB", "< 0.01 GiB", "> -0.01", "< 0.01%"]);
});
