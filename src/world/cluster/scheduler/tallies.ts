import type { LabelSelector, Node, Pod } from "../objects.ts";
import type { SchedulerCache } from "./cache.ts";
import { affinityTermsOf, type AffinityTerm } from "./inter-pod-affinity/term.ts";
import { hasPodAffinity, type NodeInfo, type PodInfo } from "./node-info.ts";
import { addToDomain, domainCounts, type DomainCounts } from "./pod-topology-spread/domain-counts.ts";

/** How many pods of one kind run on each node, and in each topology domain that somebody asked for. */
export interface Tally {
  readonly counts: (pod: Pod) => boolean;
  readonly onSlot: number[];
  readonly sums: Map<string, DomainSum>;
}

export const NO_DOMAIN = -1;

/** In which topology domain each node lies, by number. */
export interface NodeDomains {
  /** By slot; NO_DOMAIN for a node without that label. */
  readonly of: Int32Array;
  /** By number. */
  readonly names: readonly string[];
  /** Room for a count for each, -1 whenever nobody counts. */
  readonly room: Int32Array;
}

export interface DomainSum {
  readonly topologyKey: string;
  readonly includes: (node: Node) => boolean;
  readonly honorsTaints: boolean;
  readonly domains: DomainCounts;
}

/** Pods that carry one and the same affinity term, by the domain they are in. */
export interface TermTally {
  readonly term: AffinityTerm;
  readonly domains: Map<string, number>;
}

/**
 * Sums that decisions about the whole cluster need, worked out once by a look at all nodes and from then on kept up to
 * date pod by pod: a decision costs no more in a large cluster than in a small one. They follow from the cache, so they can
 * be done without at any time. Upstream counts anew for every pod, with 16 threads.
 */
export class Tallies {
  private readonly tallies = new Map<string, Tally>();
  private readonly ofClass = new Map<string, Tally[]>();
  private readonly domainsBy = new Map<string, NodeDomains>();
  private terms: Map<string, TermTally> | undefined;

  /** The tally of the pods that `counts` says yes to; `key` names that question. */
  tally(cache: SchedulerCache, key: string, counts: (pod: Pod) => boolean): Tally {
    let tally = this.tallies.get(key);
    if (tally !== undefined) return tally;
    tally = { counts, onSlot: [], sums: new Map() };
    for (let slot = 0; slot < cache.places.length; slot++) tally.onSlot.push(countOn(cache.places.at(slot)?.info, counts));
    this.tallies.set(key, tally);
    this.ofClass.clear();
    return tally;
  }

  /** The domain of each node, for one topology key. */
  domains(cache: SchedulerCache, topologyKey: string): NodeDomains {
    const known = this.domainsBy.get(topologyKey);
    if (known !== undefined) return known;
    const numbers = new Map<string, number>();
    const of = new Int32Array(cache.places.length).fill(NO_DOMAIN);
    for (let slot = 0; slot < cache.places.length; slot++) {
      const name = cache.places.at(slot)?.info.node.metadata.labels?.[topologyKey];
      if (name === undefined) continue;
      if (!numbers.has(name)) numbers.set(name, numbers.size);
      of[slot] = numbers.get(name)!;
    }
    const domains = { of, names: [...numbers.keys()], room: new Int32Array(numbers.size).fill(-1) };
    this.domainsBy.set(topologyKey, domains);
    return domains;
  }

  /** The sums of a tally by domain, over the nodes included. */
  sum(cache: SchedulerCache, tally: Tally, key: string, of: Omit<DomainSum, "domains">): DomainCounts {
    const known = tally.sums.get(key);
    if (known !== undefined) return known.domains;
    const domains = domainCounts();
    for (let slot = 0; slot < cache.places.length; slot++) {
      const place = cache.places.at(slot);
      const domain = place?.info.node.metadata.labels?.[of.topologyKey];
      if (domain !== undefined && place!.present && of.includes(place!.info.node)) addToDomain(domains, domain, tally.onSlot[slot]!);
    }
    tally.sums.set(key, { ...of, domains });
    return domains;
  }

  /** The affinity terms of all pods that run. */
  affinityTerms(cache: SchedulerCache): Iterable<TermTally> {
    if (this.terms === undefined) {
      this.terms = new Map();
      for (let slot = 0; slot < cache.places.length; slot++) {
        const info = cache.places.at(slot)?.info;
        if (info === undefined || info.withAffinity === 0) continue;
        for (const { pod } of info.pods) if (hasPodAffinity(pod)) this.countTerms(pod, info.node, 1);
      }
    }
    return this.terms.values();
  }

  /** A pod has come to a node (1) or left it (-1). */
  podMoved({ node, slot }: NodeInfo, info: PodInfo, by: 1 | -1): void {
    for (const tally of this.concerned(info)) {
      tally.onSlot[slot] = (tally.onSlot[slot] ?? 0) + by;
      for (const { topologyKey, includes, domains } of tally.sums.values()) {
        const domain = node.metadata.labels?.[topologyKey];
        if (domain !== undefined && includes(node)) addToDomain(domains, domain, by);
      }
    }
    if (this.terms !== undefined && hasPodAffinity(info.pod)) this.countTerms(info.pod, node, by);
  }

  taintsChanged(): void {
    for (const { sums } of this.tallies.values()) for (const [key, { honorsTaints }] of sums) if (honorsTaints) sums.delete(key);
  }

  private concerned({ pod, labelClass }: PodInfo): readonly Tally[] {
    if (this.tallies.size === 0) return [];
    let list = this.ofClass.get(labelClass);
    if (list === undefined) this.ofClass.set(labelClass, (list = [...this.tallies.values()].filter(({ counts }) => counts(pod))));
    return list;
  }

  private countTerms(pod: Pod, node: Node, by: 1 | -1): void {
    for (const term of affinityTermsOf(pod)) {
      const domain = node.metadata.labels?.[term.topologyKey];
      if (domain === undefined) continue;
      let tally = this.terms!.get(term.key);
      if (tally === undefined) this.terms!.set(term.key, (tally = { term, domains: new Map() }));
      const count = (tally.domains.get(domain) ?? 0) + by;
      if (count === 0) tally.domains.delete(domain);
      else tally.domains.set(domain, count);
    }
  }
}

function countOn(info: NodeInfo | undefined, counts: (pod: Pod) => boolean): number {
  let sum = 0;
  for (const { pod, count } of info?.classes.values() ?? []) if (counts(pod)) sum += count;
  return sum;
}

const texts = new WeakMap<LabelSelector, string>();

/** A selector as text: what tallies are named by. */
export function selectorText(selector: LabelSelector | undefined): string {
  if (selector === undefined) return "null";
  let text = texts.get(selector);
  if (text === undefined) texts.set(selector, (text = JSON.stringify(selector)));
  return text;
}
