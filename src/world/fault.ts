import { loseDisk } from "./containers/loss.ts";
import { didYouMean } from "../kernel/nearest.ts";
import { done, refused, type Result } from "../kernel/model.ts";
import { given } from "./given.ts";
import { blip, crash, deadlock, hogGpu, leak } from "./containers/faults.ts";
import { freeze, powerOff, reboot } from "./machine/power.ts";
import { stopHollow } from "./cluster/kubelet/hollow-power.ts";
import { machineOf } from "./machine/machine.ts";
import type { FaultSpec } from "./scenario.ts";
import type { World, WorldEnv } from "./state.ts";
import { failGpu } from "./training/run.ts";
import { panic } from "./wall/panic.ts";
import { findApps, startApp, stopApp } from "./workload/app.ts";

/** Breaks something, as the scenario describes it: apps that start, apps that stop, kernels that panic, hosts whose disk dies, programs inside containers, power. */
export function injectFault(world: World, name: string, env: WorldEnv): Result {
  const fault = world.scenario.faults.find((f) => f.name === name);
  if (fault === undefined) return refused(`there is no fault "${name}" here${didYouMean(name, world.scenario.faults.map((f) => f.name))}`);
  if (world.faultsDone.has(name)) return refused(`"${name}" has already happened`);
  if (!passes(fault)) world.faultsDone.add(name);
  const cause = given(env, `x ${name}`);
  const fact = env.note("faultInjected", `fault/${name.replaceAll(" ", "-")}`, { name, about: fault.about }, [cause]);
  env.because([fact], () => breakParts(world, fault, env));
  return done;
}

/** What mends itself, or is mended by others, can happen again: a container that ends, one that is away for a while. */
const passes = ({ start, stop, panic, lose = [], deadlock = [], leak: leaks = [], hogGpu: hogs = [], powerOff: off = [], reboot: boots = [], freeze: frozen = [] }: FaultSpec): boolean =>
  [start, stop, panic, lose, deadlock, leaks, hogs, off, boots, frozen].every((parts) => parts.length === 0);

function breakParts(world: World, fault: FaultSpec, env: WorldEnv): void {
  for (const name of fault.start) forEachApp(world, name, (path, app) => startAt(world, path, app, env));
  for (const name of fault.stop) forEachApp(world, name, (path, app) => stopAt(world, path, app, env));
  for (const name of fault.panic) panic(world, name, env);
  for (const name of fault.lose ?? []) loseDisk(world, name, env);
  for (const name of fault.crash ?? []) crash(world, name, env);
  for (const name of fault.deadlock ?? []) deadlock(world, name, env);
  for (const { app, lasts } of fault.blip ?? []) blip(world, app, lasts, env);
  for (const { app, bytesPerSecond } of fault.leak ?? []) leak(world, app, bytesPerSecond, env);
  for (const { app, bytesPerSecond } of fault.hogGpu ?? []) hogGpu(world, app, bytesPerSecond, env);
  for (let i = 0; i < (fault.failGpus ?? 0); i++) failGpu(world, env);
  breakMachines(world, fault, env);
}

function breakMachines(world: World, fault: FaultSpec, env: WorldEnv): void {
  for (const name of fault.powerOff ?? []) if (!powerOff(world, name, env)) stopHollow(world, name, env);
  for (const name of fault.reboot ?? []) reboot(world, name, env);
  for (const name of fault.freeze ?? []) freeze(world, name, env);
}

function forEachApp(world: World, name: string, act: (path: string, app: string) => void): void {
  for (const place of findApps(world, name)) act(place.machine, place.app);
}

function startAt(world: World, path: string, name: string, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const app = machine?.apps.get(name);
  if (machine?.up === true && app !== undefined) startApp(world, machine, app, env);
}

function stopAt(world: World, path: string, name: string, env: WorldEnv): void {
  const machine = machineOf(world, path);
  const app = machine?.apps.get(name);
  if (machine?.up === true && app?.started === true) stopApp(world, machine, app, env);
}
