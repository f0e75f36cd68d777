import type { NicRow } from "../observation.ts";
import type { World } from "../state.ts";
import { rateOf } from "./window.ts";

export function nicRows(world: World): NicRow[] {
  return [...world.machines.values()].flatMap((m) =>
    [...m.nics.values()].map((nic) => {
      const rx = 8 * rateOf(m, (s) => s.nics.get(nic.name)?.rxBytes ?? 0);
      const tx = 8 * rateOf(m, (s) => s.nics.get(nic.name)?.txBytes ?? 0);
      return { machine: m.path, name: nic.name, vm: "", speed_bps: nic.bitsPerSecond, rx_bps: rx, tx_bps: tx, utilisation: (rx + tx) / nic.bitsPerSecond };
    }),
  );
}
