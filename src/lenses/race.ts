import { fixed } from "../display/format-number.ts";
import type { Bar } from "../display/panel.ts";
import type { Observation, RacerRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { merged, partOf } from "./startup.ts";

/** `lab race`: everybody's way to the first request on one scale, and who has arrived. */
export function racePanel(seen: Observation): Offer | undefined {
  const { racers } = seen.tables;
  if (racers.length === 0) return undefined;
  const of = Math.max(10, ...racers.map((r) => r.seconds));
  return offer({ title: "Race, in s: ▓ create  █ boot  ▒ install  ░ app, checks", kind: "bars", bars: racers.map((r) => barOf(r, of, seen)) }, 5);
}

function barOf(racer: RacerRow, of: number, seen: Observation): Bar {
  const stages = seen.tables.stages.filter((s) => s.of === racer.name);
  return { label: racer.title, parts: merged(stages.map(partOf)), of, reading: racer.first_request_s < 0 ? `${fixed(racer.seconds, 1)} …` : `${fixed(racer.first_request_s, 1)} serves` };
}
