import { bootCacheBytes } from "../../machine/daemons.ts";
import type { Machine } from "../../machine/machine.ts";
import type { AppSpec, FleetSpec, VmSpec } from "../../scenario.ts";
import type { World, WorldEnv } from "../../state.ts";
import { startApp } from "../../workload/app.ts";
import { defineVm } from "../emulator.ts";
import { alreadyUp } from "../life.ts";
import { cloneImage } from "../provisioning/clone.ts";
import { cloneOf, fileName, imagePath } from "../provisioning/image.ts";
import { createDomain, diskOf } from "../provisioning/install.ts";
import { beginStage } from "../../stages.ts";
import { placed, type Placed } from "../vm.ts";
import { createFleet, join, nextService, nextVm, type Fleet } from "./fleet.ts";

/** A VM of the fleet, from the image it is made from to its services. */

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

interface Guest {
  readonly name: string;
  /** Path of the image it runs on. */
  readonly disk: string;
  readonly vcpus: number;
  readonly memoryBytes: number;
  readonly services: readonly string[];
}

const DISTRIBUTION = { os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64" } as const;

/** The description of a new VM. What its OS holds counts the files that its boot leaves in memory. */
export function guestSpec(world: World, host: Machine, { name, disk, vcpus, memoryBytes, services }: Guest): VmSpec {
  const fleet = world.scenario.fleet;
  const systemBytes = Math.max(64 * MIB, (fleet?.systemBytes ?? 350 * MIB) - bootCacheBytes(memoryBytes));
  return {
    ...DISTRIBUTION, name, swapBytes: 0, systemBytes, apps: fleet === undefined ? [] : services.map((service) => appSpec(fleet, service)),
    vcpus, vcpusMax: vcpus, memoryBytes, memoryMaxBytes: memoryBytes, overheadBytes: fleet?.overheadBytes ?? 120 * MIB, cpuShares: 100,
    ...diskOf(host, disk), running: false,
  };
}

/** One thread, started by whoever deploys it. The load balancer brings its requests. */
export function appSpec(fleet: FleetSpec, name: string): AppSpec {
  return {
    name, command: `/opt/${fleet.name}/server --name ${name}`, user: fleet.name, processes: 1, threads: 1, nice: 0, oomScoreAdj: 0,
    memoryBytes: fleet.memoryBytes, autostart: false, restart: { policy: "no", delay: 0 }, needs: [],
    program: { kind: "serve", perSecond: 0, arrivals: "steady", work: fleet.work, spread: 0, timeout: fleet.timeout, backlog: fleet.backlog },
  };
}

/** Room for the OS, the services and a little more, in whole GiB. */
const sizeFor = ({ systemBytes, memoryBytes }: FleetSpec, services: number): number => Math.ceil(((systemBytes + services * memoryBytes) * 1.1) / GIB) * GIB;

/** A VM that is wanted: its name, its services by name, and the image that its disk is made from. */
export interface Order {
  readonly name: string;
  readonly services: readonly string[];
  readonly image: string;
  readonly thin: boolean;
}

/** A new VM with so many services: its disk is made first. */
export const orderInstance = (world: World, host: Machine, fleet: Fleet, services: number, because: number, env: WorldEnv): void => orderVm(world, host, fleet, nextOrder(world, host, fleet, services), because, env);

function nextOrder(world: World, host: Machine, fleet: Fleet, count: number): Order {
  const name = nextVm(fleet, (taken) => world.machines.has(`${host.path}/${taken}`));
  return { name, services: Array.from({ length: count }, () => nextService(fleet)), image: fleet.image, thin: fleet.thin };
}

export function orderVm(world: World, host: Machine, fleet: Fleet, order: Order, because: number, env: WorldEnv): void {
  const { vm } = defineInstance(world, host, fleet, order, env);
  vm.because = env.note("vmOrdered", `vm/${vm.name}`, { image: fileName(order.image), thin: order.thin, services: order.services.length }, [because]);
  beginStage(vm, "disk", env.now);
  host.images.delete(vm.disk);
  cloneImage(world, host, order.image, vm.disk, order.thin, vm.name, vm.because, env);
}

const MICRO = { machine: "microvm", systemBytes: 40 * MIB, overheadBytes: 5 * MIB, vcpus: 1, vcpusMax: 1, memoryBytes: 256 * MIB, memoryMaxBytes: 256 * MIB } as const;

/** A microVM: few devices, no firmware, a kernel that starts the service as its init. Its disk is a file that is there, with an empty layer above. */
export function orderMicroVm(world: World, host: Machine, fleet: Fleet, order: Order, because: number, env: WorldEnv): void {
  const at = defineInstance(world, host, fleet, order, env, MICRO);
  at.vm.because = env.note("vmOrdered", `vm/${order.name}`, { image: fileName(order.image), thin: order.thin, services: order.services.length }, [because]);
  host.images.get(at.vm.disk)!.state = "ready";
  createDomain(world, at, env);
}

/** Its disk is there. */
export function diskReady(world: World, at: Placed, env: WorldEnv): void {
  createDomain(world, at, env);
}

function defineInstance(world: World, host: Machine, fleet: Fleet, { name, services, image, thin }: Order, env: WorldEnv, micro: Partial<VmSpec> = {}): Placed {
  const disk = cloneOf(host, host.images.get(imagePath(image))!, imagePath(`${name}.qcow2`), thin, env.now);
  host.images.set(disk.path, disk);
  const spec = guestSpec(world, host, { name, disk: disk.path, vcpus: fleet.spec.vcpus, memoryBytes: sizeFor(fleet.spec, services.length), services });
  defineVm(world, host.path, { ...spec, ...micro }, env);
  const at = placed(world, host.path, name)!;
  at.vm.disk = disk.path;
  at.vm.serves = services;
  for (const service of services) join(fleet, service, name);
  return at;
}

/** The fleet as the scenario has it: instances that have been at work for days. */
export function beginFleet(world: World, host: Machine, env: WorldEnv): void {
  const spec = world.scenario.fleet;
  if (spec === undefined) return;
  host.fleet = createFleet(spec);
  for (let i = 0; i < spec.running; i++) alreadyServing(world, host, host.fleet, env);
}

function alreadyServing(world: World, host: Machine, fleet: Fleet, env: WorldEnv): void {
  const at = defineInstance(world, host, fleet, nextOrder(world, host, fleet, 1), env);
  const image = host.images.get(at.vm.disk)!;
  image.state = "ready";
  if (!image.packages.includes(fleet.name)) image.packages = [...image.packages, fleet.name];
  alreadyUp(world, at, env);
  for (const name of at.vm.serves) {
    const app = at.guest.apps.get(name)!;
    startApp(world, at.guest, app, env);
    fleet.services.get(name)!.healthy = true;
  }
}
