import { matchesLabelSelector } from "../../label-selector.ts";
import type { LabelSelector, Pod, PodAffinityTerm, PodSpec } from "../../objects.ts";

/** How much the required affinity of pods that run draws others to them. Source: `apis/config/v1/defaults.go`, HardPodAffinityWeight. */
const HARD_POD_AFFINITY_WEIGHT = 1;

/** A wish to be next to certain pods, or away from them. Source: `pkg/scheduler/framework/types.go`, AffinityTerm. */
export interface AffinityTerm {
  /** The same for equal terms of different pods. */
  readonly key: string;
  /** Keeps others out of its domain. */
  readonly forbids: boolean;
  /** What it adds to the score of nodes in its domain for every pod that it matches. */
  readonly weight: number;
  readonly topologyKey: string;
  readonly namespaces: readonly string[];
  readonly selector: LabelSelector | undefined;
}

const terms = new WeakMap<NonNullable<PodSpec["affinity"]>, Map<string, readonly AffinityTerm[]>>();

/** Every term of a pod that matters to where others may or had better go. */
export function affinityTermsOf({ metadata, spec }: Pod): readonly AffinityTerm[] {
  const { affinity } = spec;
  if (affinity === undefined) return [];
  const namespace = metadata.namespace ?? "default";
  let byNamespace = terms.get(affinity);
  if (byNamespace === undefined) terms.set(affinity, (byNamespace = new Map()));
  let list = byNamespace.get(namespace);
  if (list === undefined) byNamespace.set(namespace, (list = readTerms(affinity, namespace)));
  return list;
}

function readTerms({ podAffinity, podAntiAffinity }: NonNullable<PodSpec["affinity"]>, namespace: string): AffinityTerm[] {
  const of = (term: PodAffinityTerm, weight: number, forbids = false): AffinityTerm => termOf(term, namespace, weight, forbids);
  return [
    ...requiredTerms(podAffinity).map((term) => of(term, HARD_POD_AFFINITY_WEIGHT)),
    ...requiredTerms(podAntiAffinity).map((term) => of(term, 0, true)),
    ...preferredTerms(podAffinity).map(({ weight, podAffinityTerm }) => of(podAffinityTerm, weight)),
    ...preferredTerms(podAntiAffinity).map(({ weight, podAffinityTerm }) => of(podAffinityTerm, -weight)),
  ];
}

type Wishes = NonNullable<PodSpec["affinity"]>["podAffinity"];

export const requiredTerms = (wishes: Wishes): readonly PodAffinityTerm[] => wishes?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
export const preferredTerms = (wishes: Wishes): NonNullable<NonNullable<Wishes>["preferredDuringSchedulingIgnoredDuringExecution"]> =>
  wishes?.preferredDuringSchedulingIgnoredDuringExecution ?? [];

/** A term without namespaces means the pod's own. Source: `types.go`, newAffinityTerm. */
export function termOf({ labelSelector: selector, topologyKey, namespaces = [] }: PodAffinityTerm, own: string, weight: number, forbids: boolean): AffinityTerm {
  const where = namespaces.length === 0 ? [own] : namespaces;
  return { key: JSON.stringify([forbids, weight, topologyKey, where, selector ?? null]), forbids, weight, topologyKey, namespaces: where, selector };
}

/** Source: `types.go`, AffinityTerm.Matches. */
export const termMatches = ({ namespaces, selector }: AffinityTerm, { metadata }: Pod): boolean =>
  namespaces.includes(metadata.namespace ?? "default") && matchesLabelSelector(selector, metadata.labels);
