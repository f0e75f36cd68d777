import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import { submit } from "../machine/block.ts";
import { addThread, removeThread, ROOT, setWork, stopThread, continueThread } from "../machine/cpu/cpus.ts";
import { bringUp } from "../machine/machine-life.ts";
import type { Machine } from "../machine/machine.ts";
import { provide } from "../machine/memory-charge.ts";
import { touchCpus } from "../machine/scheduling.ts";
import type { World, WorldEnv } from "../state.ts";
import { inflateTo } from "./balloon.ts";
import { deploy } from "./provisioning/deploy.ts";
import { isPrepared } from "./provisioning/install.ts";
import { beginStage, clearStages, endStage, type StageName } from "../stages.ts";
import { placed, vmOf, type Placed, type Stage } from "./vm.ts";

/**
 * The life of a guest from switching on to its services being up, as a table. Every row first waits (timeouts, probing of
 * devices, leases), then reads from the disk, then computes on up to `threads` vCPUs: disk and CPU are the real ones, so
 * a boot on a busy host takes longer. Linux: a cloud image with cloud-init, about 20 s on an idle host.
 */
interface Step {
  readonly stage: Stage;
  readonly about: string;
  readonly name: StageName;
  readonly wait: Nanos;
  /** Part of the wait that is work for a first boot only: keys, disk layout, user data. A prepared image has it behind it. */
  readonly firstBoot: Nanos;
  readonly readBytes: number;
  readonly work: Nanos;
  readonly threads: number;
  /** Part of what the system holds once it is up that it has touched by the end of this row. */
  readonly touched: number;
}

const MIB = 1024 * 1024;
const step = (stage: Stage, name: StageName, about: string, waitMs: number, firstBootMs: number, readMib: number, workMs: number, threads: number, touched: number): Step => ({
  stage, name, about, wait: waitMs * MILLISECOND, firstBoot: firstBootMs * MILLISECOND, readBytes: readMib * MIB, work: workMs * MILLISECOND, threads, touched,
});

const BOOT: Readonly<Record<"linux" | "windows" | "microvm", readonly Step[]>> = {
  // Firecracker, SPECIFICATION.md: at most 125 ms from the call that starts it to the guest's init.
  microvm: [step("kernel", "kernel", "kernel, and its program as init", 55, 0, 8, 60, 1, 1)],
  linux: [
    step("firmware", "firmware", "firmware and boot loader", 2400, 0, 4, 600, 1, 0.05),
    step("kernel", "kernel", "kernel and initial RAM disk", 600, 0, 70, 1300, 1, 0.3),
    step("services", "services", "services", 4000, 2000, 260, 8000, 4, 0.7),
    step("services", "cloud-init", "cloud-init and DHCP", 5000, 3500, 40, 2000, 1, 0.9),
  ],
  windows: [
    step("firmware", "firmware", "firmware and boot manager", 4000, 0, 8, 800, 1, 0.05),
    step("kernel", "kernel", "kernel and drivers", 4000, 0, 420, 9000, 2, 0.3),
    step("services", "services", "services", 12_000, 0, 900, 48_000, 4, 0.9),
  ],
};

const MOST_THREADS = 4;
const rowsOf = ({ vm }: Placed): readonly Step[] => BOOT[vm.spec.machine ?? vm.spec.os];
const rowOf = (at: Placed): Step => rowsOf(at)[at.vm.step]!;

/** The firmware begins. */
export function beginBoot(at: Placed, env: WorldEnv): void {
  if (at.vm.stages.some((s) => s.name === "firmware")) clearStages(at.vm);
  at.vm.step = 0;
  at.vm.turn++;
  enterRow(at, env);
}

function enterRow(at: Placed, env: WorldEnv): void {
  const { host, vm } = at;
  const row = rowOf(at);
  vm.stage = row.stage;
  vm.waitsFor = "time";
  beginStage(vm, row.name, env.now);
  env.note("vmBooting", `vm/${vm.name}`, { stage: row.stage, about: row.about }, [vm.because]);
  env.after(row.wait - (isPrepared(at) ? row.firstBoot : 0), { type: "vm", what: "boot", host: host.path, vm: vm.name, turn: vm.turn });
}

/** The wait of a row is over: it reads. */
export function bootWaited(world: World, at: Placed, env: WorldEnv): void {
  const { vm, guest } = at;
  if (vm.waitsFor !== "time") return;
  if (vm.state === "paused") {
    vm.overdue = true;
    return;
  }
  vm.waitsFor = "disk";
  submit(world, guest, { op: "read", bytes: rowOf(at).readBytes, tid: 0, purpose: "file" }, env);
}

/** The disk has delivered: it computes. */
export function bootRead(world: World, path: string, env: WorldEnv): void {
  const at = vmOf(world, path);
  if (at === undefined || at.vm.waitsFor !== "disk") return;
  at.vm.waitsFor = "cpu";
  const row = rowOf(at);
  const { guest } = at;
  const threads = Math.min(row.threads, guest.cpus.count);
  touchCpus(world, guest, env.now);
  for (let id = 0; id < threads; id++) {
    addThread(guest.cpus, { id, group: ROOT, nice: 0 });
    if (guest.paused) stopThread(guest.cpus, id);
    setWork(guest.cpus, id, row.work / threads);
  }
}

/** One of its threads has computed its part; the last one ends the row. */
export function bootComputed(world: World, path: string, tid: number, env: WorldEnv): void {
  const at = vmOf(world, path);
  if (at === undefined || at.vm.waitsFor !== "cpu") return;
  const { vm, guest } = at;
  touchCpus(world, guest, env.now);
  removeThread(guest.cpus, tid);
  if (bootThreads(guest).length > 0) return;
  env.because([vm.because], () => {
    guest.memory.kernelBytes = Math.round(vm.spec.systemBytes * rowOf(at).touched);
    provide(world, guest, env);
    if (guest.carrier === undefined) return;
    vm.step++;
    if (vm.step < rowsOf(at).length) enterRow(at, env);
    else up(world, at, env);
  });
}

function up(world: World, at: Placed, env: WorldEnv): void {
  const { vm, guest } = at;
  vm.waitsFor = "";
  vm.stage = "up";
  endStage(vm, env.now);
  vm.because = env.note("vmUp", `vm/${vm.name}`, { seconds: (env.now - vm.startedAt) / SECOND, boots: vm.boots }, [vm.because]);
  env.because([vm.because], () => {
    bringUp(world, guest.path, env);
    if (vm.live.memoryBytes < vm.live.memoryMaxBytes) inflateTo(at, vm.because, env);
    if (guest.up) deploy(world, at, env);
  });
}

const bootThreads = (guest: Machine): number[] => (guest.up ? [] : [...guest.cpus.threads.keys()].filter((id) => id < MOST_THREADS));

export function dropBootThreads(world: World, guest: Machine, env: WorldEnv): void {
  touchCpus(world, guest, env.now);
  for (const id of bootThreads(guest)) removeThread(guest.cpus, id);
}

/** A boot that is suspended stands still, and goes on where it was. */
export function pauseBoot(guest: Machine): void {
  for (const id of bootThreads(guest)) stopThread(guest.cpus, id);
}

export function resumeBoot(world: World, { host, vm, guest }: Placed, env: WorldEnv): void {
  for (const id of bootThreads(guest)) continueThread(guest.cpus, id);
  const at = placed(world, host.path, vm.name);
  if (!vm.overdue || at === undefined) return;
  vm.overdue = false;
  bootWaited(world, at, env);
}
