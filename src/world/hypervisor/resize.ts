import { done, refused, type Result } from "../../kernel/model.ts";
import type { Command } from "../command.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import { inflateTo } from "./balloon.ts";
import { flagsOf, impactOf, isRefusal, type Impact } from "./impact.ts";
import { setVcpus } from "./vcpu.ts";
import type { Placed, Vm } from "./vm.ts";

type Of<T extends Command["type"]> = Extract<Command, { type: T }>;

/**
 * virsh setvcpus: live up to the maximum the VM was started with; the maximum itself only for the next start. vCPUs it
 * was started with cannot be unplugged (src/qemu/qemu_hotplug.c, `qemuDomainSetVcpusLive`).
 */
export function setVcpuCount(world: World, at: Placed, command: Of<"vmSetVcpus">, env: WorldEnv): Result {
  const { vm } = at;
  const { count } = command;
  if (!Number.isInteger(count) || count < 1) return refused(count === 0 ? "Can't set 0 processors for a VM" : "Invalid number of virtual CPUs");
  if (command.maximum && !command.config) return refused("Option --config is required by option --maximum");
  if (command.maximum && command.live) return refused("Options --maximum and --live are mutually exclusive");
  const impact = impactOf(vm, command);
  if (isRefusal(impact)) return impact;
  const refusal = refuseCount(vm, count, impact, command.maximum);
  if (refusal !== undefined) return refusal;
  const cause = given(env, `virsh setvcpus ${vm.name} ${count}${flagsOf(command)}${command.maximum ? " --maximum" : ""}`);
  if (impact.config) configureCount(vm, count, command.maximum);
  if (impact.live) plugTo(world, at, count, cause, env);
  return done;
}

function refuseCount(vm: Vm, count: number, impact: Impact, maximum: boolean): Result | undefined {
  const above = (kind: string, max: number): Result =>
    refused(`invalid argument: requested vcpus is greater than max allowable vcpus for the ${kind} domain: ${count} > ${max}`);
  if (impact.live && count > vm.live.vcpusMax) return above("live", vm.live.vcpusMax);
  if (impact.config && !maximum && count > vm.config.vcpusMax) return above("persistent", vm.config.vcpusMax);
  if (impact.live && count < Math.min(vm.bootVcpus, vm.live.vcpus)) return refused("invalid argument: failed to find appropriate hotpluggable vcpus to reach the desired target vcpu count", `${vm.name} was started with ${vm.bootVcpus}, only those added since can be taken away`);
  return undefined;
}

function configureCount(vm: Vm, count: number, maximum: boolean): void {
  vm.config = maximum ? { ...vm.config, vcpusMax: count, vcpus: Math.min(count, vm.config.vcpus) } : { ...vm.config, vcpus: count };
}

function plugTo(world: World, at: Placed, count: number, cause: number, env: WorldEnv): void {
  const { vm } = at;
  const from = vm.live.vcpus;
  if (count === from) return;
  vm.live = { ...vm.live, vcpus: count };
  env.note("vcpusChanged", `vm/${vm.name}`, { from, to: count, max: vm.live.vcpusMax }, [cause]);
  setVcpus(world, at, count, env);
}

/** virsh setmem (live: the balloon's aim) and setmaxmem (only for the next start). */
export function setMemory(at: Placed, command: Of<"vmSetMemory">, env: WorldEnv): Result {
  const { vm, guest } = at;
  const bytes = Math.floor(command.bytes / 1024) * 1024;
  if (!(bytes > 0)) return refused("invalid argument: memory in virDomainSetMemoryFlags must not be zero");
  const impact = impactOf(vm, command);
  if (isRefusal(impact)) return impact;
  if (command.maximum && impact.live) return refused("Requested operation is not valid: cannot resize the maximum memory on an active domain");
  const most = Math.min(impact.live ? vm.live.memoryMaxBytes : Infinity, impact.config ? vm.config.memoryMaxBytes : Infinity);
  if (!command.maximum && bytes > most) return refused("invalid argument: cannot set memory higher than max memory");
  const cause = given(env, `virsh ${command.maximum ? "setmaxmem" : "setmem"} ${vm.name} ${bytes / 1024}${flagsOf(command)}`);
  if (impact.config) configureMemory(vm, bytes, command.maximum);
  if (!impact.live) return done;
  vm.live = { ...vm.live, memoryBytes: bytes };
  env.note("memoryTargetSet", `vm/${vm.name}`, { bytes, max_bytes: vm.live.memoryMaxBytes }, [cause]);
  if (guest.up) inflateTo(at, cause, env);
  return done;
}

function configureMemory(vm: Vm, bytes: number, maximum: boolean): void {
  vm.config = maximum ? { ...vm.config, memoryMaxBytes: bytes, memoryBytes: Math.min(bytes, vm.config.memoryBytes) } : { ...vm.config, memoryBytes: bytes };
}
