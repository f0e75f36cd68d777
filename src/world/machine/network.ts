import type { World } from "../state.ts";
import { machineOf, type Machine } from "./machine.ts";

/** A network card. A guest's is virtual: everything it carries goes over its host's as well. */
export interface Nic {
  readonly name: string;
  /** The VM it belongs to; "" for hardware. */
  readonly vm: string;
  readonly bitsPerSecond: number;
  /** Counted for ever. */
  rxBytes: number;
  txBytes: number;
}

export const createNic = (name: string, bitsPerSecond: number, vm = ""): Nic => ({ name, vm, bitsPerSecond, rxBytes: 0, txBytes: 0 });
export const copyNic = (nic: Nic): Nic => ({ ...nic });

export interface NicCount {
  readonly rxBytes: number;
  readonly txBytes: number;
}

export const countNic = ({ rxBytes, txBytes }: Nic): NicCount => ({ rxBytes, txBytes });

/** Counts what a machine received and sent over its first card, and over those of the machines that carry it. */
export function transmit(world: World, machine: Machine, rxBytes: number, txBytes: number): void {
  for (let m: Machine | undefined = machine; m !== undefined; m = m.host === "" ? undefined : machineOf(world, m.host)) {
    const nic = m.nics.values().next().value;
    if (nic === undefined) continue;
    nic.rxBytes += rxBytes;
    nic.txBytes += txBytes;
  }
}

export interface NetworkEvent {
  readonly type: "net";
}

export function handleNetwork(_world: World, _event: NetworkEvent, _env: unknown): void {}
