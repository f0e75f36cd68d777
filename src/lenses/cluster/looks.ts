import type { Bar } from "../../display/panel.ts";
import { SECOND } from "../../kernel/time.ts";
import type { AutoscalerLook } from "../../world/cluster/controllers/hpa/history.ts";
import type { HorizontalPodAutoscaler } from "../../world/cluster/objects.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";

const MOST = 6;

/** Look by look, how many pods an autoscaler found, what it measured, and what it made of that. The newest comes last. */
export function looksPanel(seen: Observation): Offer | undefined {
  const { cluster } = seen;
  const hpa = cluster?.list("HorizontalPodAutoscaler")[0];
  if (cluster === undefined || hpa === undefined) return undefined;
  const looks = cluster.looksOf(hpa).slice(-MOST);
  if (looks.length === 0) return undefined;
  const of = Math.max(...looks.map(({ pods, given }) => Math.max(pods, given)));
  const bars = looks.map((look) => barOf(look, of, seen.now));
  return offer({ title: `Looks of autoscaler ${hpa.metadata.name}: pods, measured of ${targetOf(hpa)}`, kind: "bars", bars, latest: true }, Math.min(bars.length, 4));
}

function barOf({ at, pods, measured, wanted, given }: AutoscalerLook, of: number, now: number): Bar {
  const change = given === pods ? "stays" : given > pods ? `+${given - pods}` : `−${pods - given}`;
  return {
    label: `${Math.round((now - at) / SECOND)} s ago`,
    of,
    parts: [{ value: Math.min(pods, given), tone: "good", mark: "full" }, { value: Math.abs(given - pods), tone: given > pods ? "key" : "muted", mark: given > pods ? "light" : "dots" }],
    reading: `${pods} at ${measured < 0 ? "?" : `${measured}%`}: wants ${wanted}, ${change}`,
  };
}

function targetOf({ spec: { metrics: [metric] } }: HorizontalPodAutoscaler): string {
  return metric !== undefined && "averageUtilization" in metric ? `${metric.averageUtilization}%` : "target";
}
