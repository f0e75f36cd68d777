import type { LimitRange, PersistentVolume, PersistentVolumeClaim, PodDisruptionBudget, PriorityClass, ResourceQuota } from "../objects.ts";
import { age, orNone, table } from "./table.ts";

/** Budgets, quotas, classes and storage. */

const written = (value: number | string | undefined): string => (value === undefined ? "N/A" : `${value}`);

export const budgets = table<PodDisruptionBudget>("NAME MIN_AVAILABLE MAX_UNAVAILABLE ALLOWED_DISRUPTIONS AGE", ({ metadata, spec, status }, now) => [
  metadata.name, written(spec.minAvailable), written(spec.maxUnavailable), `${status.disruptionsAllowed}`, age(metadata, now),
]);

export const priorityClasses = table<PriorityClass>("NAME VALUE GLOBAL-DEFAULT AGE PREEMPTIONPOLICY", (c, now) => [c.metadata.name, `${c.value}`, `${c.globalDefault === true}`, age(c.metadata, now), c.preemptionPolicy ?? "PreemptLowerPriority"]);

/** `requests.cpu: 1500m/2, pods: 3/10`. Source: `printers.go`, printResourceQuota. */
export const quotas = table<ResourceQuota>("NAME REQUEST LIMIT AGE", ({ metadata, spec, status }, now) => {
  const names = Object.keys(status.hard ?? spec.hard ?? {}).sort();
  const cell = (wanted: (name: string) => boolean): string => names.filter(wanted).map((name) => `${name}: ${status.used?.[name] ?? "0"}/${(status.hard ?? spec.hard ?? {})[name]}`).join(", ");
  return [metadata.name, cell((name) => !name.startsWith("limits.")), cell((name) => name.startsWith("limits.")), age(metadata, now)];
});

export const limitRanges = table<LimitRange>("NAME CREATED_AT", ({ metadata }, now) => [metadata.name, age(metadata, now)]);

const SHORT: Readonly<Record<string, string>> = { ReadWriteOnce: "RWO", ReadOnlyMany: "ROX", ReadWriteMany: "RWX", ReadWriteOncePod: "RWOP" };
const modes = (list: readonly string[] | undefined): string => (list ?? []).map((mode) => SHORT[mode] ?? mode).join(",");

export const claims = table<PersistentVolumeClaim>("NAME STATUS VOLUME CAPACITY ACCESS_MODES STORAGECLASS VOLUMEATTRIBUTESCLASS AGE", ({ metadata, spec, status }, now) => [
  metadata.name, metadata.deletionTimestamp === undefined ? status.phase : "Terminating", spec.volumeName ?? "", status.capacity?.storage ?? "", spec.volumeName === undefined ? "" : modes(spec.accessModes), spec.storageClassName ?? "", "<unset>", age(metadata, now),
]);

export const volumes = table<PersistentVolume>("NAME CAPACITY ACCESS_MODES RECLAIM_POLICY STATUS CLAIM STORAGECLASS VOLUMEATTRIBUTESCLASS REASON AGE", ({ metadata, spec, status }, now) => [
  metadata.name, spec.capacity.storage ?? "", modes(spec.accessModes), spec.persistentVolumeReclaimPolicy ?? "Retain", status.phase,
  spec.claimRef === undefined ? "" : `${spec.claimRef.namespace}/${spec.claimRef.name}`, orNone(spec.storageClassName).replace("<none>", ""), "<unset>", "", age(metadata, now),
]);
