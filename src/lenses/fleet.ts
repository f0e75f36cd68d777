import { counted, fixed, percent } from "../display/format-number.ts";
import { type Line, span } from "../display/line.ts";
import { SECOND } from "../kernel/time.ts";
import type { FleetRow, Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";

/** Requests that come, requests that are served, requests that are lost. Nothing where no load reaches a fleet. */
export function fleetPanel(seen: Observation): Offer | undefined {
  const fleets = seen.tables.fleets.filter((fleet) => fleet.vms > 0);
  return fleets.length === 0 ? undefined : offer({ title: "Fleet", kind: "text", lines: fleets.flatMap(linesOf) }, 2);
}

function linesOf(fleet: FleetRow): Line[] {
  const { healthy, instances, vms, capacity } = fleet;
  const full = fleet.used >= 0.95;
  const room: Line = [span(`${healthy} of ${counted(instances, "instance")} healthy`, healthy < instances ? "warn" : "good"), span(` in ${counted(vms, "VM")}, ${fixed(capacity, 0)} requests/s at most`)];
  if (fleet.sent === 0) return [room];
  return [
    room,
    [span(`${fixed(fleet.load, 0)}/s come, ${fixed(fleet.served_per_s, 0)}/s served, `), span(`${fixed(fleet.dropped_per_s, 0)}/s dropped`, fleet.dropped_per_s > 0 ? "bad" : "plain"), span(`; ${percent(fleet.used, 0)}% used`, full ? "warn" : "plain")],
    [span(`dropped so far: ${thousands(fleet.dropped)}`, fleet.dropped > 0 ? "bad" : "good"), span(` of ${thousands(fleet.sent)}`)],
  ];
}

const thousands = (n: number): string => `${Math.round(n)}`.replace(/\B(?=(\d{3})+$)/g, ",");

const WINDOW = 180 * SECOND;

/** The last three minutes of a fleet's requests. */
export function fleetHistory(seen: Observation): Offer | undefined {
  const fleet = seen.tables.fleets.find((f) => f.sent > 0);
  if (fleet === undefined) return undefined;
  const from = Math.max(0, seen.now - WINDOW);
  const line = (label: string, tone: "key" | "good" | "bad") => ({ label, tone, points: (seen.series[`fleet/${fleet.name}.${label}`] ?? []).filter((p) => p.at >= from - SECOND) });
  const lines = [line("load", "key"), line("served", "good"), line("dropped", "bad")];
  if (!lines.some((l) => l.points.length > 1)) return undefined;
  return offer({ title: "Requests a second, the last three minutes", kind: "chart", unit: "/s", from, to: Math.max(seen.now, from + 30 * SECOND), lines }, 6);
}
