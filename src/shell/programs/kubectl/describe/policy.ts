import type { ConfigMap, LimitRange, Namespace, PersistentVolume, PersistentVolumeClaim, PodDisruptionBudget, PriorityClass, ResourceQuota, Secret } from "../../../../world/cluster/objects.ts";
import { selectorText } from "../../../../world/cluster/printers/table.ts";
import type { Kube } from "../kubectl.ts";
import type { Writer } from "./writer.ts";

/** Settings, budgets, quotas and storage. Source: `kubectl/pkg/describe/describe.go`, each kind's describer. */

export function describeBudget(w: Writer, { metadata, spec, status }: PodDisruptionBudget): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("Min available", spec.minAvailable);
  w.field("Max unavailable", spec.maxUnavailable);
  w.field("Selector", selectorText(spec.selector));
  w.put(0, "Status:");
  w.field("    Allowed disruptions", status.disruptionsAllowed);
  w.field("    Current", status.currentHealthy);
  w.field("    Desired", status.desiredHealthy);
  w.field("    Total", status.expectedPods);
}

export function describeQuota(w: Writer, { metadata, spec, status }: ResourceQuota): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  describeUsage(w, { metadata, spec, status }, 0);
}

function describeUsage(w: Writer, { spec, status }: ResourceQuota, level: number): void {
  const hard = status.hard ?? spec.hard ?? {};
  w.put(level, "Resource\tUsed\tHard");
  w.put(level, "--------\t----\t----");
  for (const [name, most] of Object.entries(hard).sort(([a], [b]) => (a < b ? -1 : 1))) w.put(level, `${name}\t${status.used?.[name] ?? "0"}\t${most}`);
}

export function describeNamespace(w: Writer, { metadata, status }: Namespace, { view }: Kube): void {
  w.field("Name", metadata.name);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.field("Status", status.phase);
  const [quotas, ranges] = [view.list("ResourceQuota", metadata.name), view.list("LimitRange", metadata.name)];
  w.put(0, "");
  if (quotas.length === 0) w.put(0, "No resource quota.");
  else w.put(0, "Resource Quotas");
  for (const quota of quotas) {
    w.field("Name", quota.metadata.name, 1);
    describeUsage(w, quota, 1);
  }
  w.put(0, "");
  if (ranges.length === 0) w.put(0, "No LimitRange resource.");
  else w.put(0, "Resource Limits");
  for (const range of ranges) describeItems(w, range);
}

export function describeLimitRange(w: Writer, range: LimitRange): void {
  w.field("Name", range.metadata.name);
  w.field("Namespace", range.metadata.namespace);
  describeItems(w, range);
}

function describeItems(w: Writer, { spec: { limits } }: LimitRange): void {
  w.put(0, "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio");
  w.put(0, "----\t--------\t---\t---\t---------------\t-------------\t-----------------------");
  for (const { type, min = {}, max = {}, default: most = {}, defaultRequest = {} } of limits) {
    for (const name of new Set([...Object.keys(max), ...Object.keys(min), ...Object.keys(most), ...Object.keys(defaultRequest)])) {
      w.put(0, [type, name, min[name] ?? "-", max[name] ?? "-", defaultRequest[name] ?? "-", most[name] ?? "-", "-"].join("\t"));
    }
  }
}

export function describeConfigMap(w: Writer, { metadata, data = {} }: ConfigMap): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.put(0, "");
  w.put(0, "Data");
  w.put(0, "====");
  for (const [key, value] of Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))) for (const text of [`${key}:`, "----", ...value.split("\n"), ""]) w.put(0, text);
  w.put(0, "");
  w.put(0, "BinaryData");
  w.put(0, "====");
  w.put(0, "");
}

export function describeSecret(w: Writer, { metadata, type = "Opaque", data = {} }: Secret): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.put(0, "");
  w.field("Type", ` ${type}`);
  w.put(0, "");
  w.put(0, "Data");
  w.put(0, "====");
  for (const [key, value] of Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))) w.put(0, `${key}:\t${Math.floor((value.replaceAll("=", "").length * 3) / 4)} bytes`);
}

export function describePriorityClass(w: Writer, { metadata, value, globalDefault, preemptionPolicy, description }: PriorityClass): void {
  w.field("Name", metadata.name);
  w.field("Value", value);
  w.field("GlobalDefault", `${globalDefault === true}`);
  w.field("PreemptionPolicy", preemptionPolicy);
  w.field("Description", description ?? "");
  w.annotations(metadata.annotations);
}

export function describeClaim(w: Writer, { metadata, spec, status }: PersistentVolumeClaim, { view }: Kube): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("StorageClass", spec.storageClassName ?? "");
  w.field("Status", status.phase);
  w.field("Volume", spec.volumeName ?? "");
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.field("Capacity", status.capacity?.storage ?? "");
  w.field("Access Modes", spec.volumeName === undefined ? "" : (spec.accessModes ?? []).join(","));
  w.field("VolumeMode", "Filesystem");
  const users = view.list("Pod", metadata.namespace).filter((pod) => pod.spec.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === metadata.name) === true);
  w.many("Used By", users.map((pod) => pod.metadata.name));
}

export function describeVolume(w: Writer, { metadata, spec, status }: PersistentVolume): void {
  w.field("Name", metadata.name);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.field("StorageClass", spec.storageClassName ?? "");
  w.field("Status", status.phase);
  w.field("Claim", spec.claimRef === undefined ? "" : `${spec.claimRef.namespace}/${spec.claimRef.name}`);
  w.field("Reclaim Policy", spec.persistentVolumeReclaimPolicy);
  w.field("Access Modes", (spec.accessModes ?? []).join(","));
  w.field("Capacity", spec.capacity.storage ?? "");
  w.many("Node Affinity", spec.nodeName === undefined ? [] : [`kubernetes.io/hostname in [${spec.nodeName}]`]);
}
