import type { TablePanel } from "../../display/panel.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";

type Rows = TablePanel["rows"];

/** What was wished for and how far the world is: spec and status side by side. */
export function wishesPanel(seen: Observation): Offer | undefined {
  const { cluster } = seen;
  if (cluster === undefined) return undefined;
  const deployments = cluster.list("Deployment").map(({ metadata, spec, status }) => row(metadata, "Deployment", spec.replicas, status.replicas, status.readyReplicas, status.updatedReplicas));
  const stateful = cluster.list("StatefulSet").map(({ metadata, spec, status }) => row(metadata, "StatefulSet", spec.replicas ?? 1, status.replicas, status.readyReplicas, status.updatedReplicas));
  const jobs = cluster.list("Job").map(({ metadata, spec, status }) => row(metadata, "Job", spec.completions ?? 1, (status.active ?? 0) + (status.succeeded ?? 0), status.succeeded ?? 0, status.succeeded ?? 0));
  const rows = [...deployments, ...stateful, ...jobs].flat();
  if (rows.length === 0) return undefined;
  const number = (name: string) => ({ name, align: "right" as const });
  return offer({ title: "Wish and world", kind: "table", columns: [{ name: "wish" }, number("wanted"), number("there"), number("ready"), number("newest")], rows }, Math.min(rows.length + 1, 4));
}

function row({ name, namespace }: { readonly name: string; readonly namespace?: string }, kind: string, wanted: number, there = 0, ready = 0, newest = 0): Rows {
  if (namespace === "kube-system") return [];
  const met = there === wanted && ready === wanted && newest === wanted;
  return [{ cells: [`${kind === "Deployment" ? "" : `${kind} `}${name}`, `${wanted}`, `${there}`, `${ready}`, `${newest}`], tone: met ? "good" : "warn" }];
}
