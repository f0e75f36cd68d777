import { describe, expect, test } from "vitest";
import type { Program } from "../../../src/world/scenario.ts";
import { app, MIB, serve } from "../scenes.ts";
import { after, appOf, done, echo, group, hermes, look, mkdir, rmdir, set, start, tried, type Play } from "./cgroup-scenes.ts";
import type { Command } from "../../../src/world/command.ts";

const said = (play: Play, command: Command) => tried(play, command).said;
const busy: Program = { kind: "busy" };

describe("a tree of groups", () => {
  const t = done(hermes([app("batch", busy, { group: "/batch" })]), mkdir("/demo"));
  const pid = `${look(t).tables.processes.find((p) => p.app === "batch")!.pid}`;

  test("a group is made where there is none, below one that exists", () => {
    expect(said(t, mkdir("/demo"))).toBe("mkdir: cannot create directory ‘/sys/fs/cgroup/demo’: File exists");
    expect(said(t, mkdir("/none/a"))).toBe("mkdir: cannot create directory ‘/sys/fs/cgroup/none/a’: No such file or directory");
    expect(said(t, mkdir("/demo/cpu.max"))).toContain("File exists");
  });

  test("cgroup.max.depth and cgroup.max.descendants stop more", () => {
    expect(said(set(t, "/demo", "cgroup.max.depth", "0"), mkdir("/demo/a"))).toContain("Resource temporarily unavailable");
    expect(said(set(t, "/demo", "cgroup.max.descendants", "0"), mkdir("/demo/a"))).toContain("Resource temporarily unavailable");
  });

  test("it is removed once nobody lives in it and nothing is left below", () => {
    expect(said(t, rmdir("/batch"))).toBe("rmdir: failed to remove '/sys/fs/cgroup/batch': Device or resource busy");
    expect(said(done(t, mkdir("/demo/a")), rmdir("/demo"))).toContain("Device or resource busy");
    expect(group(done(t, rmdir("/demo")), "/demo")).toBeUndefined();
    expect(said(t, rmdir("/none"))).toContain("No such file or directory");
  });

  test("children have the controllers that are handed to them", () => {
    expect(said(t, echo("+memory +speed", "/demo", "cgroup.subtree_control"))).toContain("Invalid argument");
    const on = set(t, "/demo", "cgroup.subtree_control", "+memory +cpu");
    const inner = done(on, mkdir("/demo/a"));
    expect(group(inner, "/demo/a").controllers).toBe("cpu memory");
    expect(said(inner, echo("+pids", "/demo/a", "cgroup.subtree_control"))).toContain("No such file or directory");
    const handed = set(inner, "/demo/a", "cgroup.subtree_control", "+memory");
    expect(said(handed, echo("-memory", "/demo", "cgroup.subtree_control"))).toContain("Device or resource busy");
    expect(group(set(handed, "/demo", "cgroup.subtree_control", "-cpu"), "/demo/a").controllers).toBe("memory");
  });

  test("processes live in the leaves", () => {
    expect(said(t, echo("+memory", "/batch", "cgroup.subtree_control"))).toContain("Device or resource busy");
    const dividing = set(t, "/demo", "cgroup.subtree_control", "+memory");
    expect(said(dividing, echo(pid, "/demo", "cgroup.procs"))).toContain("Device or resource busy");
    expect(said(dividing, echo(pid, "/", "cgroup.procs"))).toBe("ok");
    expect(said(t, echo("4242424", "/demo", "cgroup.procs"))).toContain("No such process");
    expect(said(t, echo("me", "/demo", "cgroup.procs"))).toContain("Invalid argument");
  });

  test("a process that moves is under the limits of its new group from then on", () => {
    const moved = after(set(set(t, "/demo", "cpu.max", "30000"), "/demo", "cgroup.procs", pid), 5);
    expect(appOf(moved, "batch").cpu).toBeCloseTo(0.3, 1);
    expect([group(moved, "/batch").populated, group(moved, "/demo").populated]).toEqual([false, true]);
  });
});

