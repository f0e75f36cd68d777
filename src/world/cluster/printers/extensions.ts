import type { ClusterQueue, LocalQueue, ResourceFlavor, ScaledObject } from "../objects.ts";
import { age, table } from "./table.ts";

/** Custom resources: the columns that their definitions name. */

export const clusterQueues = table<ClusterQueue>("NAME COHORT PENDING_WORKLOADS", ({ metadata, status }) => [metadata.name, "", `${status.pendingWorkloads}`]);

export const localQueues = table<LocalQueue>("NAME CLUSTERQUEUE PENDING_WORKLOADS ADMITTED_WORKLOADS", ({ metadata, spec, status }) => [metadata.name, spec.clusterQueue ?? "", `${status.pendingWorkloads}`, `${status.admittedWorkloads}`]);

export const flavors = table<ResourceFlavor>("NAME AGE", ({ metadata }, now) => [metadata.name, age(metadata, now)]);

export const scaledObjects = table<ScaledObject>("NAME SCALETARGETKIND SCALETARGETNAME MIN MAX TRIGGERS AGE", ({ metadata, spec: { scaleTargetRef, minReplicaCount, maxReplicaCount, triggers } }, now) => [
  metadata.name, `apps/v1.${scaleTargetRef.kind ?? "Deployment"}`, scaleTargetRef.name, `${minReplicaCount ?? 0}`, `${maxReplicaCount ?? 100}`, triggers.map(({ type }) => type).join(","), age(metadata, now),
]);
