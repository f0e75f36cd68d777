import type { PodSpec } from "../objects.ts";
import { balancedAllocationScore } from "./balanced-allocation.ts";
import { preferredNodeAffinityScore } from "./node-affinity.ts";
import { nodeRefusal } from "./node-filters.ts";
import type { NodeInfo, PodInfo } from "./node-info.ts";
import type { Refusal } from "./refusal.ts";
import { fitScore, type ScoringStrategy } from "./scoring-strategy.ts";
import { taintScore } from "./taint-toleration.ts";

const UNKNOWN = 0;
export const FITS = 1;
export const REFUSED = 2;

/**
 * What each node by itself is worth to the pods of one template, by slot: refused, or its scores before they are
 * normalised. Numbers side by side, as a decision reads those of hundreds of nodes.
 */
export class TemplateVerdicts {
  /** UNKNOWN, FITS or REFUSED. */
  state = new Uint8Array(0);
  allocated = new Uint8Array(0);
  balanced = new Uint8Array(0);
  taints = new Int32Array(0);
  affinity = new Int32Array(0);
  private refusals: (Refusal | undefined)[] = [];

  /** Room for so many slots. */
  expect(slots: number): void {
    if (this.state.length >= slots) return;
    const room = Math.max(slots, 2 * this.state.length);
    this.state = grown(this.state, new Uint8Array(room));
    this.allocated = grown(this.allocated, new Uint8Array(room));
    this.balanced = grown(this.balanced, new Uint8Array(room));
    this.taints = grown(this.taints, new Int32Array(room));
    this.affinity = grown(this.affinity, new Int32Array(room));
  }

  forget(slot: number): void {
    if (slot < this.state.length) this.state[slot] = UNKNOWN;
  }

  refusal(slot: number): Refusal {
    return this.refusals[slot]!;
  }

  /** Works out what a node is worth: FITS or REFUSED. */
  judge(pod: PodInfo, info: NodeInfo, strategy: ScoringStrategy): number {
    const { slot } = info;
    const refusal = nodeRefusal(pod, info);
    this.refusals[slot] = refusal;
    if (refusal !== undefined) return (this.state[slot] = REFUSED);
    const { tolerations, affinity } = pod.pod.spec;
    const preferred = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    this.allocated[slot] = fitScore(strategy, pod, info);
    this.balanced[slot] = balancedAllocationScore(pod, info);
    this.taints[slot] = taintScore(info.node, tolerations);
    this.affinity[slot] = preferred === undefined ? 0 : (preferredNodeAffinityScore(preferred, info.node) ?? 0);
    return (this.state[slot] = FITS);
  }
}

function grown<T extends Uint8Array | Int32Array>(numbers: T, room: T): T {
  room.set(numbers);
  return room;
}

const MOST_TEMPLATES = 64;

/**
 * Verdicts that were worked out before, by template and node. They follow from the pod's template and the node's state
 * alone, so they can be done without at any time; whoever changes a node has it forgotten.
 */
export class Verdicts {
  private readonly byTemplate = new Map<string, TemplateVerdicts>();

  /** A node is not what it was. */
  forget(slot: number): void {
    for (const known of this.byTemplate.values()) known.forget(slot);
  }

  /** The known verdicts for pods that ask for the same, on so many slots. */
  for({ pod, requests, hostPorts }: PodInfo, slots: number): TemplateVerdicts {
    const key = keyOf(pod.spec, requests, hostPorts);
    const known = this.byTemplate.get(key) ?? new TemplateVerdicts();
    this.byTemplate.delete(key);
    this.byTemplate.set(key, known);
    known.expect(slots);
    if (this.byTemplate.size > MOST_TEMPLATES) this.byTemplate.delete(this.byTemplate.keys().next().value!);
    return known;
  }
}

const keys = new WeakMap<PodInfo["requests"], { readonly spec: PodSpec; readonly key: string }>();

/** What is asked of a node, as text: made once for pods of one template. */
function keyOf(spec: PodSpec, requests: PodInfo["requests"], hostPorts: readonly string[]): string {
  const known = keys.get(requests);
  if (known !== undefined && asksTheSame(known.spec, spec)) return known.key;
  const { nodeName, nodeSelector, affinity, tolerations } = spec;
  const key = JSON.stringify([requests, hostPorts, [nodeName, nodeSelector, affinity?.nodeAffinity, tolerations]]);
  keys.set(requests, { spec, key });
  return key;
}

const asksTheSame = (a: PodSpec, b: PodSpec): boolean => a.nodeName === b.nodeName && a.nodeSelector === b.nodeSelector && a.affinity === b.affinity && a.tolerations === b.tolerations;