describe.each(["fluid", "sliced"] as const)("frozen in the %s engine", (engine) => {
  const t = after(hermes([app("batch", busy, { group: "/a/b", processes: 3 })], engine), 1);

  test("a group above is enough; nothing runs, SIGKILL works, and thawed it goes on", () => {
    const frozen = set(t, "/a", "cgroup.freeze", "1");
    expect(group(frozen, "/a/b")).toMatchObject({ frozen: true, freeze: false });
    const still = after(frozen, 5);
    expect(group(still, "/a/b").usage_usec).toBe(group(t, "/a/b").usage_usec);
    const pids = look(still).tables.processes.filter((p) => p.app === "batch").map((p) => p.pid);
    const one = done(still, { type: "signal", machine: "hermes", pids: pids.slice(0, 1), signal: "KILL" });
    expect(appOf(one, "batch").processes).toBe(2);
    expect(appOf(after(set(one, "/a", "cgroup.freeze", "0"), 3), "batch").cpu).toBeCloseTo(2, 1);
  });

  test("cgroup.kill ends the whole subtree", () => {
    const dead = set(t, "/a", "cgroup.kill", "1");
    expect(group(dead, "/a")).toMatchObject({ populated: false, pids: 0 });
    expect(tried(t, echo("2", "/a", "cgroup.kill")).said).toContain("Numerical result out of range");
  });
});

describe("a fork bomb", () => {
  const bomb: Program = { kind: "fork", every: 250e6, children: "fork" };
  const apps = [app("web", serve(20, 10), { group: "/web" }), app("bomb", bomb, { group: "/guest", memoryBytes: MIB, autostart: false })];

  test("in a group of 64 stays at 64, and its neighbour does not notice", () => {
    const t = after(start(set(hermes(apps), "/guest", "pids.max", "64"), "bomb"), 20);
    expect(group(t, "/guest")).toMatchObject({ pids: 64, pids_peak: 64 });
    expect(group(t, "/guest").pids_events).toBeGreaterThan(1000);
    expect(look(t).tables.machines[0]!.tasks).toBeLessThan(1000);
    expect(appOf(t, "web").p99_ms).toBeLessThan(100);
  });

  test("without a limit doubles four times a second", () => {
    expect(group(after(start(hermes(apps), "bomb"), 2.1), "/guest").pids).toBe(256);
  });

  test("the limit of a group above counts too; lowering it and moving in refuse nothing", () => {
    const inner = [app("bomb", bomb, { group: "/p/guest", memoryBytes: MIB, autostart: false }), app("late", { kind: "idle" }, { group: "/late" })];
    const t = after(start(set(hermes(inner), "/p", "pids.max", "40"), "bomb"), 5);
    expect([group(t, "/p").pids, group(t, "/p").pids_events_local > 0, group(t, "/p/guest").pids_events_local]).toEqual([40, true, 0]);
    const low = set(t, "/p", "pids.max", "10");
    const pid = look(low).tables.processes.find((p) => p.app === "late")!.pid;
    expect(group(set(low, "/p/guest", "cgroup.procs", `${pid}`), "/p").pids).toBe(41);
  });
});

test("io.max holds a group's reads to its rate, and io.stat counts them", () => {
  const reader = app("reader", { kind: "disk", op: "read", bytes: 64 * 1024, depth: 4, bytesPerSecond: Number.MAX_VALUE }, { group: "/r" });
  const limited = set(hermes([reader]), "/r", "io.max", "259:0 rbps=10485760");
  expect(group(limited, "/r")).toMatchObject({ io_rbps: 10 * MIB, io_wbps: -1 });
  const [from, to] = [after(limited, 2), after(limited, 12)];
  expect((group(to, "/r").io_rbytes - group(from, "/r").io_rbytes) / 10 / MIB).toBeCloseTo(10, 0);
  expect(look(to).tables.pressures.find((p) => p.group === "/r" && p.resource === "io" && p.kind === "full")!.avg10).toBeGreaterThan(65);
  expect(tried(limited, echo("1:1 rbps=1", "/r", "io.max")).said).toContain("No such device");
  expect(tried(limited, echo("259:0 speed=1", "/r", "io.max")).said).toContain("Invalid argument");
});
