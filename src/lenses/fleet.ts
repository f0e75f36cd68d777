import { counted, fixed, percent } from "../display/format-number.ts";
import { type Line, span } from "../display/line.ts";
import { sizeText } from "../display/format-size.ts";
import { SECOND } from "../kernel/time.ts";
import type { ContainerRow } from "../world/containers/observed.ts";
import type { FleetRow, Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { millisText } from "./readings.ts";

/** Requests that come, requests that are served, requests that are lost. Nothing where no load reaches a fleet. */
export function fleetPanel(seen: Observation): Offer | undefined {
  const fleets = seen.tables.fleets.filter((fleet) => fleet.instances > 0 && seen.tables.racers.length === 0);
  return fleets.length === 0 ? undefined : offer({ title: "Fleet", kind: "text", lines: fleets.flatMap((fleet) => (fleet.containers > 0 ? copiesOf(fleet, seen) : linesOf(fleet))) }, 2);
}

/** Containers of one image, each with customers of its own. */
function copiesOf({ healthy, containers, machine, p95_ms }: FleetRow, seen: Observation): Line[] {
  const running = seen.tables.containers.filter((c) => c.machine === machine && c.running);
  const each = (of: (c: ContainerRow) => number): number => running.reduce((sum, c) => sum + of(c), 0) / Math.max(1, running.length);
  const cost: Line = [span(`one copy: ${fixed(each((c) => c.cpu), 2)} CPU, ${sizeText(each((c) => c.memory + c.shim))}`), ...(p95_ms < 0 ? [] : [span(`; of all requests, 95% take at most ${millisText(p95_ms)}`, p95_ms > 100 ? "warn" : "plain")])];
  return [[span(`${healthy} of ${counted(containers, "container")} healthy`, healthy < containers ? "warn" : "good")], cost];
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
