import { fixed } from "../display/format-number.ts";
import type { Tone } from "../display/line.ts";
import type { AppRow, Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { millisText } from "./readings.ts";

/** How an app's visitors fare: nothing when nobody is served here, or nobody has come to what a container offers. */
export function requestsPanel(seen: Observation): Offer | undefined {
  const balanced = new Set(seen.tables.services.map((s) => s.name));
  const ofContainers = new Set(seen.tables.containers.map((c) => c.app));
  const served = seen.tables.apps.filter((a) => a.kind === "serve" && a.started && !balanced.has(a.name) && (hasVisitors(a) || !ofContainers.has(a.name)));
  if (served.length === 0) return undefined;
  const names = ["of", "p95", "served/s", "given up/s", "errors/s", "queue"];
  const columns = names.map((name, i) => ({ name, align: i === 0 ? ("left" as const) : ("right" as const) }));
  return offer({ title: "Visitors", kind: "table", columns, rows: served.map((a) => ({ cells: cellsOf(a), tone: toneOf(a) })) }, 2);
}

const hasVisitors = (a: AppRow): boolean => a.p95_ms >= 0 || a.requests + a.errors + a.timeouts + a.queue > 0;

const cellsOf = (a: AppRow): string[] => [a.name, millisText(a.p95_ms), fixed(a.served, 1), fixed(a.timeouts, 1), fixed(a.errors, 1), fixed(a.queue, 0)];

function toneOf(a: AppRow): Tone {
  if (a.timeouts >= 0.5 || a.errors >= 0.5) return "bad";
  return a.p95_ms >= 500 ? "warn" : "plain";
}
