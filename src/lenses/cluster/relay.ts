import type { TablePanel } from "../../display/panel.ts";
import type { Fact } from "../../kernel/facts.ts";
import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";

/** Who takes part, from the wish to the running container, in the order they hand on. */
const LANES = [
  { name: "you", from: "" },
  { name: "deployment", from: "deployment-controller" },
  { name: "replicaset", from: "replicaset-controller" },
  { name: "scheduler", from: "default-scheduler" },
  { name: "kubelet", from: "kubelet" },
] as const;

const MOST = 12;

/** From one line that was typed: which loop did what, and how long after. */
export function relayPanel(seen: Observation): Offer | undefined {
  if (seen.cluster === undefined) return undefined;
  const began = seen.facts.findLastIndex((f) => f.type === "commandGiven" && String(f.detail?.line ?? "").startsWith("kubectl "));
  if (began < 0) return undefined;
  const first = seen.facts[began]!;
  const rows = told(seen.facts.slice(began)).slice(0, MOST).map(({ fact, times }): TablePanel["rows"][number] => ({
    cells: [since(fact, first), stair(fact), saidOf(fact, times)],
    tone: fact === first ? "key" : "plain",
  }));
  return offer({ title: "Who did what", kind: "table", columns: [{ name: "after", align: "right" }, { name: "who" }, { name: "what" }], rows }, Math.min(rows.length + 1, 6));
}

/** Each one who is handed something stands a step to the right of whoever hands it on. */
function stair(fact: Fact): string {
  const step = LANES.findIndex(({ from }) => laneOf(fact) === from);
  return `${" ".repeat(2 * step)}${LANES[step]!.name}`;
}

const laneOf = (fact: Fact): string => (fact.type === "commandGiven" ? "" : String(fact.detail?.from ?? "?"));

/** Facts that a lane stands for; the same said again by the same one counts as one row. */
function told(facts: readonly Fact[]): { readonly fact: Fact; readonly times: number }[] {
  const rows: { fact: Fact; times: number }[] = [];
  for (const fact of facts) {
    if (!LANES.some(({ from }) => laneOf(fact) === from)) continue;
    const same = rows.find((r) => r.fact.type === fact.type && laneOf(r.fact) === laneOf(fact) && fact.type !== "commandGiven");
    if (same === undefined) rows.push({ fact, times: 1 });
    else same.times++;
  }
  return rows;
}

function since(fact: Fact, first: Fact): string {
  const after = fact.at - first.at;
  return after < SECOND ? `${Math.round(after / MILLISECOND)} ms` : `${(after / SECOND).toFixed(1)} s`;
}

const saidOf = (fact: Fact, times: number): string => (fact.type === "commandGiven" ? String(fact.detail?.line ?? "") : `${String(fact.detail?.message ?? fact.type)}${times > 1 ? `  (${times} ×)` : ""}`);
