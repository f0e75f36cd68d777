import { SECOND, toSeconds, type Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import type { RacerRow } from "../observation.ts";
import type { World } from "../state.ts";
import { RACERS } from "./race.ts";

export const racerRows = (world: World, now: Nanos): RacerRow[] => [...world.machines.values()].flatMap((host) => (host.race === undefined ? [] : racersOn(host, host.race.at, now)));

const racersOn = (host: Machine, from: Nanos, now: Nanos): RacerRow[] =>
  RACERS.map(({ name, title }) => {
    const took = firstRequest(host, name, from);
    return { name, machine: host.path, title, seconds: toSeconds(took ?? now - from), first_request_s: took === undefined ? -1 : took / SECOND };
  });

/** From the start of the race to the end of the last part of its way; undefined as long as that has not come. */
function firstRequest(host: Machine, name: string, from: Nanos): Nanos | undefined {
  const container = [...(host.docker?.containers.values() ?? [])].find((c) => c.name === name);
  const stages = host.vms.get(name)?.stages ?? container?.stages ?? host.fleet?.services.get(name)?.stages ?? [];
  const last = stages.at(-1);
  return last?.name === "health" && last.took >= 0 ? last.at + last.took - from : undefined;
}
