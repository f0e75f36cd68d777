import type { Tone } from "../display/line.ts";
import type { ChartPanel } from "../display/panel.ts";
import { SECOND } from "../kernel/time.ts";
import type { Observation, Series } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { hosts } from "./readings.ts";

const WINDOW = 60 * SECOND;
const TONES: readonly Tone[] = ["key", "warn", "good", "bad", "plain"];

/** The last minute of what this world is about: CPU per VM or per app that competes for it, or did a while ago. */
export function cpuHistory(seen: Observation): Offer | undefined {
  return chart(seen, "CPU over the last minute", "CPU", subjects(seen).slice(0, TONES.length).map((n) => ({ label: n.slice(n.indexOf("/") + 1), points: seen.series[`${n}.cpu`] ?? [] })));
}

/** Of a fleet's containers none stands for the others: then it is their host. */
function subjects(seen: Observation): string[] {
  const { vms, apps, fleets } = seen.tables;
  if (fleets.some((fleet) => fleet.containers > TONES.length)) return hosts(seen).map((host) => `machine/${host.path}`);
  if (vms.length > 0) return vms.filter((v) => v.state === "running").map((v) => `vm/${v.name}`);
  return apps.filter((a) => a.kind !== "idle" && a.kind !== "leak" && (a.started || ranLately(a.name, seen))).map((a) => `app/${a.name}`);
}

const ranLately = (app: string, seen: Observation): boolean => (seen.series[`app/${app}.cpu`] ?? []).some((p) => p.at >= seen.now - WINDOW && p.value >= 0.01);

function chart(seen: Observation, title: string, unit: string, all: readonly { readonly label: string; readonly points: Series }[]): Offer | undefined {
  const from = Math.max(0, seen.now - WINDOW);
  const lines: ChartPanel["lines"] = all.map(({ label, points }, i) => ({ label, tone: TONES[i]!, points: points.filter((p) => p.at >= from - SECOND) }));
  if (!lines.some((l) => l.points.length > 1)) return undefined;
  return offer({ title, kind: "chart", unit, from, to: Math.max(seen.now, from + 10 * SECOND), lines }, 6);
}
