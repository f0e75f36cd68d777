import { expect, test } from "vitest";
import { present } from "../../../src/kernel/timeline.ts";
import { Streams } from "../../../src/kernel/random.ts";
import type { Command } from "../../../src/world/command.ts";
import { booksOf } from "../books.ts";
import { app, MIB, serve } from "../scenes.ts";
import { after, echo, hermes, look, mkdir, rmdir, tried, type Play } from "./cgroup-scenes.ts";

const apps = [
  app("busy", { kind: "busy" }, { group: "/a/busy", threads: 3 }),
  app("web", serve(50, 10), { group: "/web", threads: 2 }),
  app("leaky", { kind: "leak", bytesPerSecond: 40 * MIB }, { group: "/a/leaky", restart: { policy: "always", delay: 1e9 } }),
  app("reader", { kind: "read", file: "big", bytes: 300 * MIB, passes: 9 }, { group: "/b" }),
  app("writer", { kind: "disk", op: "write", bytes: 64 * 1024, depth: 2, bytesPerSecond: 20 * MIB }, { group: "/b" }),
  app("bomb", { kind: "fork", every: 700e6, children: "fork" }, { group: "/guest", memoryBytes: 20 * MIB, restart: { policy: "always", delay: 1e9 } }),
  app("spike", { kind: "spike", bytes: 50 * MIB, every: 3e9, lasts: 1e9, leaksAfter: 20e9, bytesPerSecond: MIB }, { group: "/a/leaky" }),
];

const FILES: readonly (readonly [file: string, texts: readonly string[]])[] = [
  ["memory.max", ["64M", "200M", "max"]], ["memory.high", ["48M", "150M", "max"]], ["memory.low", ["0", "100M"]], ["memory.min", ["0", "30M"]], ["memory.swap.max", ["0", "20M", "max"]],
  ["memory.oom.group", ["0", "1"]], ["memory.reclaim", ["10M"]], ["pids.max", ["10", "40", "100"]], ["cpu.max", ["10000", "150000 50000", "max"]], ["cpu.max.burst", ["0", "5000"]],
  ["cpu.weight", ["1", "10000"]], ["cpu.idle", ["0", "1"]], ["cpuset.cpus", ["", "1-2", "0"]], ["cgroup.freeze", ["0", "1"]], ["cgroup.kill", ["1"]],
  ["cgroup.subtree_control", ["+memory +cpu", "-memory", "+pids +io +cpuset"]], ["io.max", ["259:0 wbps=5242880", "259:0 rbps=max wbps=max", "259:0 riops=100"]],
];

/** Somebody who types whatever comes to mind. */
function whatever(play: Play, random: Streams): Command {
  const one = <T>(list: readonly T[]): T => list[random.below("choice", list.length)]!;
  const groups = look(play).tables.groups.map((g) => g.path);
  const path = one(groups);
  const kind = random.below("kind", 10);
  if (kind === 0) return mkdir(`${path === "/" ? "" : path}/${one(["x", "y"])}`);
  if (kind === 1) return rmdir(path);
  if (kind <= 3) return echo(`${one(look(play).tables.processes).pid}`, path, "cgroup.procs");
  const [file, texts] = one(FILES);
  return echo(one(texts), path, file);
}

test.each([["fluid", 1], ["fluid", 2], ["fluid", 3], ["sliced", 4], ["sliced", 5]] as const)("whatever is written, the books balance and the past comes out the same (%s, seed %i)", (engine, seed) => {
  const random = new Streams(seed);
  let play = tried(hermes(apps, engine, 200 * MIB), echo("200", "/guest", "pids.max")).play;
  const fresh = play;
  const steps: { at: number; command: Command }[] = [];
  for (let i = 0; i < 50; i++) {
    const command = whatever(play, random);
    const next = tried(play, command);
    if (next.said === "ok") steps.push({ at: i, command });
    expect({ command, wrong: booksOf(present(next.play).state) }).toEqual({ command, wrong: [] });
    play = after(next.play, 0.37);
    expect({ command, wrong: booksOf(present(play).state) }).toEqual({ command, wrong: [] });
  }
  let again = fresh;
  for (let i = 0; i < 50; i++) {
    for (const step of steps) if (step.at === i) again = tried(again, step.command).play;
    again = after(again, 0.37);
  }
  expect(look(again).tables.groups).toEqual(look(play).tables.groups);
});
