import { describe, expect, test } from "vitest";
import type { Program } from "../../../src/world/scenario.ts";
import { present } from "../../../src/kernel/timeline.ts";
import { booksOf } from "../books.ts";
import { app, GIB, MIB } from "../scenes.ts";
import { after, appOf, done, echo, group, hermes, look, mkdir, rmdir, set, start, tried, type Play } from "./cgroup-scenes.ts";

const leak: Program = { kind: "leak", bytesPerSecond: 16 * MIB };
const leaky = (swap = 0): Play => hermes([app("leaky", leak, { group: "/leaky", memoryBytes: 64 * MIB, autostart: false })], "fluid", swap);
const books = (play: Play) => booksOf(present(play).state);

test("a leak of 16 MiB/s from 64 MiB meets 256 MiB after twelve seconds; six gigabytes are free", () => {
  const t = start(set(leaky(), "/leaky", "memory.max", "256M"), "leaky");
  expect(appOf(after(t, 11.9), "leaky").alive).toBe(true);
  const dead = after(t, 12);
  expect(appOf(dead, "leaky")).toMatchObject({ alive: false, oom_kills: 1 });
  expect(group(dead, "/leaky")).toMatchObject({ oom_events: 1, oom_kills: 1, mem_anon: 0 });
  expect(group(dead, "/leaky").mem_peak / MIB).toBeCloseTo(256, 1);
  expect(look(dead).tables.machines[0]!.mem_free).toBeGreaterThan(6 * GIB - 512 * MIB);
  expect(books(dead)).toEqual([]);
});

test("over memory.high it crawls, and is never killed", () => {
  const t = start(set(leaky(), "/leaky", "memory.high", "192M"), "leaky");
  expect(group(after(t, 7.5), "/leaky").mem_current / MIB).toBeCloseTo(184.6, 0);
  const slow = after(t, 60);
  const held = group(slow, "/leaky").mem_current / (192 * MIB);
  expect([held > 1.1, held < 1.2]).toEqual([true, true]);
  expect(group(slow, "/leaky")).toMatchObject({ oom_kills: 0 });
  expect(group(slow, "/leaky").high_events).toBeGreaterThan(50);
  expect(look(slow).tables.pressures.find((p) => p.group === "/leaky" && p.resource === "memory" && p.kind === "full")!.avg10).toBeGreaterThan(80);
});

test("with swap it is swapped out instead, as far as memory.swap.max lets it", () => {
  const limited = set(set(leaky(2 * GIB), "/leaky", "memory.max", "128M"), "/leaky", "memory.swap.max", "64M");
  const t = after(start(limited, "leaky"), 7);
  expect(appOf(t, "leaky").alive).toBe(true);
  expect(group(t, "/leaky").mem_swap).toBeGreaterThan(32 * MIB);
  const dead = after(t, 3);
  expect(group(dead, "/leaky")).toMatchObject({ oom_kills: 1, swap_peak: 64 * MIB, mem_swap: 0 });
  expect(books(dead)).toEqual([]);
});

describe("the limit of a group above", () => {
  const grow = (name: string, mib: number) => app(name, { kind: "allocate", bytes: mib * MIB, piece: MIB, bytesPerSecond: 100 * MIB }, { group: `/p/${name}`, memoryBytes: 0, autostart: false });

  test("is hit by its children together: the bigger one dies, counted where it lived", () => {
    const t = set(hermes([grow("x", 80), grow("y", 40)]), "/p", "memory.max", "100M");
    const both = after(start(after(start(t, "x"), 1), "y"), 1);
    expect([appOf(both, "x").alive, appOf(both, "y").alive]).toEqual([false, true]);
    expect(group(both, "/p")).toMatchObject({ oom_events_local: 1, oom_kills: 1, oom_kills_local: 0 });
    expect(group(both, "/p/x")).toMatchObject({ max_events: 0, oom_kills_local: 1 });
  });

  test("with memory.oom.group all die together, but for those that may not be killed", () => {
    const immune = app("immune", { kind: "idle" }, { group: "/p/x", oomScoreAdj: -1000, memoryBytes: MIB });
    const t = set(set(hermes([grow("x", 80), grow("y", 40), immune]), "/p", "memory.max", "100M"), "/p", "memory.oom.group", "1");
    const both = after(start(after(start(t, "x"), 1), "y"), 1);
    expect(["x", "y", "immune"].map((name) => appOf(both, name).alive)).toEqual([false, false, true]);
    expect(group(both, "/p")).toMatchObject({ oom_kills: 2, oom_group_kills: 1 });
  });
});

