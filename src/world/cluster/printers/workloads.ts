import { humanDuration } from "../duration.ts";
import { conditionOf, type ControllerRevision, type CronJob, type DaemonSet, type Deployment, type Job, type ReplicaSet, type StatefulSet } from "../objects.ts";
import { ageColumn } from "../duration.ts";
import { age, containerCells, labelText, orNone, selectorText, table } from "./table.ts";

/** Workloads as the API server prints them. */

export const deployments = table<Deployment>("NAME READY UP-TO-DATE AVAILABLE AGE +CONTAINERS +IMAGES +SELECTOR", ({ metadata, spec, status }, now) => [
  metadata.name, `${status.readyReplicas}/${spec.replicas}`, `${status.updatedReplicas}`, `${status.availableReplicas}`, age(metadata, now),
  ...containerCells(spec.template.spec.containers), selectorText(spec.selector),
]);

export const replicaSets = table<ReplicaSet>("NAME DESIRED CURRENT READY AGE +CONTAINERS +IMAGES +SELECTOR", ({ metadata, spec, status }, now) => [
  metadata.name, `${spec.replicas}`, `${status.replicas}`, `${status.readyReplicas}`, age(metadata, now), ...containerCells(spec.template.spec.containers), selectorText(spec.selector),
]);

export const statefulSets = table<StatefulSet>("NAME READY AGE +CONTAINERS +IMAGES", ({ metadata, spec, status }, now) => [
  metadata.name, `${status.readyReplicas}/${spec.replicas ?? 1}`, age(metadata, now), ...containerCells(spec.template?.spec.containers),
]);

export const daemonSets = table<DaemonSet>("NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE_SELECTOR AGE +CONTAINERS +IMAGES +SELECTOR", ({ metadata, spec, status }, now) => [
  metadata.name, `${status.desiredNumberScheduled}`, `${status.currentNumberScheduled ?? 0}`, `${status.numberReady ?? 0}`, `${status.updatedNumberScheduled}`, `${status.numberAvailable}`,
  labelText(spec.template?.spec.nodeSelector), age(metadata, now), ...containerCells(spec.template?.spec.containers), selectorText(spec.selector),
]);

export const controllerRevisions = table<ControllerRevision>("NAME CONTROLLER REVISION AGE", ({ metadata, revision }, now) => {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return [metadata.name, owner === undefined ? "<none>" : `${owner.kind.toLowerCase()}.apps/${owner.name}`, `${revision}`, age(metadata, now)];
});

export const jobs = table<Job>("NAME STATUS COMPLETIONS DURATION AGE +CONTAINERS +IMAGES +SELECTOR", (job, now) => [
  job.metadata.name, jobStatus(job), completions(job), duration(job, now), age(job.metadata, now), ...containerCells(job.spec.template.spec.containers), selectorText(job.spec.selector),
]);

/** Source: `printers.go`, printJob. */
export function jobStatus({ metadata, status }: Job): string {
  const holds = (type: string): boolean => conditionOf(status.conditions, type)?.status === "True";
  if (holds("Complete")) return "Complete";
  if (holds("Failed")) return "Failed";
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  if (holds("Suspended")) return "Suspended";
  if (holds("FailureTarget")) return "FailureTarget";
  return holds("SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
}

function completions({ spec, status }: Job): string {
  const done = status.succeeded ?? 0;
  if (spec.completions !== undefined) return `${done}/${spec.completions}`;
  return (spec.parallelism ?? 0) > 1 ? `${done}/1 of ${spec.parallelism}` : `${done}/1`;
}

const duration = ({ status }: Job, now: number): string => (status.startTime === undefined ? "" : humanDuration((status.completionTime ?? now) - status.startTime));

export const cronJobs = table<CronJob>("NAME SCHEDULE TIMEZONE SUSPEND ACTIVE LAST_SCHEDULE AGE +CONTAINERS +IMAGES +SELECTOR", ({ metadata, spec, status }, now) => [
  metadata.name, spec.schedule, "<none>", spec.suspend === true ? "True" : "False", `${(status.active ?? []).length}`,
  status.lastScheduleTime === undefined ? "<none>" : ageColumn(status.lastScheduleTime, now), age(metadata, now), ...containerCells(spec.jobTemplate.spec.template.spec.containers), orNone(""),
]);
