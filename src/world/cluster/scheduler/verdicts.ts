import type { PodSpec } from "../objects.ts";
import { balancedAllocationScore } from "./balanced-allocation.ts";
import { preferredNodeAffinityScore } from "./node-affinity.ts";
import { nodeRefusal } from "./node-filters.ts";
import type { NodeInfo, PodInfo } from "./node-info.ts";
import type { Refusal } from "./refusal.ts";
import { fitScore, type ScoringStrategy } from "./scoring-strategy.ts";
import { taintScore } from "./taint-toleration.ts";

/** What one node by itself is worth to a pod: refused, or its scores before they are normalised. */
export interface Verdict {
  readonly info: NodeInfo;
  readonly slot: number;
  readonly refusal: Refusal | undefined;
  readonly allocated: number;
  readonly balanced: number;
  readonly taints: number;
  readonly affinity: number;
}

const MOST_TEMPLATES = 64;

/**
 * Verdicts that were worked out before, by template and node. They follow from the pod's template and the node's state
 * alone, so they can be done without at any time; whoever changes a node has it forgotten.
 */
export class Verdicts {
  private readonly byTemplate = new Map<string, (Verdict | undefined)[]>();

  /** A node is not what it was. */
  forget(slot: number): void {
    for (const known of this.byTemplate.values()) if (slot < known.length) known[slot] = undefined;
  }

  /** The known verdicts for pods that ask for the same, by slot, of which there are so many. */
  for({ pod, requests, hostPorts }: PodInfo, slots: number): (Verdict | undefined)[] {
    const key = keyOf(pod.spec, requests, hostPorts);
    const known = this.byTemplate.get(key) ?? [];
    this.byTemplate.delete(key);
    this.byTemplate.set(key, known);
    while (known.length < slots) known.push(undefined);
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

/** What a node by itself is worth to a pod. */
export function judge(pod: PodInfo, info: NodeInfo, strategy: ScoringStrategy): Verdict {
  const refusal = nodeRefusal(pod, info);
  const { slot } = info;
  if (refusal !== undefined) return { info, slot, refusal, allocated: 0, balanced: 0, taints: 0, affinity: 0 };
  const { tolerations, affinity } = pod.pod.spec;
  const preferred = affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
  return {
    info, slot, refusal,
    allocated: fitScore(strategy, pod, info),
    balanced: balancedAllocationScore(pod, info),
    taints: taintScore(info.node, tolerations),
    affinity: preferred === undefined ? 0 : (preferredNodeAffinityScore(preferred, info.node) ?? 0),
  };
}
