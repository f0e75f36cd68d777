import type { Nanos } from "../../kernel/time.ts";
import { copyDocker, type Docker } from "../containers/docker.ts";
import type { Gpu } from "../gpu/gpu.ts";
import { copyFleet, type Fleet } from "../hypervisor/fleet/fleet.ts";
import { copyImage, type DiskImage } from "../hypervisor/provisioning/image.ts";
import { copyVm, type Vm } from "../hypervisor/vm.ts";
import type { Race } from "../race/race.ts";
import type { MachineSpec } from "../scenario.ts";
import type { World } from "../state.ts";
import { copyApp, type App } from "../workload/app.ts";
import { copyDisk, type Disk } from "./disk.ts";
import { copyCpus, type Cpus } from "./cpu/cpus.ts";
import { copyGroups, type Groups } from "./groups.ts";
import { copyJob, type Job } from "./job.ts";
import { copyMemory, type Memory } from "./memory.ts";
import { copyMeter, type Meter } from "./meter.ts";
import { copyNamespaces, type Namespaces } from "./namespaces.ts";
import { copyNic, type Nic } from "./network.ts";
import { copyProcess, copyThread, type Process, type Thread } from "./process.ts";

/** One kernel and its resources. A guest is a machine too: `host` says on which one it runs. */
export interface Machine {
  mark: object;
  /** `atlas`, or `atlas/web1` inside it. */
  readonly path: string;
  readonly name: string;
  /** Path of the machine it runs on; "" for hardware. */
  host: string;
  readonly spec: MachineSpec;
  readonly cpuModel: string;
  /** The kernel runs. A machine that is not up holds no processes. */
  up: boolean;
  upSince: Nanos;
  /** How often it has come up. */
  boots: number;
  /** The last fact about its power, or about a kernel that stands still; -1 when there is none. */
  power: number;
  /** A suspended guest: its vCPUs stand still and so do its programs' timers. */
  paused: boolean;
  /** The process on the host that carries this guest, while there is one. */
  carrier: Carrier | undefined;
  /** Paths of the guests it carries now. */
  guests: string[];
  cpus: Cpus;
  memory: Memory;
  groups: Groups;
  processes: Map<number, Process>;
  threads: Map<number, Thread>;
  nextPid: number;
  apps: Map<string, App>;
  namespaces: Namespaces;
  /** The Docker engine, where one is installed. */
  docker: Docker | undefined;
  vms: Map<string, Vm>;
  /** Disk images on a host, by path; the fleet that is run on it; what jobs go on, by pid. */
  images: Map<string, DiskImage>;
  fleet: Fleet | undefined;
  /** `lab race`, once it was started here. Never changed. */
  race: Race | undefined;
  jobs: Map<number, Job>;
  disks: Map<string, Disk>;
  /** Replaced, never changed. */
  gpus: readonly Gpu[];
  nics: Map<string, Nic>;
  meter: Meter;
  oomKills: number;
  /** When the pending `cpu` event of this hardware host is due; Infinity when none. */
  cpuAt: Nanos;
}

/** The emulator process of a guest: its vCPU threads, in order, are the guest's CPUs. */
export interface Carrier {
  readonly pid: number;
  /** Thread ids on the host of vCPU 0, 1, … : as many as the guest has CPUs online. */
  readonly vcpus: readonly number[];
}

/** The kernel that runs: an update that was installed begins with the next boot. */
export const runningKernel = ({ spec, boots }: Machine): string => (boots > 1 ? (spec.nextKernel ?? spec.kernel) : spec.kernel);

/** The machine for writing: copied first when an older copy of the world still shares it. */
export function machineOf(world: World, path: string): Machine | undefined {
  const machine = world.machines.get(path);
  if (machine === undefined || machine.mark === world.mark) return machine;
  const own = copyMachine(machine, world.mark);
  world.machines.set(path, own);
  return own;
}

function copyMachine(m: Machine, mark: object): Machine {
  return {
    mark, path: m.path, name: m.name, host: m.host, spec: m.spec, cpuModel: m.cpuModel,
    up: m.up, upSince: m.upSince, boots: m.boots, power: m.power, paused: m.paused, carrier: m.carrier, guests: m.guests.slice(),
    cpus: copyCpus(m.cpus), memory: copyMemory(m.memory), groups: copyGroups(m.groups),
    processes: copied(m.processes, copyProcess), threads: copied(m.threads, copyThread), nextPid: m.nextPid,
    namespaces: copyNamespaces(m.namespaces), docker: m.docker && copyDocker(m.docker),
    apps: copied(m.apps, copyApp), vms: copied(m.vms, copyVm), images: copied(m.images, copyImage),
    fleet: m.fleet && copyFleet(m.fleet), race: m.race, jobs: copied(m.jobs, copyJob), disks: copied(m.disks, copyDisk), gpus: m.gpus, nics: copied(m.nics, copyNic),
    meter: copyMeter(m.meter), oomKills: m.oomKills, cpuAt: m.cpuAt,
  };
}

function copied<K, V>(from: ReadonlyMap<K, V>, copy: (value: V) => V): Map<K, V> {
  const into = new Map<K, V>();
  for (const [key, value] of from) into.set(key, copy(value));
  return into;
}
