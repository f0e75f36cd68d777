import { begin, goTo, present, wait, act, type Timeline } from "../../src/kernel/timeline.ts";
import { seconds } from "../../src/kernel/time.ts";
import type { Command } from "../../src/world/command.ts";
import type { AppRow, Observation, ProcessRow } from "../../src/world/observation.ts";
import { observe } from "../../src/world/observe.ts";
import type { AppSpec, FaultSpec, HostSpec, Program, Scenario, VmSpec } from "../../src/world/scenario.ts";
import { world, type World, type WorldEvent } from "../../src/world/world.ts";

export type Play = Timeline<Scenario, World, Command, WorldEvent>;

export const GIB = 2 ** 30;
export const MIB = 2 ** 20;
const MILLI = 1e6;

export function app(name: string, program: Program, more: Partial<AppSpec> = {}): AppSpec {
  return {
    name, command: name, user: "ops", processes: 1, threads: 1, nice: 0, oomScoreAdj: 0, memoryBytes: 16 * MIB, autostart: true,
    restart: { policy: "no", delay: seconds(1) }, needs: [], program, ...more,
  };
}

export const serve = (perSecond: number, work: number, more: Partial<Extract<Program, { kind: "serve" }>> = {}): Program => ({
  kind: "serve", perSecond, arrivals: "steady", work: work * MILLI, spread: 0, timeout: seconds(1), backlog: 1000, ...more,
});

export function host(apps: readonly AppSpec[], more: Partial<HostSpec> = {}): HostSpec {
  return {
    name: "atlas", os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64", cpus: 8,
    cpuModel: "AMD EPYC 9354P 32-Core Processor", memoryBytes: 32 * GIB, swapBytes: 0, systemBytes: 1792 * MIB, apps,
    disk: { name: "nvme0n1", capacityBytes: 1e12, bytesPerSecond: 2e9, latency: 80_000, parallel: 8 }, nicBitsPerSecond: 10e9, vms: [], ...more,
  };
}

export function vm(name: string, vcpus: number, memoryBytes: number, apps: readonly AppSpec[], more: Partial<VmSpec> = {}): VmSpec {
  return {
    name, os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64", vcpus, vcpusMax: vcpus, memoryBytes,
    memoryMaxBytes: memoryBytes, swapBytes: 2 * GIB, systemBytes: 400 * MIB, overheadBytes: 120 * MIB, cpuShares: 100,
    diskBytes: 40 * GIB, diskAllocatedBytes: 4 * GIB, running: true, apps, ...more,
  };
}

export const fault = (name: string, more: Partial<FaultSpec>): FaultSpec => ({ name, about: name, start: [], stop: [], panic: [], ...more });

export function scenario(hosts: readonly HostSpec[], faults: readonly FaultSpec[] = [], engine: Scenario["engine"] = "fluid"): Scenario {
  return { name: "test", title: "test", engine, hosts, faults };
}

/** Chapter 1: one Linux that three teams share. */
export function oneServer(engine: Scenario["engine"] = "fluid"): Scenario {
  const shop = app("shop", serve(48.75, 40, { backlog: 25 }), { processes: 2, memoryBytes: 128 * MIB, needs: ["shop-db"] });
  const apps = [
    app("shop-db", { kind: "idle" }, { memoryBytes: 12 * GIB }),
    shop,
    app("batch", { kind: "busy" }, { processes: 32, autostart: false }),
    app("report", { kind: "leak", bytesPerSecond: 25 * MIB }, { processes: 8, memoryBytes: 4 * MIB, autostart: false, restart: { policy: "always", delay: seconds(5) } }),
  ];
  return scenario([host(apps)], [fault("start batch", { start: ["batch"] }), fault("start leak", { start: ["report"] })], engine);
}

/** Chapter 2: the same server as a KVM host, 28 GiB promised to four guests. */
export function fourGuests(engine: Scenario["engine"] = "fluid"): Scenario {
  const guest = (name: string, vcpus: number, gib: number, held: number, more: Partial<VmSpec> = {}): VmSpec => {
    const apps = [
      app(`${name}-work`, { kind: "idle" }, { memoryBytes: held * MIB }),
      app(`${name}-rush`, { kind: "busy" }, { threads: vcpus, memoryBytes: MIB, autostart: false }),
      app(`${name}-touch`, { kind: "cache", bytes: gib * GIB, bytesPerSecond: 400e6 }, { memoryBytes: MIB, autostart: false }),
    ];
    return vm(name, vcpus, gib * GIB, apps, more);
  };
  const names = ["web1", "db1", "win1", "batch1", "cache1"];
  const vms = [
    guest("web1", 2, 4, 700, { vcpusMax: 4 }), guest("db1", 4, 8, 5500), guest("win1", 4, 8, 3000), guest("batch1", 8, 8, 400),
    guest("cache1", 2, 8, 600, { running: false }),
  ];
  return scenario([host([], { swapBytes: 16 * GIB, systemBytes: 2 * GIB, vms })], [
    fault("all busy", { start: names.slice(0, 4).map((n) => `${n}-rush`) }),
    fault("all touch memory", { start: names.map((n) => `${n}-touch`) }),
    fault("guest panic", { panic: ["win1"] }),
  ], engine);
}

export const play = (of: Scenario, seed = 1): Play => begin(world, of, seed);
export const look = (t: Play): Observation => observe(present(t));
export const after = (t: Play, s: number): Play => wait(t, seconds(s));
export const backTo = (t: Play, s: number): Play => goTo(t, seconds(s));

/** Gives a command that must be accepted. */
export function doing(t: Play, command: Command): Play {
  const [next, result] = act(t, command);
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return next;
}

/** Gives a command that must be refused, and answers why. */
export function refusal(t: Play, command: Command): string {
  const [next, result] = act(t, command);
  if (result.ok) throw new Error("was accepted");
  if (next !== t) throw new Error("a refused command changed history");
  return result.reason;
}

export const appOf = (seen: Observation, name: string): AppRow => seen.tables.apps.find((a) => a.name === name)!;
export const processesOf = (seen: Observation, name: string): ProcessRow[] => seen.tables.processes.filter((p) => p.app === name);
export const pidsOf = (seen: Observation, name: string): number[] => processesOf(seen, name).map((p) => p.pid);
export const round = (value: number, digits = 2): number => Math.round(value * 10 ** digits) / 10 ** digits;
