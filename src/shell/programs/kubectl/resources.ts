import { nearest } from "../../../kernel/nearest.ts";
import { groupOf, keyOf, kindInfo, KINDS, qualified, unmodelledKind, type Kind, type KindInfo, type Objects } from "../../../world/cluster/kinds.ts";
import type { ObjectMeta } from "../../../world/cluster/objects.ts";
import type { Kube } from "./kubectl.ts";
import { hasFlag, textFlag } from "./kubectl.ts";
import { readSelector, type LabelTest } from "./selector.ts";

/** An object with its kind, as commands hand them around. */
export type Found = { [K in Kind]: { readonly kind: K; readonly object: Objects[K] } }[Kind];

/** Something that cannot be done, and what would help. */
export interface Wrong {
  readonly wrong: string;
  readonly hint?: string;
}

export const isWrong = (value: unknown): value is Wrong => typeof value === "object" && value !== null && "wrong" in value;

/** What `all` stands for, in the order it is listed. Source: the category "all" of each storage. */
const ALL: readonly Kind[] = ["Pod", "Service", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet", "HorizontalPodAutoscaler", "CronJob", "Job"];

export const inAll = (kind: Kind): boolean => ALL.includes(kind);

/** `po`, `pod`, `pods`, `deployments.apps`, `deployments.v1.apps`, `Pod`: the kind that is meant. */
export function kindOf(word: string): KindInfo | Wrong {
  const [name = "", ...rest] = word.toLowerCase().split(".");
  const group = rest[0] !== undefined && /^v\d/.test(rest[0]) ? rest.slice(1).join(".") : rest.join(".");
  const found = KINDS.find((known) => [known.resource, known.singular, ...known.shortNames].includes(name) && (group === "" || groupOf(known) === group));
  if (found !== undefined) return found;
  const real = name === "" ? undefined : unmodelledKind(name);
  if (real !== undefined) return { wrong: `error: ${real.what}`, ...(real.nearest === "" ? {} : { hint: `the nearest there is: kubectl get ${real.nearest}` }) };
  const near = nearest(name, KINDS.flatMap((known) => [known.resource, known.singular]));
  return { wrong: `error: the server doesn't have a resource type "${word}"`, hint: near === undefined ? "kubectl api-resources lists the types" : `did you mean ${near}?` };
}

/** `pods,svc` or `all`: the kinds in the order they are printed. */
function kindsOf(words: string): readonly KindInfo[] | Wrong {
  const kinds = words.split(",").filter((word) => word !== "").flatMap((word): (KindInfo | Wrong)[] => (word === "all" ? ALL.map(kindInfo) : [kindOf(word)]));
  return kinds.find(isWrong) ?? (kinds as KindInfo[]);
}

/** `apps/v1, Resource=deployments`, as Go prints a GroupVersionResource. */
export const resourceText = ({ apiVersion, resource }: KindInfo): string => `${apiVersion.includes("/") ? apiVersion : `/${apiVersion}`}, Resource=${resource}`;

export const notFound = (info: KindInfo, name: string): string => `Error from server (NotFound): ${qualified(info)} "${name}" not found`;

/** `deployment.apps/shop`, `pod/web`: how commands name what they did something to. */
export const named = (kind: Kind, name: string): string => `${typeName(kind)}/${name}`;
export function typeName(kind: Kind): string {
  const info = kindInfo(kind);
  return groupOf(info) === "" ? info.singular : `${info.singular}.${groupOf(info)}`;
}

/** What the words of a command mean: kinds with or without names. */
export interface Wanted {
  readonly kinds: readonly KindInfo[];
  /** Names of one kind, or pairs `kind/name`; empty means all there are. */
  readonly names: readonly { readonly info: KindInfo; readonly name: string }[];
}

const MIXED = "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'";

/** Reads `pods a b`, `pod/a svc/b`, `pods,svc`. Source: `cli-runtime/pkg/resource/builder.go`, ResourceTypeOrNameArgs. */
export function wanted(words: readonly string[]): Wanted | Wrong {
  const slashed = words.filter((word) => word.includes("/"));
  if (slashed.length > 0) {
    if (slashed.length < words.length) return { wrong: MIXED };
    const names = slashed.map((word) => ({ info: kindOf(word.slice(0, word.indexOf("/"))), name: word.slice(word.indexOf("/") + 1) }));
    const bad = names.find(({ info }) => isWrong(info));
    if (bad !== undefined) return bad.info as Wrong;
    const empty = names.find(({ name }) => name === "");
    if (empty !== undefined) return { wrong: "error: arguments in resource/name form must have a single resource and name" };
    return { kinds: [...new Set(names.map(({ info }) => info as KindInfo))], names: names as Wanted["names"] };
  }
  const kinds = kindsOf(words[0] ?? "");
  if (isWrong(kinds)) return kinds;
  if (words.length > 1 && kinds.length > 1) return { wrong: "error: you may only specify a single resource type when names are given" };
  return { kinds, names: words.slice(1).map((name) => ({ info: kinds[0]!, name })) };
}

export interface Selection {
  readonly found: readonly Found[];
  /** One line for each name that is not there. */
  readonly errors: readonly string[];
  readonly hint?: string;
}

/** The objects that words and flags mean: by name, by label, or all of a namespace. */
export function select(kube: Kube, { kinds, names }: Wanted): Selection | Wrong {
  const { view, values } = kube;
  const selector = textFlag(values, "selector");
  if (names.length > 0 && selector !== undefined) return { wrong: "error: name cannot be provided when a selector is specified" };
  if (names.length > 0 && hasFlag(values, "all-namespaces")) return { wrong: "error: a resource cannot be retrieved by name across all namespaces" };
  const test = selector === undefined ? undefined : readSelector(selector, kinds[0] && resourceText(kinds[0]));
  if (isWrong(test)) return test;
  if (names.length === 0) return { found: kinds.flatMap(({ kind }) => listed(kube, kind, test)), errors: [] };
  const got = names.map(({ info, name }) => ({ info, name, object: view.get(info.kind, keyOf(info.kind, { namespace: kube.namespace, name })) }));
  const found = got.flatMap(({ info, object }) => (object === undefined ? [] : [{ kind: info.kind, object } as Found]));
  const missing = got.filter(({ object }) => object === undefined);
  const hint = missing[0] && nearHint(kube, missing[0].info, missing[0].name);
  return { found, errors: missing.map(({ info, name }) => notFound(info, name)), ...(hint === undefined ? {} : { hint }) };
}

/** All objects of a kind where the command looks, those with the labels. */
export function listed<K extends Kind>({ view, values, namespace }: Kube, kind: K, test?: LabelTest): Found[] {
  const everywhere = hasFlag(values, "all-namespaces") || !kindInfo(kind).namespaced;
  const all = view.list(kind, everywhere ? undefined : namespace);
  return all.filter((object) => test === undefined || test(object.metadata.labels ?? {})).map((object) => ({ kind, object }) as unknown as Found);
}

/** A name a typing error away, or of the same kind in another namespace. */
export function nearHint({ view, namespace }: Kube, info: KindInfo, name: string): string | undefined {
  const all = view.list(info.kind).map(({ metadata }: { readonly metadata: ObjectMeta }) => metadata);
  const elsewhere = all.find((one) => one.name === name && one.namespace !== namespace);
  if (elsewhere !== undefined) return `there is one in the namespace ${elsewhere.namespace}: -n ${elsewhere.namespace}`;
  const near = nearest(name, all.filter((one) => !info.namespaced || one.namespace === namespace).map((one) => one.name));
  return near === undefined ? undefined : `did you mean ${near}?`;
}

/** One object by `kind/name` or `kind name`, as most commands take it. */
export function one<K extends Kind>(kube: Kube, kind: K, name: string): Objects[K] | Wrong {
  const object = kube.view.get(kind, keyOf(kind, { namespace: kube.namespace, name }));
  if (object !== undefined) return object;
  const hint = nearHint(kube, kindInfo(kind), name);
  return { wrong: notFound(kindInfo(kind), name), ...(hint === undefined ? {} : { hint }) };
}
