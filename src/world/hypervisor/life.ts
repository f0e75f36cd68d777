import { refused, type Result } from "../../kernel/model.ts";
import type { Command } from "../command.ts";
import type { Machine } from "../machine/machine.ts";
import type { HostSpec } from "../scenario.ts";
import type { World, WorldEnv } from "../state.ts";
import type { HypervisorEvent } from "./vm.ts";

export function beginVms(_world: World, host: Machine, spec: HostSpec, _env: WorldEnv): void {
  for (const vm of spec.vms) host.vms.set(vm.name, { name: vm.name, spec: vm });
}

export function applyVm(_world: World, command: Extract<Command, { vm: string }>, _env: WorldEnv): Result {
  return refused(`error: failed to get domain '${command.vm}'`);
}

export function handleVm(_world: World, _event: HypervisorEvent, _env: WorldEnv): void {}
export function carrierExited(_world: World, _host: Machine, _vm: string, _env: WorldEnv): void {}
export function panicVm(_world: World, _vm: string, _env: WorldEnv): void {}
