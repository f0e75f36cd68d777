import type { ApiRequest } from "../../../../src/world/cluster/command.ts";
import type { Kind, Objects } from "../../../../src/world/cluster/kinds.ts";
import type { Labels, Lease, Node, Pod, PodSpec, ResourceList } from "../../../../src/world/cluster/objects.ts";
import { keyOf } from "../../../../src/world/cluster/kinds.ts";
import { update } from "../../../../src/world/cluster/write.ts";
import { ask, byHand, objects, type Scene } from "../by-hand.ts";

export const creating = <K extends Kind>(t: Scene, kind: K, ...made: Objects[K][]): Scene =>
  ask(t, ...made.map((object) => ({ do: "create", kind, object }) as ApiRequest));

export const deleting = (t: Scene, kind: Kind, key: string): Scene => ask(t, { do: "delete", kind, key, graceSeconds: 0 });

export const changing = <K extends Kind>(t: Scene, kind: K, name: string, change: (object: Objects[K]) => Objects[K]): Scene =>
  byHand(t, (control) => void update(control, kind, keyOf(kind, { name }), change));

export const node = (name: string, allocatable: ResourceList = {}, more: { labels?: Labels; spec?: Node["spec"] } = {}): Node => ({
  metadata: { name, labels: { "kubernetes.io/hostname": name, ...more.labels } },
  spec: more.spec ?? {},
  status: { allocatable: { cpu: "2", memory: "4Gi", pods: "110", ...allocatable } },
});

/** The sign of life of a node whose kubelet will be there for as long as a test lasts. */
export const alive = (name: string): Lease => ({ metadata: { name, namespace: "kube-node-lease" }, spec: { renewTime: 1e12 } });

export const inZone = (zone: string): { labels: Labels } => ({ labels: { "topology.kubernetes.io/zone": zone } });

export const pod = (name: string, requests: ResourceList = {}, spec: Partial<PodSpec> = {}, labels: Labels = {}): Pod => ({
  metadata: { name, namespace: "default", labels },
  spec: { containers: [{ name: "main", image: "busybox:1.37", resources: { requests } }], ...spec },
  status: { phase: "Pending" },
});

/** `web-1 on n1`, in the order of the pods' names; `web-2 waits`. */
export const places = (t: Scene): string[] =>
  objects(t, "Pod").map(({ metadata, spec }) => (spec.nodeName === undefined ? `${metadata.name} waits` : `${metadata.name} on ${spec.nodeName}`));

/** How many pods are on each node. */
export const loads = (t: Scene): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { spec } of objects(t, "Pod")) counts[spec.nodeName ?? "none"] = (counts[spec.nodeName ?? "none"] ?? 0) + 1;
  return counts;
};

/** `Warning FailedScheduling pod/big: 0/2 nodes … (x2)` of every event, oldest first. */
export const told = (t: Scene): string[] =>
  objects(t, "Event").toSorted((a, b) => a.firstTimestamp - b.firstTimestamp).map(({ type, reason, message, involvedObject: { kind, name }, count }) =>
    `${type} ${reason} ${kind.toLowerCase()}/${name}: ${message}${count > 1 ? ` (x${count})` : ""}`);
