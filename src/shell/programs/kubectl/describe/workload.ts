import { humanDuration } from "../../../../world/cluster/duration.ts";
import { conditionOf, type Condition, type CronJob, type DaemonSet, type Deployment, type Job, type ObjectMeta, type Pod, type ReplicaSet, type StatefulSet } from "../../../../world/cluster/objects.ts";
import { controllerOf } from "../../../../world/cluster/store.ts";
import { selectorText } from "../../../../world/cluster/printers/table.ts";
import { longInstant } from "../instant.ts";
import type { Kube } from "../kubectl.ts";
import { describeTemplate } from "./template.ts";
import type { Writer } from "./writer.ts";

/** Workloads. Source: `kubectl/pkg/describe/describe.go`, each kind's describer. */

const time = (at: number | undefined): string => (at === undefined ? "" : longInstant(at));

function begin(w: Writer, { name, namespace }: ObjectMeta): void {
  w.field("Name", name);
  w.field("Namespace", namespace);
}

function labelled(w: Writer, { labels, annotations }: ObjectMeta): void {
  w.labels("Labels", labels);
  w.annotations(annotations);
}

export function describeDeployment(w: Writer, { metadata, spec, status }: Deployment, kube: Kube): void {
  begin(w, metadata);
  w.field("CreationTimestamp", time(metadata.creationTimestamp));
  labelled(w, metadata);
  w.field("Selector", selectorText(spec.selector));
  w.put(0, `Replicas:\t${spec.replicas} desired | ${status.updatedReplicas} updated | ${status.replicas} total | ${status.availableReplicas} available | ${status.unavailableReplicas} unavailable`);
  w.field("StrategyType", spec.strategy.type);
  w.field("MinReadySeconds", spec.minReadySeconds ?? 0);
  const { maxUnavailable = "25%", maxSurge = "25%" } = spec.strategy.rollingUpdate ?? {};
  if (spec.strategy.type === "RollingUpdate") w.put(0, `RollingUpdateStrategy:\t${maxUnavailable} max unavailable, ${maxSurge} max surge`);
  describeTemplate(w, spec.template);
  describeConditions(w, status.conditions);
  describeSets(w, metadata, kube);
}

/** Source: describe.go, describeDeployment: the newest set, and the others that still have pods. */
function describeSets(w: Writer, metadata: ObjectMeta, { view }: Kube): void {
  const revision = (set: ReplicaSet): number => Number(set.metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0);
  const sets = view.list("ReplicaSet", metadata.namespace).filter((set) => controllerOf(set.metadata) === metadata.uid).sort((a, b) => revision(b) - revision(a));
  const text = (list: readonly ReplicaSet[]): string => list.map(({ metadata: { name }, spec, status }) => `${name} (${status.replicas}/${spec.replicas} replicas created)`).join(", ") || "<none>";
  if (sets.length === 0) return;
  w.put(0, `OldReplicaSets:\t${text(sets.slice(1))}`);
  w.put(0, `NewReplicaSet:\t${text(sets.slice(0, 1))}`);
}

function describeConditions(w: Writer, conditions: readonly Condition[] | undefined): void {
  if (conditions === undefined || conditions.length === 0) return;
  w.put(0, "Conditions:");
  w.put(1, "Type\tStatus\tReason");
  w.put(1, "----\t------\t------");
  for (const { type, status, reason = "" } of conditions) w.put(1, `${type} \t${status}\t${reason}`);
}

export function describeReplicaSet(w: Writer, set: ReplicaSet, kube: Kube): void {
  const { metadata, spec, status } = set;
  begin(w, metadata);
  w.field("Selector", selectorText(spec.selector));
  labelled(w, metadata);
  controlled(w, metadata);
  w.put(0, `Replicas:\t${status.replicas} current / ${spec.replicas} desired`);
  w.put(0, `Pods Status:\t${podsStatus(metadata, kube)}`);
  describeTemplate(w, spec.template);
  describeConditions(w, status.conditions);
}

function controlled(w: Writer, { ownerReferences = [] }: ObjectMeta): void {
  const owner = ownerReferences.find(({ controller }) => controller === true);
  if (owner !== undefined) w.put(0, `Controlled By:\t${owner.kind}/${owner.name}`);
}

/** `3 Running / 0 Waiting / 0 Succeeded / 0 Failed`. */
function podsStatus(metadata: ObjectMeta, { view }: Kube): string {
  const own = view.list("Pod", metadata.namespace).filter((pod) => controllerOf(pod.metadata) === metadata.uid);
  const count = (phase: Pod["status"]["phase"]): number => own.filter(({ status }) => status.phase === phase).length;
  return `${count("Running")} Running / ${count("Pending")} Waiting / ${count("Succeeded")} Succeeded / ${count("Failed")} Failed`;
}

