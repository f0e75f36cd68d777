import type { Node, Pod } from "../../objects.ts";
import type { SchedulerCache } from "../cache.ts";
import type { DomainCounts } from "../pod-topology-spread/domain-counts.ts";
import type { Refusal } from "../refusal.ts";
import type { Tally } from "../tallies.ts";
import { requiredTerms, termMatches, termOf, type AffinityTerm } from "./term.ts";

interface TermDomains {
  readonly term: AffinityTerm;
  readonly domains: DomainCounts;
}

/** What the filter must know of all pods. Source: `plugins/interpodaffinity/filtering.go`, preFilterState. */
export interface AffinityFilterState {
  readonly affinity: readonly TermDomains[];
  /** No pod that it wants to be next to exists yet, and it is such a pod itself: it may be the first. */
  readonly mayBeFirst: boolean;
  readonly antiAffinity: readonly TermDomains[];
  /** `key=value` of domains that pods which run keep it out of. */
  readonly forbidden: ReadonlySet<string>;
}

const AFFINITY: Refusal = { plugin: "InterPodAffinity", reasons: ["node(s) didn't match pod affinity rules"], resolvable: false };
const ANTI_AFFINITY: Refusal = { plugin: "InterPodAffinity", reasons: ["node(s) didn't match pod anti-affinity rules"], resolvable: true };
const EXISTING: Refusal = { plugin: "InterPodAffinity", reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"], resolvable: true };

/** Undefined when nobody involved says anything about other pods. Source: `filtering.go`, PreFilter. */
export function affinityFilterState(pod: Pod, cache: SchedulerCache): AffinityFilterState | undefined {
  const forbidden = forbiddenDomains(pod, cache);
  const wanted = own(pod, requiredTerms(pod.spec.affinity?.podAffinity));
  const unwanted = own(pod, requiredTerms(pod.spec.affinity?.podAntiAffinity));
  if (forbidden.size === 0 && wanted.length === 0 && unwanted.length === 0) return undefined;
  const matchesAll = (other: Pod): boolean => wanted.every((term) => termMatches(term, other));
  const affinity = domainsOf(cache, wanted, wanted.length > 0 ? cache.tallies.tally(cache, `all ${keys(wanted)}`, matchesAll) : undefined);
  const none = affinity.every(({ domains }) => [...domains.counts.values()].every((count) => count === 0));
  const antiAffinity = unwanted.flatMap((term) => domainsOf(cache, [term], cache.tallies.tally(cache, `one ${term.key}`, (other) => termMatches(term, other))));
  return { affinity, mayBeFirst: none && matchesAll(pod), antiAffinity, forbidden };
}

const keys = (terms: readonly AffinityTerm[]): string => terms.map(({ key }) => key).join();

const own = (pod: Pod, terms: ReturnType<typeof requiredTerms>): AffinityTerm[] => terms.map((term) => termOf(term, pod.metadata.namespace ?? "default", 0, false));

const domainsOf = (cache: SchedulerCache, terms: readonly AffinityTerm[], tally: Tally | undefined): TermDomains[] =>
  tally === undefined ? [] : terms.map((term) => ({ term, domains: cache.tallies.sum(cache, tally, term.topologyKey, { topologyKey: term.topologyKey, includes: everywhere, honorsTaints: false }) }));

const everywhere = (): boolean => true;

function forbiddenDomains(pod: Pod, cache: SchedulerCache): Set<string> {
  const forbidden = new Set<string>();
  for (const { term, domains } of cache.tallies.affinityTerms(cache)) {
    if (term.forbids && termMatches(term, pod)) for (const domain of domains.keys()) forbidden.add(`${term.topologyKey}=${domain}`);
  }
  return forbidden;
}

/** Source: `filtering.go`, Filter. */
export function affinityRefusal(state: AffinityFilterState, { metadata }: Node): Refusal | undefined {
  const { labels = {} } = metadata;
  const has = ({ term, domains }: TermDomains): boolean => labels[term.topologyKey] !== undefined && (domains.counts.get(labels[term.topologyKey]!) ?? 0) > 0;
  if (state.affinity.some(({ term }) => labels[term.topologyKey] === undefined)) return AFFINITY;
  if (!state.mayBeFirst && !state.affinity.every(has)) return AFFINITY;
  if (state.antiAffinity.some(has)) return ANTI_AFFINITY;
  if (state.forbidden.size === 0) return undefined;
  return Object.keys(labels).some((key) => state.forbidden.has(`${key}=${labels[key]}`)) ? EXISTING : undefined;
}
