import type { Nanos } from "../../../kernel/time.ts";
import { type PluginScores, totalsOf } from "./prioritize.ts";
import type { Search } from "./search.ts";
import type { Verdict } from "./verdicts.ts";

/** How a pod got its node, or got none. */
export interface Decision {
  /** Its key, `default/shop-1`. */
  readonly pod: string;
  readonly at: Nanos;
  readonly search: Search;
  /** Empty when there was only one node to choose from: then nothing is scored. */
  readonly scores: readonly PluginScores[];
  readonly chosen: Verdict | undefined;
}

/** A node in a decision: refused with reasons, or with what each plugin gave it. */
export interface NodeInDecision {
  readonly node: string;
  readonly reasons: readonly string[];
  readonly scores: readonly { readonly plugin: string; readonly weight: number; readonly score: number }[];
  readonly total: number;
  readonly chosen: boolean;
}

/** A decision node by node, the best first, the refused last. */
export function nodesIn({ search, scores, chosen }: Decision): NodeInDecision[] {
  const totals = totalsOf(scores, search.candidates.length);
  const fit = search.candidates.map((c, i): NodeInDecision => ({
    node: c.info.node.metadata.name, reasons: [], total: totals[i]!, chosen: c === chosen,
    scores: scores.map(({ plugin, weight, scores: given }) => ({ plugin, weight, score: given[i]! })),
  }));
  const refused = search.refused.map(({ info, refusal }): NodeInDecision => ({ node: info.node.metadata.name, reasons: refusal.reasons, scores: [], total: 0, chosen: false }));
  return [...fit.sort((a, b) => b.total - a.total), ...refused];
}
