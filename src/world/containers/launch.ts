import { join } from "../hypervisor/fleet/fleet.ts";
import type { Machine } from "../machine/machine.ts";
import type { World, WorldEnv } from "../state.ts";
import { createContainer } from "./create.ts";
import { PLAIN } from "./spec.ts";
import { startContainer } from "./start.ts";

/** How many of a fleet's containers are being started at the same time: as `xargs -P 16 docker run -d` would. */
const AT_ONCE = 16;

/** A fleet's containers that are still to be made: as many more as may be under way. A failed start makes room as well. */
export function launchNext(world: World, machine: Machine, env: WorldEnv): void {
  const fleet = machine.fleet;
  if (fleet === undefined || fleet.toLaunch.length === 0) return;
  const starting = [...machine.docker!.containers.values()].filter((c) => c.stage >= 0).length;
  const now = fleet.toLaunch.slice(0, Math.max(0, AT_ONCE - starting));
  fleet.toLaunch = fleet.toLaunch.slice(now.length);
  for (const { name, image } of now) {
    join(fleet, name, "");
    startContainer(machine, createContainer(world, machine, { ...PLAIN, name, image }, env), 0, env);
  }
}
