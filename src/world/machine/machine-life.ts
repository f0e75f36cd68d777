import type { MachineSpec } from "../scenario.ts";
import type { World, WorldEnv } from "../state.ts";
import { bringUpDocker, createDocker } from "../containers/begin.ts";
import { halt as haltContainers } from "../containers/halt.ts";
import type { Docker } from "../containers/docker.ts";
import { bringUpNode } from "../containers/node.ts";
import { createGpus } from "../gpu/gpu.ts";
import { emptyGpus } from "../gpu/leave.ts";
import { createApp, startApp } from "../workload/app.ts";
import { dropService } from "../workload/traffic.ts";
import { clearStalls, createCpus } from "./cpu/cpus.ts";
import { bootCacheBytes, systemBytesOf, systemProcesses } from "./daemons.ts";
import { createGroups, dropGroups } from "./groups.ts";
import { makeGroups } from "./group-specs.ts";
import { machineOf, type Machine } from "./machine.ts";
import { createMemory } from "./memory.ts";
import { fillCache, provide, takeCache } from "./memory-charge.ts";
import { createMeter } from "./meter.ts";
import { createNamespaces } from "./namespaces.ts";
import { forget, spawn } from "./process-life.ts";
import { touchCpus } from "./scheduling.ts";

/** What a machine is built of. A guest's path is its host's and its own name: `atlas/web1`. */
export interface MachineParts {
  readonly path: string;
  readonly host: string;
  readonly spec: MachineSpec;
  readonly cpuModel: string;
  readonly cpus: number;
  readonly memoryBytes: number;
}

/** Puts a machine into the world, switched off. */
export function createMachine(world: World, parts: MachineParts, env: WorldEnv): Machine {
  const { path, host, spec } = parts;
  const machine: Machine = {
    mark: world.mark, path, name: spec.name, host, spec, cpuModel: parts.cpuModel,
    up: false, upSince: -1, boots: 0, power: -1, paused: false, carrier: undefined, guests: [],
    cpus: createCpus(parts.cpus, world.scenario.engine, env.now, host !== ""),
    memory: createMemory(parts.memoryBytes, spec.swapBytes), groups: createGroups(),
    processes: new Map(), threads: new Map(), nextPid: 1, apps: new Map(),
    namespaces: createNamespaces(spec.name), docker: engineOf(world, path, spec),
    vms: new Map(), images: new Map(), fleet: undefined, race: undefined, jobs: new Map(), disks: new Map(), gpus: createGpus(spec.name, spec.gpus ?? 0), nics: new Map(), meter: createMeter(env.now), oomKills: 0, cpuAt: Infinity,
  };
  for (const app of spec.apps) machine.apps.set(app.name, createApp(world, machine, app));
  world.machines.set(path, machine);
  return machine;
}

/** containerd on a node of a cluster, whose `docker` then says no more than how it unpacks and the version of its runc; Docker where one is installed. */
function engineOf({ scenario }: World, path: string, { name, docker }: MachineSpec): Docker | undefined {
  const isNode = scenario.cluster?.nodes.some(({ machine }) => machine === path || machine === name) === true;
  return isNode || docker !== undefined ? createDocker(isNode ? "containerd" : "docker", docker?.unpacks) : undefined;
}

/** The kernel is up: its own memory, its daemons, then every app that starts with the machine. */
export function bringUp(world: World, path: string, env: WorldEnv): void {
  const machine = machineOf(world, path);
  if (machine === undefined || machine.up) return;
  machine.up = true;
  machine.upSince = env.now;
  machine.boots++;
  machine.nextPid = 1;
  const carriesVms = machine.vms.size > 0 || machine.images.size > 0 || hasVms(machine.spec);
  const system = systemProcesses(machine.spec.os, carriesVms);
  machine.memory.kernelBytes = Math.max(machine.spec.systemBytes - systemBytesOf(system), Math.round(machine.memory.totalBytes / 128));
  for (const start of system) {
    if (machine.nextPid > 2 && start.ppid !== 2) machine.nextPid += 20 + env.random.below(`pids/${path}`, 40);
    spawn(world, machine, start, env);
  }
  makeGroups(world, machine, env);
  const init = machine.processes.get(1);
  if (init !== undefined) fillCache(world, machine, bootCacheBytes(machine.memory.totalBytes), init, env);
  provide(world, machine, env);
  machine.nextPid = Math.max(machine.nextPid + 1, firstPidOf(machine.spec) ?? 800 + env.random.below(`pids/${path}`, 40));
  bringUpDocker(world, machine, env);
  bringUpNode(world, machine, env);
  for (const app of [...machine.apps.values()]) if (app.spec.autostart && machine.up) startApp(world, machine, app, env);
}

const firstPidOf = (spec: MachineSpec): number | undefined => ("firstPid" in spec && typeof spec.firstPid === "number" ? spec.firstPid : undefined);
const hasVms = (spec: MachineSpec): boolean => "vms" in spec && Array.isArray(spec.vms) && spec.vms.length > 0;

/** The kernel stops: nothing that ran on it is left, and what its RAM held is lost. */
export function halt(world: World, path: string, env: WorldEnv): void {
  const machine = machineOf(world, path);
  if (machine === undefined || !machine.up) return;
  touchCpus(world, machine, env.now);
  machine.up = false;
  haltContainers(machine, env.now);
  for (const app of machine.apps.values()) {
    dropService(world, machine, app, env);
    app.pids = [];
    app.turn++;
  }
  for (const process of machine.processes.values()) forget(world, machine, process, env);
  clearStalls(machine.cpus);
  emptyGpus(machine, env.now);
  machine.processes.clear();
  machine.threads.clear();
  for (const group of machine.groups.get("/")!.children) dropGroups(world, machine, group, env.now);
  machine.jobs.clear();
  const { memory } = machine;
  memory.kernelBytes = 0;
  takeAllCache(machine);
  memory.swapUsedBytes = 0;
  machine.groups.get("/")!.swapBytes = 0;
}

function takeAllCache(machine: Machine): void {
  for (const g of machine.groups.values()) takeCache(machine, g.path, -g.ownFileBytes);
  machine.memory.files = [];
}
