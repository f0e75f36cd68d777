import { done, refused, type Result } from "../../kernel/model.ts";
import { SECOND } from "../../kernel/time.ts";
import { given } from "../given.ts";
import { continueThread, stopThread } from "../machine/cpu/cpus.ts";
import type { Machine } from "../machine/machine.ts";
import { endProcess } from "../machine/process-life.ts";
import { standsStill } from "../machine/process.ts";
import { touchCpus } from "../machine/scheduling.ts";
import type { World, WorldEnv } from "../state.ts";
import { continueThreads } from "../workload/program.ts";
import { beginBoot, pauseBoot, resumeBoot } from "./boot.ts";
import { endEmulator, startEmulator, stopGuest } from "./emulator.ts";
import { isActive, type Placed } from "./vm.ts";

/** Starting, stopping and pausing VMs. What libvirt refuses is refused in its words (src/qemu/qemu_driver.c, tools/virsh-domain.c). */

export const notRunning = (): Result => refused("Requested operation is not valid: domain is not running");

/** Promising more memory than there is, is allowed; only what can never fit is refused, by the host's kernel (`vm.overcommit_memory` = 0). */
export function startVm(world: World, at: Placed, env: WorldEnv): Result {
  const { host, vm } = at;
  if (isActive(vm)) return refused("Domain is already active");
  if (vm.config.memoryMaxBytes > host.memory.totalBytes + host.memory.swapTotalBytes) return cannotAllocate();
  const cause = given(env, `virsh start ${vm.name}`);
  switchOn(world, at, [cause], env);
  return done;
}

/** The emulator starts, then the firmware. */
export function switchOn(world: World, at: Placed, causes: readonly number[], env: WorldEnv): void {
  const { host, vm } = at;
  vm.because = env.note("vmStarted", `vm/${vm.name}`, { host: host.path, promised_bytes: vm.config.memoryBytes, vcpus: vm.config.vcpus }, causes);
  env.because([vm.because], () => {
    if (!startEmulator(world, at, vm.because, env)) return;
    vm.boots++;
    vm.startedAt = env.now;
    vm.state = "running";
    beginBoot(at, env);
  });
}

export const cannotAllocate = (): Result =>
  refused(
    "internal error: qemu unexpectedly closed the monitor: qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory",
    "a single VM larger than all memory and swap of its host can never fit",
  );

/** The power button (ACPI). A guest that is up heeds it; one that boots, is paused or has crashed does not. */
export function shutdownVm(_world: World, at: Placed, env: WorldEnv): Result {
  return pressButton(at, "off", `virsh shutdown ${at.vm.name}`, env);
}

/** The guest goes down and boots again in the same emulator: a changed description waits for the next start. */
export function rebootVm(_world: World, at: Placed, env: WorldEnv): Result {
  return pressButton(at, "reboot", `virsh reboot ${at.vm.name}`, env);
}

function pressButton(at: Placed, ending: "off" | "reboot", line: string, env: WorldEnv): Result {
  const { vm, guest } = at;
  if (!isActive(vm)) return notRunning();
  const cause = given(env, line);
  const heeded = vm.state === "running" && guest.up;
  const fact = env.note(ending === "off" ? "vmShutdown" : "vmReboot", `vm/${vm.name}`, { heeded, state: vm.state, stage: vm.stage }, [cause]);
  if (!heeded) return done;
  vm.because = fact;
  vm.ending = ending;
  vm.state = "in shutdown";
  vm.turn++;
  vm.step = 0;
  planDown(at, env);
  return done;
}

/** Seconds until the apps have ended, and then until the services have. */
const DOWN = { linux: [1, 2], windows: [4, 8] } as const;

function planDown({ host, vm }: Placed, env: WorldEnv): void {
  env.after(DOWN[vm.spec.os][vm.step]! * SECOND, { type: "vm", what: "down", host: host.path, vm: vm.name, turn: vm.turn });
}

export function goDown(world: World, at: Placed, env: WorldEnv): void {
  const { vm, guest } = at;
  if (vm.step === 0) {
    endApps(world, guest, vm.because, env);
    vm.step = 1;
    return planDown(at, env);
  }
  if (vm.ending === "off") return endEmulator(world, at, 0, [vm.because], env);
  stopGuest(world, at, env);
  vm.ballooning = -1;
  vm.boots++;
  vm.startedAt = env.now;
  vm.state = "running";
  vm.ending = "off";
  beginBoot(at, env);
}

/** Its supervisor ends every app with SIGTERM. Clients do not know and go on coming. */
function endApps(world: World, guest: Machine, because: number, env: WorldEnv): void {
  for (const app of guest.apps.values()) {
    app.started = false;
    app.turn++;
    for (const pid of app.pids.slice()) endProcess(world, guest, pid, { status: 143, because: [because] }, env);
  }
}

/** Pulls the plug. */
export function destroyVm(world: World, at: Placed, env: WorldEnv): Result {
  const { vm } = at;
  if (!isActive(vm)) return notRunning();
  pullPlug(world, at, [given(env, `virsh destroy ${vm.name}`)], env);
  return done;
}

export function pullPlug(world: World, at: Placed, causes: readonly number[], env: WorldEnv): void {
  at.vm.state = "running";
  at.vm.ending = "destroyed";
  endEmulator(world, at, 137, causes, env);
  at.vm.ending = "off";
}

/** Its vCPUs stand still. Inside, no time passes: nothing runs, nothing waits, no timer fires. */
export function suspendVm(world: World, at: Placed, env: WorldEnv): Result {
  const { vm, guest } = at;
  if (!isActive(vm)) return notRunning();
  if (vm.state !== "running") return vm.state === "paused" ? done : refused(`a VM that is ${vm.state} cannot be suspended here; only a running one can`);
  const cause = given(env, `virsh suspend ${vm.name}`);
  env.note("vmSuspended", `vm/${vm.name}`, undefined, [cause]);
  vm.state = "paused";
  vm.pausedAt = env.now;
  guest.paused = true;
  touchCpus(world, guest, env.now);
  for (const p of guest.processes.values()) if (!standsStill(p)) for (const tid of p.tids) stopThread(guest.cpus, tid);
  pauseBoot(guest);
  return done;
}

export function resumeVm(world: World, at: Placed, env: WorldEnv): Result {
  const { vm, guest } = at;
  if (!isActive(vm)) return notRunning();
  if (vm.state === "crashed") return refused("a kernel that has panicked cannot go on: destroy the VM and start it again");
  if (vm.state !== "paused") return refused("Requested operation is not valid: domain is already running");
  const cause = given(env, `virsh resume ${vm.name}`);
  const fact = env.note("vmResumed", `vm/${vm.name}`, { paused_s: (env.now - vm.pausedAt) / SECOND }, [cause]);
  vm.state = "running";
  guest.paused = false;
  if (guest.up) guest.upSince += env.now - vm.pausedAt;
  touchCpus(world, guest, env.now);
  for (const p of guest.processes.values()) if (!standsStill(p)) for (const tid of p.tids) continueThread(guest.cpus, tid);
  env.because([fact], () => {
    continueThreads(world, guest, guest.processes.values(), env);
    resumeBoot(world, at, env);
  });
  return done;
}