export function describeStatefulSet(w: Writer, { metadata, spec, status }: StatefulSet, kube: Kube): void {
  begin(w, metadata);
  w.field("CreationTimestamp", time(metadata.creationTimestamp));
  w.field("Selector", selectorText(spec.selector));
  labelled(w, metadata);
  w.put(0, `Replicas:\t${spec.replicas ?? 1} desired | ${status.replicas} total`);
  w.field("Update Strategy", spec.updateStrategy.type);
  if (spec.updateStrategy.rollingUpdate?.partition !== undefined) w.put(1, `Partition:\t${spec.updateStrategy.rollingUpdate.partition}`);
  w.put(0, `Pods Status:\t${podsStatus(metadata, kube)}`);
  if (spec.template !== undefined) describeTemplate(w, spec.template);
  if ((spec.volumeClaimTemplates ?? []).length === 0) return w.put(0, "Volume Claims:\t<none>");
  w.put(0, "Volume Claims:");
  for (const claim of spec.volumeClaimTemplates ?? []) {
    w.field("Name", claim.metadata.name, 1);
    w.field("StorageClass", claim.spec.storageClassName ?? "", 1);
    w.field("Capacity", claim.spec.resources.requests?.storage ?? "<default>", 1);
    w.field("Access Modes", `[${(claim.spec.accessModes ?? []).join(" ")}]`, 1);
  }
}

export function describeDaemonSet(w: Writer, { metadata, spec, status }: DaemonSet, kube: Kube): void {
  begin(w, metadata);
  w.field("Selector", selectorText(spec.selector));
  w.labels("Node-Selector", spec.template?.spec.nodeSelector);
  labelled(w, metadata);
  w.put(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}`);
  w.put(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled ?? 0}`);
  w.put(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled}`);
  w.put(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable}`);
  w.put(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled ?? 0}`);
  w.put(0, `Pods Status:\t${podsStatus(metadata, kube)}`);
  if (spec.template !== undefined) describeTemplate(w, spec.template);
}

export function describeJob(w: Writer, { metadata, spec, status }: Job): void {
  begin(w, metadata);
  w.field("Selector", selectorText(spec.selector));
  labelled(w, metadata);
  controlled(w, metadata);
  w.field("Parallelism", spec.parallelism);
  w.field("Completions", spec.completions ?? "<unset>");
  w.field("Completion Mode", spec.completionMode);
  w.field("Suspend", `${spec.suspend === true}`);
  w.field("Backoff Limit", spec.backoffLimit);
  w.field("TTL Seconds After Finished", spec.ttlSecondsAfterFinished);
  w.field("Start Time", status.startTime === undefined ? undefined : time(status.startTime));
  w.field("Completed At", status.completionTime === undefined ? undefined : time(status.completionTime));
  if (status.startTime !== undefined && status.completionTime !== undefined) w.field("Duration", humanDuration(status.completionTime - status.startTime));
  w.field("Active Deadline Seconds", spec.activeDeadlineSeconds === undefined ? undefined : `${spec.activeDeadlineSeconds}s`);
  w.put(0, `Pods Statuses:\t${status.active ?? 0} Active${status.ready === undefined ? "" : ` (${status.ready} Ready)`} / ${status.succeeded ?? 0} Succeeded / ${status.failed ?? 0} Failed`);
  describeTemplate(w, spec.template);
  const failed = conditionOf(status.conditions, "Failed");
  if (failed?.status === "True") w.field("Failed", `${failed.reason ?? ""} ${failed.message ?? ""}`.trim());
}

const orUnset = (value: number | undefined, unit = ""): string => (value === undefined ? "<unset>" : `${value}${unit}`);

export function describeCronJob(w: Writer, { metadata, spec, status }: CronJob): void {
  begin(w, metadata);
  labelled(w, metadata);
  w.field("Schedule", spec.schedule);
  w.field("Concurrency Policy", spec.concurrencyPolicy);
  w.field("Suspend", spec.suspend === true ? "True" : "False");
  w.field("Successful Job History Limit", orUnset(spec.successfulJobsHistoryLimit));
  w.field("Failed Job History Limit", orUnset(spec.failedJobsHistoryLimit));
  w.field("Starting Deadline Seconds", orUnset(spec.startingDeadlineSeconds, "s"));
  w.field("Selector", "<unset>");
  w.field("Parallelism", orUnset(spec.jobTemplate.spec.parallelism));
  w.field("Completions", orUnset(spec.jobTemplate.spec.completions));
  describeTemplate(w, spec.jobTemplate.spec.template);
  w.field("Last Schedule Time", status.lastScheduleTime === undefined ? "<unset>" : time(status.lastScheduleTime));
  w.many("Active Jobs", [(status.active ?? []).map(({ name }) => name).join(", ") || "<none>"]);
}

