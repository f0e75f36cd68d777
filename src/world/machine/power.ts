import { done, refused, type Result } from "../../kernel/model.ts";
import { SECOND, type Nanos } from "../../kernel/time.ts";
import { given } from "../given.ts";
import { endEmulator } from "../hypervisor/emulator.ts";
import { pullPlug, rebootVm, shutdownVm, switchOn } from "../hypervisor/power.ts";
import { isActive, placed, type Vm } from "../hypervisor/vm.ts";
import type { World, WorldEnv, WorldEvent } from "../state.ts";
import { stopThread } from "./cpu/cpus.ts";
import { switchOff } from "./disk.ts";
import { bringUp, halt } from "./machine-life.ts";
import { machineOf, type Machine } from "./machine.ts";
import { standsStill } from "./process.ts";
import { touchCpus } from "./scheduling.ts";

/** The power of a machine, hardware or VM: cut, or cut and given again. What its RAM held is lost, its disks stay. */

/** Self-test of the hardware, firmware, boot loader, kernel and services of a small server. A VM takes what its boot takes. */
const HOST_BOOT: Nanos = 30 * SECOND;

/** By its path, or by its name alone. */
export const machineNamed = (world: World, name: string): Machine | undefined => world.machines.get(name) ?? [...world.machines.values()].find((m) => m.name === name);

/** False when there is no such machine, or it is off. */
export function powerOff(world: World, name: string, env: WorldEnv): boolean {
  const machine = machineOf(world, machineNamed(world, name)?.path ?? "");
  if (machine === undefined || !machine.up) return false;
  const fact = env.note("powerLost", `machine/${machine.path}`, { processes: machine.processes.size });
  machine.power = fact;
  env.because([fact], () => (machine.host === "" ? dropHost(world, machine.path, fact, env) : dropGuest(world, machine, fact, env)));
  return true;
}

/** Off, and on again at once: it is up when its boot is through. */
export function reboot(world: World, name: string, env: WorldEnv): void {
  const machine = machineOf(world, machineNamed(world, name)?.path ?? "");
  if (machine === undefined || !machine.up) return;
  const fact = env.note("machineRebooted", `machine/${machine.path}`, {});
  machine.power = fact;
  env.because([fact], () => {
    if (machine.host !== "") {
      dropGuest(world, machine, fact, env);
      return switchOn(world, placed(world, machine.host, machine.name)!, [fact], env);
    }
    powerCycle(world, machine.path, fact, env);
  });
}

function powerCycle(world: World, path: string, fact: number, env: WorldEnv): void {
  dropHost(world, path, fact, env);
  env.after(HOST_BOOT, { type: "power", machine: path, what: "boot", because: fact });
}

/** How often a host that goes down looks for guests that are still there, and how long it gives them: libvirt-guests.sh, SHUTDOWN_TIMEOUT. */
const LOOKS: Nanos = SECOND;
const GUESTS_MAY_TAKE: Nanos = 300 * SECOND;

/**
 * `reboot`, as systemd does it. On a host `libvirt-guests.service` first presses the power button of every guest (Debian:
 * ON_SHUTDOWN=shutdown, ON_BOOT=ignore, so nobody starts them again); then services end, and the kernel that is installed boots.
 */
export function restart(world: World, path: string, env: WorldEnv): Result {
  const machine = machineOf(world, path);
  if (machine === undefined || !machine.up) return refused(`${path} is not up`);
  if (machine.host !== "") return rebootVm(world, placed(world, machine.host, machine.name)!, env);
  const cause = given(env, `reboot of ${machine.name}`);
  machine.power = env.note("machineGoesDown", `machine/${path}`, { guests: activeGuests(machine).length }, [cause]);
  env.because([machine.power], () => {
    for (const vm of activeGuests(machine)) shutdownVm(world, placed(world, path, vm.name)!, env);
  });
  env.after(LOOKS, { type: "power", machine: path, what: "down", until: env.now + GUESTS_MAY_TAKE, because: machine.power });
  return done;
}

const activeGuests = (host: Machine): Vm[] => [...host.vms.values()].filter(isActive);

export function powerDue(world: World, event: Extract<WorldEvent, { type: "power" }>, env: WorldEnv): void {
  const host = machineOf(world, event.machine);
  if (host?.power !== event.because) return;
  env.because([event.because], () => (event.what === "boot" ? hostBooted(world, host, event.because, env) : goDown(world, host, event, env)));
}

/** Guests that do not heed the button are waited for, and not for ever. */
function goDown(world: World, host: Machine, event: Extract<WorldEvent, { what: "down" }> & { type: "power" }, env: WorldEnv): void {
  if (activeGuests(host).length > 0 && env.now < event.until) env.after(LOOKS, event);
  else powerCycle(world, host.path, event.because, env);
}

function hostBooted(world: World, host: Machine, because: number, env: WorldEnv): void {
  if (host.up) return;
  host.power = env.note("machineUp", `machine/${host.path}`, { seconds: HOST_BOOT / SECOND }, [because]);
  env.because([host.power], () => bringUp(world, host.path, env));
}

/** Its kernel stands still: nothing on it runs, waits or answers, until its power is cut. */
export function freeze(world: World, name: string, env: WorldEnv): void {
  const machine = machineOf(world, machineNamed(world, name)?.path ?? "");
  if (machine === undefined || !machine.up || machine.paused) return;
  machine.power = env.note("kernelHangs", `machine/${machine.path}`, {});
  touchCpus(world, machine, env.now);
  for (const p of machine.processes.values()) if (!standsStill(p)) for (const tid of p.tids) stopThread(machine.cpus, tid);
  machine.paused = true;
}

/** A host takes the emulators of its guests with it. */
export function dropHost(world: World, path: string, fact: number, env: WorldEnv): void {
  const host = machineOf(world, path)!;
  for (const vm of [...host.vms.values()].filter(isActive)) endEmulator(world, placed(world, path, vm.name)!, 137, [fact], env);
  halt(world, path, env);
  host.paused = false;
  host.meter = { ...host.meter, samples: [], memoryLow: -1, swapping: -1, stolen: -1 };
  for (const disk of host.disks.values()) switchOff(disk);
}

function dropGuest(world: World, { host, name }: Machine, fact: number, env: WorldEnv): void {
  const at = placed(world, host, name);
  if (at !== undefined && isActive(at.vm)) pullPlug(world, at, [fact], env);
}