describe("page cache", () => {
  const reader = (name: string, file: string) => app(name, { kind: "read", file, bytes: 200 * MIB, passes: 1 }, { group: `/${name}`, memoryBytes: 0, autostart: false });

  test("gives way to anonymous memory before anybody is killed", () => {
    const grower = app("grower", { kind: "allocate", bytes: 60 * MIB, piece: MIB, bytesPerSecond: 100 * MIB }, { group: "/a", memoryBytes: 0, autostart: false });
    const full = after(start(set(hermes([reader("a", "one"), grower]), "/a", "memory.max", "100M"), "a"), 1);
    expect(group(full, "/a").mem_file / MIB).toBeGreaterThan(98);
    const grown = after(start(full, "grower"), 1);
    expect(group(grown, "/a")).toMatchObject({ mem_anon: 60 * MIB, oom_kills: 0 });
    expect(group(grown, "/a").mem_file / MIB).toBeCloseTo(39.5, 0);
  });

  test("is charged to who read the file first, and is his until it is dropped", () => {
    const t = after(start(after(start(hermes([reader("a", "one"), reader("b", "one")]), "a"), 1), "b"), 1);
    expect([group(t, "/a").mem_file, group(t, "/b").mem_file]).toEqual([200 * MIB, 0]);
  });

  test("below memory.low is taken last: reclaim takes from the neighbour", () => {
    const two = after(start(after(start(hermes([reader("a", "one"), reader("b", "two")]), "a"), 1), "b"), 1);
    const t = set(set(two, "/a", "memory.low", "300M"), "/", "memory.reclaim", "250M");
    expect([group(t, "/a").mem_file, group(t, "/b").mem_file < 100 * MIB]).toEqual([200 * MIB, true]);
    expect(group(t, "/a").low_events).toBe(0);
    expect(books(t)).toEqual([]);
  });

  test("of a group that is removed is its parent's", () => {
    const t = after(start(hermes([reader("a", "one")]), "a"), 1);
    const gone = done(done(t, echo("1", "/a", "cgroup.kill")), rmdir("/a"));
    expect(group(gone, "/").mem_file).toBeGreaterThanOrEqual(200 * MIB);
    expect(books(gone)).toEqual([]);
  });
});

test("a lower memory.max drops cache first and then kills until it fits", () => {
  const held = hermes([app("big", { kind: "idle" }, { group: "/g", memoryBytes: 100 * MIB }), app("small", { kind: "idle" }, { group: "/g", memoryBytes: 20 * MIB })]);
  const t = set(held, "/g", "memory.max", "50M");
  expect([appOf(t, "big").alive, appOf(t, "small").alive]).toEqual([false, true]);
  expect(group(t, "/g").mem_max).toBe(50 * MIB);
});

test("what a process has allocated stays charged where it was when it moves on", () => {
  const t = done(hermes([app("held", { kind: "idle" }, { group: "/a", memoryBytes: 100 * MIB })]), mkdir("/b"));
  const pid = look(t).tables.processes.find((p) => p.app === "held")!.pid;
  const moved = set(t, "/b", "cgroup.procs", `${pid}`);
  expect([group(moved, "/a").mem_anon, group(moved, "/b").mem_anon, group(moved, "/a").pids, group(moved, "/b").pids]).toEqual([100 * MIB, 0, 0, 1]);
  const ended = after(start(moved, "no held"), 1);
  expect([group(ended, "/a").mem_current, group(ended, "/b").mem_current]).toEqual([0, 0]);
  expect(books(ended)).toEqual([]);
});

test("a batch that needs more for five seconds a minute gets it, and gives it back", () => {
  const spike: Program = { kind: "spike", bytes: 80 * MIB, every: 60e9, lasts: 5e9, leaksAfter: 120e9, bytesPerSecond: 10 * MIB };
  const t = set(hermes([app("thumbs", spike, { group: "/thumbs", memoryBytes: 300 * MIB })]), "/thumbs", "memory.max", "448M");
  const held = (s: number) => Math.round(group(after(t, s), "/thumbs").mem_anon / MIB);
  expect([held(50), held(63), held(70), held(118)]).toEqual([300, 380, 300, 300]);
  expect(appOf(after(t, 119), "thumbs")).toMatchObject({ alive: true, oom_kills: 0 });
  expect(appOf(after(t, 150), "thumbs").oom_kills).toBe(1);
});

test("sizes are read as the kernel reads them", () => {
  const t = done(hermes([]), mkdir("/demo"));
  const said = (text: string) => tried(t, echo(text, "/demo", "memory.max")).said.replace("bash: echo: write error: ", "");
  expect(["1G", "5000", "max", "-1", "1.5G", "1GB", "lots"].map(said)).toEqual(["ok", "ok", "ok", "Invalid argument", "Invalid argument", "Invalid argument", "Invalid argument"]);
  expect(group(set(t, "/demo", "memory.max", "5000"), "/demo").mem_max).toBe(4096);
});
