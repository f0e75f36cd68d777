import type { NicRow } from "../observation.ts";
import type { World } from "../state.ts";
import { rateOf } from "./window.ts";

export function nicRows(world: World): NicRow[] {
  return [...world.machines.values()].flatMap((m) =>
    [...m.nics.values()].map((nic) => {
      const rx = m.up ? 8 * rateOf(m, (s) => s.nics.get(nic.name)?.rxBytes ?? 0) : 0;
      const tx = m.up ? 8 * rateOf(m, (s) => s.nics.get(nic.name)?.txBytes ?? 0) : 0;
      // Full duplex: the fuller direction counts.
      return { machine: m.path, name: nic.name, vm: nic.vm, speed_bps: nic.bitsPerSecond, rx_bps: rx, tx_bps: tx, utilisation: Math.max(rx, tx) / nic.bitsPerSecond };
    }),
  );
}
