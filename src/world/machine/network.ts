import type { World, WorldEnv } from "../state.ts";

/** A network card. */
export interface Nic {
  readonly name: string;
  readonly bitsPerSecond: number;
  rxBytes: number;
  txBytes: number;
}

export interface NetworkEvent {
  readonly type: "net";
}

export const createNic = (name: string, bitsPerSecond: number): Nic => ({ name, bitsPerSecond, rxBytes: 0, txBytes: 0 });
export const copyNic = (nic: Nic): Nic => ({ ...nic });

export interface NicCount {
  readonly rxBytes: number;
  readonly txBytes: number;
}

export const countNic = ({ rxBytes, txBytes }: Nic): NicCount => ({ rxBytes, txBytes });

export function handleNetwork(_world: World, _event: NetworkEvent, _env: WorldEnv): void {}
