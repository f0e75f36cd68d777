/** A whole simulated machine for one measurement: an idle host with groups, on which programs are started. */
import { act, begin, present, wait, type Timeline } from "../../src/kernel/timeline.ts";
import { SECOND } from "../../src/kernel/time.ts";
import type { Command } from "../../src/world/command.ts";
import type { GroupRow } from "../../src/world/observation.ts";
import { observe } from "../../src/world/observe.ts";
import type { AppSpec, FaultSpec, HostSpec, Program, Scenario } from "../../src/world/scenario.ts";
import { world, type World, type WorldEvent } from "../../src/world/world.ts";
import type { Engine } from "./run.ts";

export type Play = Timeline<Scenario, World, Command, WorldEvent>;

export const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** The machine that was measured reads a file at 2.75 GB/s while it copies what it has; the reader here waits for each piece, from a disk that is faster by as much. */
const DISK = { name: "vda", capacityBytes: 1e11, bytesPerSecond: 4.1e9, latency: 62_000, parallel: 8 };

/** A program in a group; it does not begin before its fault does. Its own memory is what the measuring program held. */
export function program(name: string, group: string, kind: Program, more: Partial<AppSpec> = {}): AppSpec {
  return {
    name, command: name, user: "root", group, processes: 1, threads: 1, nice: 0, oomScoreAdj: 0, memoryBytes: 0, autostart: false,
    restart: { policy: "no", delay: SECOND }, needs: [], program: kind, ...more,
  };
}

/** Two CPUs, 8 GiB, no swap, as measured. */
export function machine(engine: Engine, apps: readonly AppSpec[]): Play {
  const host: HostSpec = {
    name: "m", os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.18.44", cpus: 2, cpuModel: "AMD EPYC", memoryBytes: 8 * GIB,
    swapBytes: 0, systemBytes: 512 * MIB, apps, disk: DISK, nicBitsPerSecond: 1e10, vms: [],
  };
  const faults: FaultSpec[] = apps.map(({ name }) => ({ name, about: name, start: [name], stop: [], panic: [] }));
  return begin(world, { name: "measured", title: "measured", engine, hosts: [host], faults }, 42);
}

/** The group and those above it, with the values written into its files; answers the moment after. */
export function group(play: Play, path: string, files: Readonly<Record<string, string>>): Play {
  const pieces = path.split("/").slice(1);
  let made = play;
  pieces.forEach((_, i) => {
    const above = `/${pieces.slice(0, i + 1).join("/")}`;
    if (groupOf(made, above) === undefined) made = must(made, { type: "makeGroup", machine: "m", path: above });
    if (i < pieces.length - 1) made = must(made, { type: "writeGroupFile", machine: "m", path: above, file: "cgroup.subtree_control", text: "+cpu +memory +pids" });
  });
  for (const [file, text] of Object.entries(files)) made = write(made, path, file, text);
  return made;
}

export const write = (play: Play, path: string, file: string, text: string): Play => must(play, { type: "writeGroupFile", machine: "m", path, file, text });
export const start = (play: Play, name: string): Play => must(play, { type: "fault", name });
export const pass = (play: Play, seconds: number): Play => wait(play, Math.round(seconds * SECOND));

export function must(play: Play, command: Command): Play {
  const [after, result] = act(play, command);
  if (!result.ok) throw new Error(result.reason);
  return after;
}

export const look = (play: Play) => observe(present(play));
export const groupOf = (play: Play, path: string): GroupRow => look(play).tables.groups.find((g) => g.path === path) as GroupRow;
export const alive = (play: Play, name: string): boolean => look(play).tables.apps.find((a) => a.name === name)!.alive;
export const kills = (play: Play) => look(play).facts.filter((f) => f.type === "oomKill").map((f) => ({ at: f.at / SECOND, who: String(f.detail?.app) }));

export const mb = (bytes: number): number => bytes / MIB;
/**
 * From the kill to the exit that the measuring program saw: 10 ms, and what freeing the memory takes. Here a process that
 * is killed is gone at once.
 */
export const reapSeconds = (megabytes: number): number => 0.01 + megabytes * 0.0001;
/** Suggested for memory: 1.5 MB. */
export const memoryMb = { absolute: 1.5 };
