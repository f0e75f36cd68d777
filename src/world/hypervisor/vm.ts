import type { VmSpec } from "../scenario.ts";

/** A virtual machine as its host knows it. */
export interface Vm {
  readonly name: string;
  readonly spec: VmSpec;
}

export interface HypervisorEvent {
  readonly type: "vm";
  readonly vm: string;
}

export const copyVm = (vm: Vm): Vm => ({ ...vm });
