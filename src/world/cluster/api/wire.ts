import type { Kind, Objects } from "../kinds.ts";
import { kindInfo } from "../kinds.ts";
import { milliValueOf, mustParse, toFloat } from "../quantity.ts";
import type { MetricSpec } from "./autoscaling.ts";
import { structOf } from "./schema.ts";

/** Objects as they travel: the API's own JSON, where this world's values are written in another way. */

type Fields = Readonly<Record<string, unknown>>;

/** From the API's JSON, decoded and checked, to this world's object. The status is what a new object has. */
export function inward<K extends Kind>(kind: K, fields: Record<string, unknown>): Objects[K] {
  const metadata = { ...(fields.metadata as Fields | undefined) };
  for (const own of SERVERS) delete (metadata as Record<string, unknown>)[own];
  const read = TRANSLATIONS[kind]?.inward(fields) ?? fields;
  const spec = structOf(kind).fields.has("spec") ? { spec: read.spec ?? {} } : {};
  return { ...read, metadata, ...spec, ...newStatus(kind) } as unknown as Objects[K];
}

/** What only the server writes. */
const SERVERS = ["uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"];

/** From this world's object to the API's JSON, with apiVersion and kind in front. `time` writes an instant. */
export function outward<K extends Kind>(kind: K, object: Objects[K], time: (at: number) => string): Fields {
  const { apiVersion } = kindInfo(kind);
  const fields = TRANSLATIONS[kind]?.outward(object as unknown as Fields) ?? (object as unknown as Fields);
  const { metadata, ...rest } = written(fields, time) as Record<string, unknown>;
  const { resourceVersion, ownerReferences, generation, ...named } = metadata as Record<string, unknown>;
  const counted = generation === undefined || rest.spec === undefined ? {} : { generation };
  const owners = (ownerReferences as readonly Fields[] | undefined)?.map((owner) => ({ apiVersion: kindInfo(owner.kind as Kind).apiVersion, ...owner }));
  return { apiVersion, kind, metadata: { ...named, ...counted, ...(owners === undefined ? {} : { ownerReferences: owners }), ...(resourceVersion === undefined ? {} : { resourceVersion: `${String(resourceVersion)}` }) }, ...rest, ...(rest.status === undefined ? {} : { status: toldStatus(kind, rest.status as Fields) }) };
}

/** Counters that are told even when they are 0; of others a 0 is left out, as Go's omitempty does. */
const ALWAYS: { readonly [K in Kind]?: readonly string[] } = {
  ReplicaSet: ["replicas"], StatefulSet: ["replicas", "availableReplicas"], HorizontalPodAutoscaler: ["desiredReplicas"],
  DaemonSet: ["currentNumberScheduled", "desiredNumberScheduled", "numberMisscheduled", "numberReady"],
  PodDisruptionBudget: ["currentHealthy", "desiredHealthy", "disruptionsAllowed", "expectedPods"],
};

const toldStatus = (kind: Kind, status: Fields): Fields => Object.fromEntries(Object.entries(status).filter(([key, value]) => value !== 0 || ALWAYS[kind]?.includes(key) === true));

const TIMES = /^(creationTimestamp|deletionTimestamp|firstTimestamp|lastTimestamp|startedAt|finishedAt|timeAdded|\w*Time)$/;

/** Times as text, and nothing that is not set. */
function written(value: unknown, time: (at: number) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => written(one, time));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, typeof inner === "number" && TIMES.test(key) ? time(inner) : written(inner, time)]));
}

/** The status of an object nobody has looked at yet. */
function newStatus(kind: Kind): { readonly status: unknown } | undefined {
  const status = STATUS[kind];
  return status === undefined ? undefined : { status: { ...status } };
}

const STATUS: { readonly [K in Kind]?: Fields } = {
  Pod: { phase: "Pending" },
  Namespace: { phase: "Active" },
  Node: {},
  Deployment: { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 0 },
  ReplicaSet: { replicas: 0, readyReplicas: 0, availableReplicas: 0 },
  StatefulSet: { replicas: 0, readyReplicas: 0, currentReplicas: 0, updatedReplicas: 0 },
  DaemonSet: { updatedNumberScheduled: 0, desiredNumberScheduled: 0, numberAvailable: 0 },
  Job: {},
  CronJob: {},
  Service: { loadBalancer: {} },
  HorizontalPodAutoscaler: { currentReplicas: 0, desiredReplicas: 0 },
  PodDisruptionBudget: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  ResourceQuota: {},
  PersistentVolumeClaim: { phase: "Pending" },
  PersistentVolume: { phase: "Available" },
  ClusterQueue: { pendingWorkloads: 0, admittedWorkloads: 0 },
  LocalQueue: { pendingWorkloads: 0, admittedWorkloads: 0 },
};

interface Translation {
  inward(fields: Fields): Fields;
  outward(object: Fields): Fields;
}

const withSpec = (fields: Fields, change: (spec: Fields) => Fields): Fields => (fields.spec === undefined ? fields : { ...fields, spec: change(fields.spec as Fields) });

