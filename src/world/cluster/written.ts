import { z } from "zod";
import { duration, size } from "../schema-parts.ts";
import { decode, isFields, type AnyObject, type Fields } from "./api/decode.ts";
import { defaulted } from "./api/defaults.ts";
import { annotated } from "./api/last-applied.ts";
import { readDocuments } from "./api/manifest.ts";
import { kindInfo, KINDS, OPERATORS } from "./kinds.ts";
import { refusalOf } from "./api/validation/validate.ts";
import { invalidResources } from "./scheduler/resource-allocation.ts";
import { SPREAD } from "./scheduler/scoring-strategy.ts";
import type { ClientSpec, ClusterSpec, NodeSpec } from "./spec.ts";

/** A cluster as people write it in a scenario file. */
const node = z.strictObject({
  machine: z.string(),
  controlPlane: z.boolean().default(false),
  labels: z.record(z.string(), z.string()).default({}),
  taints: z.array(z.strictObject({ key: z.string(), value: z.string().optional(), effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]) })).default([]),
  reserved: z.strictObject({ cpu: z.number().min(0).default(0.2), memory: size.prefault("1GiB") }).prefault({}),
  maxPods: z.int().min(1).default(110),
});

const hollow = z.strictObject({
  prefix: z.string().default("hollow-"),
  count: z.int().min(1),
  cpus: z.int().min(1).default(32),
  memory: size.prefault("128GiB"),
  maxPods: z.int().min(1).default(110),
  zones: z.array(z.string()).default([]),
});

const perSecond = z.number().min(0).max(5000);

/** So many a second, or waves that follow each other for ever. A service by its name, or `namespace/name`. */
const client = z.strictObject({
  service: z.string(),
  perSecond: perSecond.default(0),
  after: duration.prefault("0s"),
  waves: z.array(z.strictObject({ perSecond, for: duration })).default([]),
});

/** Machines that are nodes, and that the autoscaler may switch on and off. */
const group = z.strictObject({ name: z.string(), machines: z.array(z.string()).min(1), min: z.int().min(0).default(1), max: z.int().min(1).optional() });

const resource = z.strictObject({ name: z.string(), weight: z.int().default(1) });
const corner = z.strictObject({ utilization: z.int().min(0).max(100), score: z.int().min(0).max(10) });

/** As in a KubeSchedulerConfiguration, for the plugin NodeResourcesFit. */
const scoringStrategy = z.strictObject({ type: z.enum(["LeastAllocated", "MostAllocated", "RequestedToCapacityRatio"]).default(SPREAD.type), resources: z.array(resource).default([...SPREAD.resources]), shape: z.array(corner).default([]) })
  .superRefine(({ type, resources, shape }, { addIssue }) => {
    const wrong = invalidResources(resources);
    if (wrong !== undefined) addIssue({ code: "custom", message: `a weight is 1 to 100, and at least one resource counts: ${wrong}` });
    if (type === "RequestedToCapacityRatio" && shape.length === 0) addIssue({ code: "custom", message: "RequestedToCapacityRatio needs a shape: [{ utilization: 0, score: 0 }, { utilization: 100, score: 10 }] packs" });
  });

export const clusterFile = z.strictObject({
  name: z.string().default("kubernetes"),
  version: z.string().default("v1.34.1"),
  nodes: z.array(node).default([]),
  hollow: z.array(hollow).default([]),
  groups: z.array(group).default([]),
  scoringStrategy: scoringStrategy.prefault({}),
  operators: z.array(z.enum(OPERATORS)).default([]),
  /** YAML, as for kubectl apply: each entry may hold several documents. */
  manifests: z.array(z.string()).default([]),
  /** What lies on the learner's disk, by its path from /root. */
  files: z.record(z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/, "a file is a path like manifests/shop.yaml"), z.string()).default({}),
  clients: z.array(client).default([]),
  podSubnet: z.string().default("10.244"),
  serviceSubnet: z.string().default("10.96"),
});

export type ClusterFile = z.infer<typeof clusterFile>;

/** What was written, with its defaults filled in. */
export const clusterFrom = (file: ClusterFile): ClusterSpec => ({
  ...file,
  nodes: file.nodes.map(nodeFrom),
  clients: file.clients.map(clientFrom),
  groups: file.groups.map(({ max, ...rest }) => ({ ...rest, max: max ?? rest.machines.length })),
  hollow: file.hollow.map(({ memory, ...rest }) => ({ ...rest, memoryBytes: memory })),
  manifests: file.manifests.flatMap((text) => readManifest(text).objects),
  files: Object.entries(file.files).map(([path, text]) => ({ path, text })),
});

/** What is wrong with the manifests, by their place in the list: a scenario's own have to be right, and say nothing for nothing. */
export const manifestProblems = (file: ClusterFile): { readonly place: number; readonly what: string }[] =>
  file.manifests.flatMap((text, place) => readManifest(text).problems.map((what) => ({ place, what })));

function readManifest(text: string): { readonly objects: readonly AnyObject[]; readonly problems: readonly string[] } {
  const read = readDocuments(text);
  if (!read.ok) return { objects: [], problems: [read.reason] };
  const decoded = read.documents.map((document) => decode(isFields(document) ? annotated(document, namespaceOf(document)) : document));
  const objects = decoded.flatMap((one) => (one.ok ? [placed(one)] : []));
  const refused = objects.flatMap(({ kind, object }) => refusalOf(kind, defaulted(kind, object)) ?? []);
  return { objects, problems: [...decoded.flatMap((one) => (one.ok ? one.warnings : [one.reason])), ...refused] };
}

const nodeFrom = ({ reserved, taints, ...rest }: ClusterFile["nodes"][number]): NodeSpec => ({
  ...rest,
  taints: taints.map(({ key, value, effect }) => ({ key, effect, ...(value === undefined ? {} : { value }) })),
  reserved: { cpuMilli: Math.round(reserved.cpu * 1000), memoryBytes: reserved.memory },
});

/** Where a document is applied to: "default" unless it says otherwise, nowhere for what belongs to no namespace. */
function namespaceOf({ kind, metadata }: Fields): string | undefined {
  const namespaced = KINDS.find((known) => known.kind === kind)?.namespaced ?? false;
  return namespaced ? String((isFields(metadata) ? metadata.namespace : undefined) ?? "default") : undefined;
}

const placed = ({ kind, object }: AnyObject): AnyObject =>
  (kindInfo(kind).namespaced ? { kind, object: { ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? "default" } } } : { kind, object }) as AnyObject;

const clientFrom = ({ service, perSecond: steady, after, waves }: ClusterFile["clients"][number]): ClientSpec => ({
  service: service.includes("/") ? service : `default/${service}`,
  after,
  waves: waves.length === 0 ? [{ perSecond: steady, length: 0 }] : waves.map((wave) => ({ perSecond: wave.perSecond, length: wave.for })),
});
