import type { TablePanel } from "../../display/panel.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";

/** Names of plugins as short as a column has room for. */
const SHORT: Readonly<Record<string, string>> = {
  LeastAllocated: "free", MostAllocated: "full", RequestedToCapacityRatio: "use", BalancedAllocation: "balance", TaintToleration: "taints", NodeAffinity: "affinity", PodTopologySpread: "spread", InterPodAffinity: "pods", ImageLocality: "image",
};

const MOST = 6;

/** The scheduler's last decision: filters first, then what each node scored. The system's own pods are left out. */
export function decisionPanel(seen: Observation): Offer | undefined {
  const decision = seen.cluster?.decision();
  if (decision === undefined || decision.pod.startsWith("kube-system/")) return undefined;
  const plugins = decision.plugins.map(({ plugin, weight }) => ({ name: `${SHORT[plugin] ?? plugin}${weight === 1 ? "" : `×${weight}`}` }));
  const rows = decision.nodes.slice(0, MOST).map((n): TablePanel["rows"][number] => {
    if (n.reasons.length > 0) return { cells: [n.node, `✗ ${n.reasons.join(", ")}`], tone: "bad" };
    const scores = n.scores.map((score) => `${score}`);
    return { cells: [n.node, n.chosen ? "✓ chosen" : "fits", ...scores, plugins.length === 0 ? "" : `${n.total}`], tone: n.chosen ? "good" : "plain" };
  });
  const scored = plugins.length > 0;
  const columns: TablePanel["columns"] = [{ name: "node" }, { name: "filters" }, ...plugins.map(({ name }) => ({ name, align: "right" as const })), ...(scored ? [{ name: "score", align: "right" as const }] : [])];
  return offer({ title: `Where to? ${decision.pod.slice(decision.pod.indexOf("/") + 1)}`, kind: "table", columns, rows }, Math.min(rows.length + 1, 5));
}