const TRANSLATIONS: { readonly [K in Kind]?: Translation } = {
  HorizontalPodAutoscaler: {
    inward: (fields) => withSpec(fields, (spec) => ({
      ...spec, ...(spec.metrics === undefined ? {} : { metrics: (spec.metrics as readonly Metric[]).map(metricInward) }), ...withTolerances(spec.behavior, (written) => toFloat(mustParse(String(written)))),
    })),
    outward: (object) => withSpec(object, (spec) => ({ ...spec, scaleTargetRef: targetOutward(spec.scaleTargetRef as Fields), metrics: (spec.metrics as readonly MetricSpec[]).map(metricOutward), ...withTolerances(spec.behavior, (share) => quantityOfMilli(Math.round(Number(share) * 1000))) })),
  },
  Secret: {
    inward: ({ stringData, ...fields }) => (stringData === undefined ? fields : { ...fields, data: { ...(fields.data as Fields | undefined), ...mapped(stringData as Fields, base64) } }),
    outward: (object) => object,
  },
  PersistentVolume: {
    inward: (fields) => withSpec(fields, ({ local: _local, hostPath: _path, nodeAffinity, ...spec }) => ({ ...spec, ...nodeOf(nodeAffinity as NodeAffinity | undefined) })),
    outward: (object) => withSpec(object, ({ nodeName, ...spec }) => (nodeName === undefined ? spec : { ...spec, nodeAffinity: affinityTo(nodeName as string) })),
  },
};

/** Tolerances are quantities on the wire and shares here. */
function withTolerances(behavior: unknown, change: (tolerance: unknown) => unknown): Fields {
  if (typeof behavior !== "object" || behavior === null) return {};
  const rules = Object.entries(behavior as Readonly<Record<string, Fields>>).map(([way, { tolerance, ...rest }]) => [way, tolerance === undefined ? rest : { ...rest, tolerance: change(tolerance) }]);
  return { behavior: Object.fromEntries(rules) };
}

interface Metric {
  readonly type: MetricSpec["type"];
  readonly resource?: { readonly name: string; readonly target: Target };
  readonly pods?: { readonly metric: { readonly name: string }; readonly target: Target };
  readonly object?: { readonly metric: { readonly name: string }; readonly target: Target };
  readonly external?: { readonly metric: { readonly name: string }; readonly target: Target };
}

interface Target {
  readonly type: string;
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

const milli = (quantity: string | undefined): number => (quantity === undefined ? 0 : milliValueOf(mustParse(quantity)));

function metricInward({ type, resource, pods, object, external }: Metric): MetricSpec {
  if (type === "Resource") {
    const { name = "", target } = resource ?? {};
    return target?.averageUtilization === undefined ? { type, resource: name, averageValueMilli: milli(target?.averageValue) } : { type, resource: name, averageUtilization: target.averageUtilization };
  }
  const { metric, target } = pods ?? object ?? external ?? {};
  const named = { metric: metric?.name ?? "" };
  if (type === "Pods") return { type, ...named, averageValueMilli: milli(target?.averageValue) };
  return target?.value === undefined ? { type, ...named, averageValueMilli: milli(target?.averageValue) } : { type, ...named, valueMilli: milli(target.value) };
}

/** Thousandths as a quantity: `1500m`, `4`. */
const quantityOfMilli = (value: number): string => (value % 1000 === 0 ? `${value / 1000}` : `${value}m`);

function metricOutward(metric: MetricSpec): Fields {
  const target = "averageUtilization" in metric ? { type: "Utilization", averageUtilization: metric.averageUtilization }
    : "averageValueMilli" in metric ? { type: "AverageValue", averageValue: quantityOfMilli(metric.averageValueMilli) }
      : { type: "Value", value: quantityOfMilli(metric.valueMilli) };
  const named = "resource" in metric ? { name: metric.resource } : { metric: { name: metric.metric } };
  return { type: metric.type, [metric.type.toLowerCase()]: { ...named, target } };
}

const targetOutward = ({ kind, name }: Fields): Fields => ({ apiVersion: kindInfo(kind as Kind)?.apiVersion ?? "apps/v1", kind, name });

type NodeAffinity = { readonly required?: { readonly nodeSelectorTerms: readonly { readonly matchExpressions?: readonly { readonly key: string; readonly values?: readonly string[] }[] }[] } };

function nodeOf(affinity: NodeAffinity | undefined): Fields {
  const host = affinity?.required?.nodeSelectorTerms[0]?.matchExpressions?.find(({ key }) => key === "kubernetes.io/hostname")?.values?.[0];
  return host === undefined ? {} : { nodeName: host };
}

const affinityTo = (node: string): Fields => ({ required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: [node] }] }] } });

const mapped = (fields: Fields, change: (text: string) => string): Fields => Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(String(value))]));

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** RFC 4648, section 4, of the text's UTF-8. */
function base64(text: string): string {
  const bytes = [...unescape(encodeURIComponent(text))].map((sign) => sign.charCodeAt(0));
  let written = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63]!).join("");
    written += digits.slice(0, Math.min(4, bytes.length - at + 1)).padEnd(4, "=");
  }
  return written;
}
