import { SECOND, type Nanos } from "../../kernel/time.ts";
import { endEmulator } from "../hypervisor/emulator.ts";
import { pullPlug, switchOn } from "../hypervisor/power.ts";
import { isActive, placed } from "../hypervisor/vm.ts";
import type { World, WorldEnv } from "../state.ts";
import { stopThread } from "./cpu/cpus.ts";
import { switchOff } from "./disk.ts";
import { bringUp, halt } from "./machine-life.ts";
import { machineOf, type Machine } from "./machine.ts";
import { standsStill } from "./process.ts";
import { touchCpus } from "./scheduling.ts";

/** The power of a machine, hardware or VM: cut, or cut and given again. What its RAM held is lost, its disks stay. */

/** Self-test of the hardware, firmware, boot loader, kernel and services of a small server. A VM takes what its boot takes. */
const HOST_BOOT: Nanos = 30 * SECOND;

const machineNamed = (world: World, name: string): Machine | undefined => world.machines.get(name) ?? [...world.machines.values()].find((m) => m.name === name);

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
    dropHost(world, machine.path, fact, env);
    env.after(HOST_BOOT, { type: "power", machine: machine.path, because: fact });
  });
}

/** The boot of a host is through. */
export function hostBooted(world: World, path: string, because: number, env: WorldEnv): void {
  const machine = machineOf(world, path);
  if (machine === undefined || machine.up) return;
  machine.power = env.note("machineUp", `machine/${path}`, { seconds: HOST_BOOT / SECOND }, [because]);
  env.because([machine.power], () => bringUp(world, path, env));
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
