import type { Nanos } from "../../../kernel/time.ts";
import { nameAt, type SchedulerCache } from "./cache.ts";
import type { PluginName, Refusal } from "./refusal.ts";

/** What one plugin gave each candidate, 0..100, and how much that counts. */
interface PluginScores {
  plugin: string;
  weight: number;
  scores: Uint8Array;
}

/**
 * One scheduling cycle, from the look at nodes to the choice: nodes by their places in the cache (slots). It is used again
 * for the next pod, room and all: a decision in a large cluster looks at hundreds of nodes and is to leave nothing behind
 * for that. So it shows the latest decision for as long as no other was begun.
 * Source: `pkg/scheduler/schedule_one.go`, schedulingCycle; `framework/cycle_state.go`.
 */
export class SchedulingCycle {
  /** The pod's key, `default/shop-1`; "" before the first one. */
  pod = "";
  at: Nanos = 0;
  numAllNodes = 0;
  /** No node will do, whichever. */
  preFilterMessage: string | undefined;
  /** Nodes that passed all filters, `found` of them, in the order of the search. */
  candidates = new Int32Array(0);
  found = 0;
  private refusedSlots: number[] = [];
  private refusals: Refusal[] = [];
  refused = 0;
  private rows: PluginScores[] = [];
  private scored = 0;
  /** Each candidate's total: every plugin's score times its weight. */
  totals = new Int32Array(0);
  /** Room for what plugins work with. */
  raw = new Float64Array(0);
  private counts: Int32Array[] = [];
  /** The slot of the node that the pod got; -1 for none. */
  chosen = -1;

  begin(pod: string, at: Nanos, numAllNodes: number): void {
    this.pod = pod;
    this.at = at;
    this.numAllNodes = numAllNodes;
    this.preFilterMessage = undefined;
    this.chosen = -1;
    this.scored = 0;
    this.forgetNodes();
  }

  /** The search begins anew. */
  forgetNodes(): void {
    this.found = 0;
    this.refused = 0;
  }

  /** Room for so many candidates. */
  expect(candidates: number): void {
    if (this.candidates.length >= candidates) return;
    this.candidates = new Int32Array(candidates);
    this.totals = new Int32Array(candidates);
    this.raw = new Float64Array(candidates);
    this.rows = [];
    this.counts = [];
  }

  refuse(slot: number, refusal: Refusal): void {
    this.refusedSlots[this.refused] = slot;
    this.refusals[this.refused++] = refusal;
  }

  refusedSlot(i: number): number {
    return this.refusedSlots[i]!;
  }

  refusal(i: number): Refusal {
    return this.refusals[i]!;
  }

  /** A plugin that makes a difference is about to score: the row is its to fill, a score for each candidate. */
  row(plugin: string, weight: number): Uint8Array {
    const row = (this.rows[this.scored++] ??= { plugin, weight, scores: new Uint8Array(this.candidates.length) });
    row.plugin = plugin;
    row.weight = weight;
    return row.scores;
  }

  /** Room for a count for each candidate: several of them, by number. */
  countsFor(i: number): Int32Array {
    return (this.counts[i] ??= new Int32Array(this.candidates.length));
  }

  /** Adds up what the plugins gave. Source: `schedule_one.go`, prioritizeNodes. */
  total(): void {
    this.totals.fill(0, 0, this.found);
    for (const { weight, scores } of this.scores()) for (let i = 0; i < this.found; i++) this.totals[i]! += scores[i]! * weight;
  }

  /** In the plugins' order. None when there was only one node to choose from: then nothing is scored. */
  scores(): readonly Readonly<PluginScores>[] {
    return this.rows.slice(0, this.scored);
  }

  copy(): SchedulingCycle {
    const copy = new SchedulingCycle();
    copy.begin(this.pod, this.at, this.numAllNodes);
    copy.expect(this.found);
    copy.candidates.set(this.candidates.subarray(0, this.found));
    copy.totals.set(this.totals.subarray(0, this.found));
    copy.found = this.found;
    copy.refusedSlots = this.refusedSlots.slice(0, this.refused);
    copy.refusals = this.refusals.slice(0, this.refused);
    copy.refused = this.refused;
    for (const { plugin, weight, scores } of this.scores()) copy.row(plugin, weight).set(scores.subarray(0, this.found));
    copy.preFilterMessage = this.preFilterMessage;
    copy.chosen = this.chosen;
    return copy;
  }
}

/** How a pod got its node, or got none. */
export interface Decision {
  readonly pod: string;
  readonly at: Nanos;
  readonly plugins: readonly { readonly plugin: string; readonly weight: number }[];
  /** The best first, the refused last. */
  readonly nodes: readonly NodeInDecision[];
}

/** A node in a decision: refused with reasons, or with what each plugin gave it. */
export interface NodeInDecision {
  readonly node: string;
  readonly reasons: readonly string[];
  /** In the plugins' order. */
  readonly scores: readonly number[];
  readonly total: number;
  readonly chosen: boolean;
}

/** The latest decision for who wants to see how it came about; undefined before the first. */
export function decisionOf(cycle: SchedulingCycle, cache: SchedulerCache): Decision | undefined {
  if (cycle.pod === "") return undefined;
  const plugins = cycle.scores();
  const fit = Array.from({ length: cycle.found }, (_, i): NodeInDecision => {
    const slot = cycle.candidates[i]!;
    return { node: nameAt(cache, slot), reasons: [], scores: plugins.map(({ scores }) => scores[i]!), total: plugins.length === 0 ? 0 : cycle.totals[i]!, chosen: slot === cycle.chosen };
  });
  const refused = Array.from({ length: cycle.refused }, (_, i): NodeInDecision => ({ node: nameAt(cache, cycle.refusedSlot(i)), reasons: cycle.refusal(i).reasons, scores: [], total: 0, chosen: false }));
  return { pod: cycle.pod, at: cycle.at, plugins: plugins.map(({ plugin, weight }) => ({ plugin, weight })), nodes: [...fit.sort((a, b) => b.total - a.total), ...refused] };
}

/** Whose mind has to change. Without any node that is nobody's in particular: the first to come will be looked at. */
export function refusersOf(cycle: SchedulingCycle): PluginName[] {
  if (cycle.preFilterMessage !== undefined) return ["VolumeBinding"];
  const refusers = new Set<PluginName>();
  for (let i = 0; i < cycle.refused; i++) refusers.add(cycle.refusal(i).plugin);
  return refusers.size === 0 ? ["NodeName"] : [...refusers];
}
