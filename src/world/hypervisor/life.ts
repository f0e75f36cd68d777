import { refused, type Result } from "../../kernel/model.ts";
import { SECOND } from "../../kernel/time.ts";
import type { Command } from "../command.ts";
import { bringUp } from "../machine/machine-life.ts";
import type { Machine } from "../machine/machine.ts";
import type { HostSpec } from "../scenario.ts";
import type { World, WorldEnv } from "../state.ts";
import { balloonStep } from "./balloon.ts";
import { bootWaited } from "./boot.ts";
import { defineVm, emulatorGone, startEmulator, stopGuest } from "./emulator.ts";
import { destroyVm, goDown, rebootVm, resumeVm, shutdownVm, startVm, suspendVm } from "./power.ts";
import { copied, migrateVm, switchOver } from "./migrate.ts";
import { setMemory, setVcpuCount } from "./resize.ts";
import { setSchedule, tuneVmDisk } from "./tuning.ts";
import { findVm, placed, type HypervisorEvent, type Placed } from "./vm.ts";

const HOUR = 3600 * SECOND;

/** The VMs of a host: all defined, and those that the scenario calls running have been up for days. */
export function beginVms(world: World, host: Machine, spec: HostSpec, env: WorldEnv): void {
  for (const vm of spec.vms) defineVm(world, host.path, vm, env);
  for (const vm of spec.vms) {
    const at = placed(world, host.path, vm.name)!;
    if (vm.running) alreadyUp(world, at, env);
  }
}

/** A VM that has been at work for days. */
export function alreadyUp(world: World, at: Placed, env: WorldEnv): void {
  const { host, vm, guest } = at;
  vm.because = env.note("vmStarted", `vm/${vm.name}`, { host: host.path, promised_bytes: vm.config.memoryBytes, vcpus: vm.config.vcpus });
  if (!startEmulator(world, at, vm.because, env)) return;
  vm.boots = 1;
  vm.state = "running";
  vm.stage = "up";
  vm.startedAt = env.now - (20 + env.random.below("uptime", 100)) * HOUR;
  host.upSince = Math.min(host.upSince, vm.startedAt - HOUR);
  env.because([vm.because], () => {
    guest.memory.balloonBytes = vm.live.memoryMaxBytes - vm.live.memoryBytes;
    bringUp(world, guest.path, env);
    guest.upSince = vm.startedAt + 20 * SECOND;
  });
}

export function applyVm(world: World, command: Extract<Command, { vm: string }>, env: WorldEnv): Result {
  const at = findVm(world, command.vm);
  if (at === undefined) return refused(`Domain not found: no domain with matching name '${command.vm}'`);
  switch (command.type) {
    case "vmStart":
      return startVm(world, at, env);
    case "vmShutdown":
      return shutdownVm(world, at, env);
    case "vmDestroy":
      return destroyVm(world, at, env);
    case "vmReboot":
      return rebootVm(world, at, env);
    case "vmSuspend":
      return suspendVm(world, at, env);
    case "vmResume":
      return resumeVm(world, at, env);
    case "vmMigrate":
      return migrateVm(world, at, command.to, env);
    case "vmSetVcpus":
      return setVcpuCount(world, at, command, env);
    case "vmSetMemory":
      return setMemory(at, command, env);
    case "vmSetSchedule":
      return setSchedule(world, at, command, env);
    case "vmTuneDisk":
      return tuneVmDisk(world, at, command, env);
  }
}

export function handleVm(world: World, event: HypervisorEvent, env: WorldEnv): void {
  if (event.what === "balloon") return balloonStep(world, event.host, event.vm, event.because, env);
  const at = placed(world, event.host, event.vm);
  if (at === undefined || at.vm.turn !== event.turn) return;
  env.because([at.vm.because], () => turn(world, at, event, env));
}

function turn(world: World, at: Placed, event: Exclude<HypervisorEvent, { what: "balloon" }>, env: WorldEnv): void {
  switch (event.what) {
    case "boot":
      return bootWaited(world, at, env);
    case "down":
      return goDown(world, at, env);
    case "migrate":
      return copied(world, at, event.to, event.pause, env);
    case "switch":
      return switchOver(world, at, event.to, event.pause, env);
  }
}

/** The emulator process of a VM has ended: shut down, destroyed, or killed by somebody on the host. */
export function carrierExited(world: World, host: Machine, name: string, env: WorldEnv): void {
  const at = emulatorGone(world, host.path, name, env);
  if (at === undefined) return;
  const { vm } = at;
  const reason = vm.state === "in shutdown" ? "shutdown" : vm.ending === "destroyed" ? "destroyed" : "killed";
  vm.state = "shut off";
  vm.because = env.note("vmShutOff", `vm/${name}`, { host: host.path, reason });
}

/**
 * The kernel inside hits a bug and stops. Only this guest's programs end; its emulator stays and holds its memory
 * (`on_crash` preserve) until somebody destroys or starts the VM anew.
 */
export function panicVm(world: World, name: string, env: WorldEnv): void {
  const at = findVm(world, name);
  if (at === undefined || !at.guest.up || at.vm.state === "crashed") return;
  const { vm, guest } = at;
  const panic = env.note("kernelPanic", `machine/${guest.path}`, { uptime_s: Math.round((env.now - guest.upSince) / SECOND) });
  env.because([panic], () => {
    stopGuest(world, at, env);
    vm.state = "crashed";
    vm.turn++;
    vm.ballooning = -1;
    vm.because = env.note("vmCrashed", `vm/${name}`, { reason: "panicked" });
  });
}
