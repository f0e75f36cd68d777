import { fixed } from "../../display/format-number.ts";
import { type Line, span } from "../../display/line.ts";
import { SECOND } from "../../kernel/time.ts";
import type { Endpoint, EndpointSlice } from "../../world/cluster/objects.ts";
import type { KubeServiceRow } from "../../world/cluster/rows/services.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";
import { millisText } from "../readings.ts";

/** Services that learners made: the API server's own is left out. */
const own = (seen: Observation): readonly KubeServiceRow[] => seen.tables.kube_services.filter((s) => s.namespace !== "kube-system" && s.name !== "kubernetes");

/** How those fare who call by name: how many stand behind it, what is answered, what is lost. */
export function servicesPanel(seen: Observation): Offer | undefined {
  const services = own(seen);
  if (services.length === 0) return undefined;
  const names = ["service", "ready", "sent/s", "served/s", "errors/s", "errors so far", "p95"];
  const columns = names.map((name, i) => ({ name, align: i === 0 ? ("left" as const) : ("right" as const) }));
  const rows = services.map((s) => ({
    cells: [s.name, `${s.endpoints}`, fixed(s.sent_per_s, 0), fixed(s.served_per_s, 0), fixed(s.errors_per_s, 0), `${s.errors}`, s.sent === 0 ? "-" : millisText(s.p95_ms)],
    tone: s.errors_per_s > 0 || s.endpoints === 0 ? ("bad" as const) : ("plain" as const),
  }));
  return offer({ title: "Services", kind: "table", columns, rows }, Math.min(rows.length + 1, 4));
}

/** Name, address, and who answers there: the list that follows the pods. */
export function endpointsPanel(seen: Observation): Offer | undefined {
  const { cluster } = seen;
  const services = own(seen);
  if (cluster === undefined || services.length === 0) return undefined;
  const lines = services.flatMap((service): Line[] => {
    const behind = cluster.list("EndpointSlice", service.namespace).filter((slice) => slice.metadata.labels?.["kubernetes.io/service-name"] === service.name).flatMap(endpoints);
    const head: Line = [{ text: service.name, tone: "plain", bold: true }, span(`  ${service.cluster_ip}:${service.port}  selects ${service.selector === "" ? "nobody" : service.selector}`, "muted")];
    return [head, ...(behind.length === 0 ? [[span("  nobody: calls are refused", "bad")] as Line] : behind.map(endpointLine))];
  });
  return offer({ title: "Endpoints: ● gets requests  ○ not ready  − ends", kind: "text", lines }, Math.min(lines.length, 5));
}

const endpoints = (slice: EndpointSlice): readonly Endpoint[] => slice.endpoints;

function endpointLine({ addresses, conditions, targetRef, nodeName }: Endpoint): Line {
  const mark = conditions.terminating ? span("  − ", "muted") : conditions.ready ? span("  ● ", "good") : span("  ○ ", "warn");
  return [mark, span(`${addresses[0] ?? ""}  `.padEnd(15)), span(targetRef?.name ?? "", "plain"), span(nodeName === undefined ? "" : `  on ${nodeName}`, "muted")];
}

const WINDOW = 180 * SECOND;

/** What was sent, served and lost, second by second: of the service that is called most. */
export function serviceHistory(seen: Observation): Offer | undefined {
  const busiest = own(seen).reduce<KubeServiceRow | undefined>((most, s) => (s.sent > (most?.sent ?? 0) ? s : most), undefined);
  if (busiest === undefined) return undefined;
  const from = Math.max(0, seen.now - WINDOW);
  const line = (label: string, tone: "key" | "good" | "bad") => ({ label, tone, points: (seen.series[`service/${busiest.name}.${label}`] ?? []).filter((p) => p.at >= from) });
  const lines = [line("sent", "key"), line("served", "good"), line("errors", "bad")];
  if (!lines.some((l) => l.points.length > 1)) return undefined;
  return offer({ title: `Requests to ${busiest.name}: a second each, three minutes`, kind: "chart", unit: "/s", from, to: Math.max(seen.now, from + 30 * SECOND), lines }, 6);
}
