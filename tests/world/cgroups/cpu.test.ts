import { describe, expect, test } from "vitest";
import type { Program } from "../../../src/world/scenario.ts";
import { app } from "../scenes.ts";
import { after, appOf, done, echo, group, hermes, look, mkdir, set, start, tried } from "./cgroup-scenes.ts";

const ms = 1e6;
const burst: Program = { kind: "burst", every: 1000 * ms, work: 60 * ms };

describe.each(["fluid", "sliced"] as const)("in the %s engine", (engine) => {
  test("20 ms in every 100: after ten seconds two seconds were used, in a hundred periods that were all cut short", () => {
    const t = after(set(hermes([app("batch", { kind: "busy" }, { group: "/batch" })], engine), "/batch", "cpu.max", "20000 100000"), 10);
    const { usage_usec, nr_periods, nr_throttled, throttled_usec } = group(t, "/batch");
    expect(Math.abs(usage_usec - 2e6)).toBeLessThan(0.03e6);
    expect(nr_periods).toBe(100);
    expect(nr_throttled).toBeGreaterThanOrEqual(99);
    expect(Math.abs(throttled_usec - 8e6)).toBeLessThan(0.1e6);
  });

  test("weights of 100 and 25 share four CPUs 3.2 to 0.8; alone, batch takes them all", () => {
    const both = ["batch", "web"].map((name) => app(name, { kind: "busy" }, { group: `/${name}`, threads: 4 }));
    const t = after(set(hermes(both, engine), "/batch", "cpu.weight", "25"), 10);
    expect(appOf(t, "web").cpu).toBeCloseTo(3.2, 0);
    expect(Math.abs(group(t, "/batch").usage_usec / 1e7 - 0.8)).toBeLessThan(0.05);
    expect(appOf(after(start(t, "no web"), 3), "batch").cpu).toBeCloseTo(4, 1);
  });

  test.each([["100000", 210], ["150000", 122.5], ["200000", 110], ["240000", 60], ["max", 60]])("a burst of 4 x 60 ms under %s µs per 100 ms takes %d ms, at the same average", (quota, latency) => {
    const t = after(set(hermes([app("api", burst, { group: "/api", threads: 4 })], engine), "/api", "cpu.max", quota), 20.5);
    expect(Math.abs(appOf(t, "api").p99_ms - latency)).toBeLessThan(7);
    expect(Math.abs(group(t, "/api").usage_usec - 20 * 240_000)).toBeLessThan(50_000);
  });

  test("saved-up burst of 40 ms lets the wave through as a quota of 240 ms would", () => {
    const limited = set(hermes([app("api", burst, { group: "/api", threads: 4 })], engine), "/api", "cpu.max", "200000 100000");
    const t = after(set(limited, "/api", "cpu.max.burst", "40000"), 20.5);
    expect(appOf(t, "api").p99_ms).toBeLessThan(70);
    expect(group(t, "/api").nr_bursts).toBeGreaterThan(10);
  });

  test("a group kept on one CPU shares that one", () => {
    const t = after(set(hermes([app("batch", { kind: "busy" }, { group: "/batch", threads: 4 })], engine), "/batch", "cpuset.cpus", "2"), 3);
    expect(appOf(t, "batch").cpu).toBeCloseTo(1, 1);
    expect(group(t, "/batch")).toMatchObject({ cpuset: "2", cpuset_effective: "2" });
  });

  test("an idle group gets next to nothing beside a busy one", () => {
    const both = ["batch", "web"].map((name) => app(name, { kind: "busy" }, { group: `/${name}`, threads: 4 }));
    const t = after(set(hermes(both, engine), "/batch", "cpu.idle", "1"), 5);
    expect(appOf(t, "batch").cpu).toBeLessThan(0.1);
    expect(group(t, "/batch")).toMatchObject({ idle: true, weight: 0 });
  });

  test("what cpu.max holds back is pressure on its group, and on nobody else's", () => {
    const two = [app("batch", { kind: "busy" }, { group: "/batch" }), app("web", { kind: "busy" }, { group: "/web" })];
    const t = after(set(hermes(two, engine), "/batch", "cpu.max", "50000"), 60);
    const pressure = (g: string) => look(t).tables.pressures.find((p) => p.group === g && p.resource === "cpu" && p.kind === "some")!.avg10;
    expect(Math.abs(pressure("/batch") - 50)).toBeLessThan(2);
    expect(pressure("/web")).toBeLessThan(0.5);
  });
});

describe("what the files of the cpu controller accept", () => {
  const t = done(hermes([]), mkdir("/demo"));
  const said = (text: string, file: string) => tried(t, echo(text, "/demo", file)).said.replace("bash: echo: write error: ", "");

  test.each([
    ["50000", "cpu.max", "ok"], ["max 50000", "cpu.max", "ok"], ["999", "cpu.max", "Invalid argument"], ["50000 999", "cpu.max", "Invalid argument"],
    ["50000 1000001", "cpu.max", "Invalid argument"], ["half", "cpu.max", "Invalid argument"], ["10000", "cpu.weight", "ok"], ["0", "cpu.weight", "Numerical result out of range"],
    ["10001", "cpu.weight", "Numerical result out of range"], ["heavy", "cpu.weight", "Invalid argument"], ["-20", "cpu.weight.nice", "ok"], ["20", "cpu.weight.nice", "Numerical result out of range"],
    ["2", "cpu.idle", "Invalid argument"], ["0-3", "cpuset.cpus", "ok"], ["0-4", "cpuset.cpus", "Invalid argument"], ["3-1", "cpuset.cpus", "Invalid argument"], ["1", "cpu.stat", "Invalid argument"],
  ])("echo %s > %s: %s", (text, file, answer) => {
    expect(said(text, file)).toBe(answer);
  });

  test("a burst may not exceed the quota, nor a quota sink below the burst", () => {
    const limited = set(set(t, "/demo", "cpu.max", "50000"), "/demo", "cpu.max.burst", "50000");
    expect(tried(limited, echo("50001", "/demo", "cpu.max.burst")).said).toContain("Invalid argument");
    expect(tried(limited, echo("40000", "/demo", "cpu.max")).said).toContain("Invalid argument");
  });

  test("a nice value is a weight by another name", () => {
    expect(group(set(t, "/demo", "cpu.weight.nice", "5"), "/demo")).toMatchObject({ weight_nice: 5, weight: 33 });
    expect(group(set(t, "/demo", "cpu.weight", "200"), "/demo").weight_nice).toBe(-3);
  });
});
