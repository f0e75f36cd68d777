import type { HorizontalPodAutoscaler, MetricSpec } from "../objects.ts";
import { age, table } from "./table.ts";

const milliText = (milli: number): string => (milli % 1000 === 0 ? `${milli / 1000}` : `${milli}m`);

/** Where a metric should be: `80%`, `4`, `500m`. */
export const targetText = (metric: MetricSpec): string =>
  "averageUtilization" in metric ? `${metric.averageUtilization}%` : "averageValueMilli" in metric ? `${milliText(metric.averageValueMilli)}${metric.type === "Object" || metric.type === "External" ? " (avg)" : ""}` : milliText(metric.valueMilli);

/** `cpu: 50%/80%`, `cpu: <unknown>/80%`; at most two, and how many more there are. Source: `printers.go`, formatHPAMetrics. */
export function targetsText({ spec, status }: HorizontalPodAutoscaler): string {
  if (spec.metrics.length === 0) return "<none>";
  const said = spec.metrics.map((metric, place) => {
    const name = "resource" in metric ? `${metric.resource}: ` : "";
    const now = currentText(status, place);
    return `${name}${now ?? "<unknown>"}/${targetText(metric)}`;
  });
  return said.length > 2 ? `${said.slice(0, 2).join(", ")} + ${said.length - 2} more...` : said.join(", ");
}

/** What was measured last, as far as the status tells; `whole` adds the amount that a percentage stands for. */
export function currentText(status: HorizontalPodAutoscaler["status"], place: number, whole = false): string | undefined {
  const current = status.currentMetrics?.[place];
  const milli = current?.averageValueMilli;
  if (current?.averageUtilization !== undefined) return `${current.averageUtilization}%${whole && milli !== undefined ? ` (${milliText(milli)})` : ""}`;
  return milli === undefined ? undefined : milliText(milli);
}

export const autoscalers = table<HorizontalPodAutoscaler>("NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE", (hpa, now) => [
  hpa.metadata.name, `${hpa.spec.scaleTargetRef.kind}/${hpa.spec.scaleTargetRef.name}`, targetsText(hpa), `${hpa.spec.minReplicas}`, `${hpa.spec.maxReplicas}`, `${hpa.status.currentReplicas}`, age(hpa.metadata, now),
]);
