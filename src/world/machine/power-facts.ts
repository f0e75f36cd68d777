import type { World } from "../state.ts";
import type { Machine } from "./machine.ts";

/** The last fact about the power of a machine, of hardware or a VM: why it is up, or is not. Empty when there is none. */
export function powerFactsOf(world: World, { host, name, power }: Machine): number[] {
  const last = Math.max(power, world.machines.get(host)?.vms.get(name)?.because ?? -1);
  return last < 0 ? [] : [last];
}
