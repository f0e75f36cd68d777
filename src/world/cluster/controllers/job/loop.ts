import { SECOND } from "../../../../kernel/time.ts";
import { keyOf } from "../../kinds.ts";
import { forgetFailures, requeue, requeueFailed, type Control, type Loop } from "../../loop.ts";
import { conditionOf, isPodReady, type Condition, type Job, type Pod, type PodSpec } from "../../objects.ts";
import { record } from "../../record.ts";
import { same } from "../../same.ts";
import { update } from "../../write.ts";
import { claim } from "../claim.ts";
import { controllerRef, itself, managersOf } from "../controller-ref.ts";
import { createNamedPod, deletePod, generatedName, podFromTemplate, type PodOwner } from "../new-pod.ts";
import { isPodActive } from "../replica-set/active-pods.ts";
import { slowStartBatch } from "../replica-set/slow-start.ts";
import { remainingBackoff } from "./backoff.ts";
import { finishOf, isFinished, withFinish, type Finish } from "./finish.ts";
import { INDEX_ANNOTATION, indexOf, pendingIndexes, readIndexes, writeIndexes } from "./indexes.ts";

/** A pod that carries it has not been counted yet. Source: `batch/v1/types.go`, JobTrackingFinalizer. */
const TRACKING = "batch.kubernetes.io/job-tracking";
/** The most pods made or deleted in one look. Source: `pkg/controller/job/job_controller.go`, MaxPodCreateDeletePerSync. */
const MOST_PER_SYNC = 500;

/**
 * Runs pods until enough of them have succeeded: so many at once, failed ones tried again after a growing wait, until
 * the limit of failures or the deadline. Source: `pkg/controller/job/job_controller.go`, syncJob.
 */
export const jobLoop: Loop = {
  name: "job",
  hears: { Job: itself, Pod: (change, cluster) => managersOf("Job", change, cluster) },
  sync(control, key) {
    const found = control.cluster.store.get("Job", key);
    if (found === undefined || found.metadata.deletionTimestamp !== undefined || isFinished(found)) return;
    const pods = claim(control, "Pod", "Job", found);
    const job = writeJob(control, counted(control, begun(control, found), pods));
    const active = pods.filter(isPodActive);
    const finish = finishOf(job, active, control.env.now);
    if (finish !== undefined) return end(control, job, active, finish);
    const working = manage(control, job, active, pods);
    writeJob(control, { ...job, status: { ...job.status, active: working, ready: active.filter(isPodReady).length } });
    comeBack(control, job);
  },
};

const ownerOf = (object: Job): PodOwner => ({ kind: "Job", object, component: "job-controller" });

function writeJob(control: Control, job: Job): Job {
  return update(control, "Job", keyOf("Job", job.metadata), (j) => (same(j.status, job.status) ? j : { ...j, status: job.status }))!;
}

/** Its clock runs from the first look, and anew after it was suspended. */
function begun(control: Control, job: Job): Job {
  const { startTime, ...status } = job.status;
  const wasSuspended = conditionOf(status.conditions, "Suspended")?.status === "True";
  if (job.spec.suspend === true) return wasSuspended ? job : { ...job, status: { ...status, conditions: turned(control, job, "True") } };
  if (wasSuspended) return { ...job, status: { ...status, startTime: control.env.now, conditions: turned(control, job, "False") } };
  return startTime === undefined ? { ...job, status: { ...status, startTime: control.env.now } } : job;
}

/** Tells that it is suspended, or goes on. */
function turned(control: Control, job: Job, status: "True" | "False"): readonly Condition[] {
  const [reason, message] = status === "True" ? ["Suspended", "Job suspended"] : ["Resumed", "Job resumed"];
  record(control, { kind: "Job", object: job, type: "Normal", reason: reason!, message: message!, from: { component: "job-controller" } });
  const others = (job.status.conditions ?? []).filter(({ type }) => type !== "Suspended");
  return [...others, { type: "Suspended", status, reason: `Job${reason}`, message: message!, lastTransitionTime: control.env.now }];
}

/** Pods that have ended since the last look are added to the counts, and marked as counted. */
function counted(control: Control, job: Job, pods: readonly Pod[]): Job {
  const fresh = pods.filter(({ metadata, status }) => metadata.finalizers?.includes(TRACKING) === true && (status.phase === "Succeeded" || status.phase === "Failed"));
  if (fresh.length === 0) return job;
  const [succeeded, failed] = ["Succeeded", "Failed"].map((phase) => fresh.filter(({ status }) => status.phase === phase));
  const indexes = readIndexes(job.status.completedIndexes);
  const before = indexes.size;
  if (job.spec.completionMode === "Indexed") for (const pod of succeeded!) indexes.add(indexOf(pod));
  const more = job.spec.completionMode === "Indexed" ? indexes.size - before : succeeded!.length;
  for (const { metadata } of fresh) update(control, "Pod", keyOf("Pod", metadata), (p) => ({ ...p, metadata: { ...p.metadata, finalizers: p.metadata.finalizers!.filter((f) => f !== TRACKING) } }));
  const status = {
    ...job.status, ...(more + (job.status.succeeded ?? 0) > 0 && { succeeded: (job.status.succeeded ?? 0) + more }),
    ...(failed!.length + (job.status.failed ?? 0) > 0 && { failed: (job.status.failed ?? 0) + failed!.length }),
    ...(indexes.size > 0 && { completedIndexes: writeIndexes(indexes) }),
  };
  return { ...job, status };
}

/** The job is over: what still runs is ended. */
function end(control: Control, job: Job, active: readonly Pod[], finish: Finish): void {
  for (const pod of active) deletePod(control, ownerOf(job), pod);
  const { now } = control.env;
  const failed = finish.type === "Failed";
  const message = failed ? finish.message : "Job completed";
  record(control, { kind: "Job", object: job, type: failed ? "Warning" : "Normal", reason: failed ? finish.reason : "Completed", message, from: { component: "job-controller" } });
  const { active: _, ready: __, ...rest } = job.status;
  const failures = active.length > 0 && failed ? { failed: (job.status.failed ?? 0) + active.length } : {};
  writeJob(control, { ...job, status: { ...rest, ...failures, ready: 0, conditions: withFinish(job.status.conditions ?? [], finish, now), ...(failed ? {} : { completionTime: now }) } });
}

/**
 * As many pods as are wanted now: one, then as many again as there are. Each batch waits until the API server has
 * answered for the one before, so jobs that arrive together get their pods in turns. How many work after it. Source: `job_controller.go`, manageJob
 * (there batches of 1, 2, 4 …, each sent at once).
 */
function manage(control: Control, job: Job, active: readonly Pod[], pods: readonly Pod[]): number {
  const wanted = wantedPods(job, active.length);
  if (active.length > wanted) {
    const surplus = active.toSorted((a, b) => Number(isPodReady(a)) - Number(isPodReady(b))).slice(0, Math.min(active.length - wanted, MOST_PER_SYNC));
    for (const pod of surplus) deletePod(control, ownerOf(job), pod);
    return active.length - surplus.length;
  }
  const wait = remainingBackoff(pods, control.env.now);
  if (active.length === wanted || wait > 0) {
    if (wait > 0) requeue(control, "job", keyOf("Job", job.metadata), wait);
    return active.length;
  }
  const next = Math.min(wanted - active.length, Math.max(1, active.length), MOST_PER_SYNC);
  return active.length + makePods(control, job, active, next);
}

/** How many of them could be made; when some could not, it is tried again later. */
function makePods(control: Control, job: Job, active: readonly Pod[], count: number): number {
  const indexes: readonly (number | undefined)[] = job.spec.completionMode === "Indexed" ? pendingIndexes(job, active, count) : Array.from({ length: count }, () => undefined);
  const next = indexes[Symbol.iterator]();
  const { successes, failed } = slowStartBatch(indexes.length, () => makePod(control, job, next.next().value) === undefined);
  const key = keyOf("Job", job.metadata);
  if (failed) requeueFailed(control, "job", key);
  else forgetFailures(control, "job", key);
  return successes;
}

function wantedPods({ spec, status }: Job, active: number): number {
  if (spec.suspend === true) return 0;
  const parallelism = spec.parallelism ?? 1;
  const succeeded = status.succeeded ?? 0;
  if (spec.completions === undefined) return succeeded > 0 ? Math.min(active, parallelism) : parallelism;
  return Math.min(parallelism, Math.max(0, spec.completions - succeeded));
}

/** An indexed one knows its number. Source: `indexed_job_utils.go`, addCompletionIndexEnvVariables. */
function makePod(control: Control, job: Job, index: number | undefined): string | undefined {
  const { name, namespace = "default" } = job.metadata;
  const pod = podFromTemplate(generatedName(control, namespace, index === undefined ? `${name}-` : `${name}-${index}-`), namespace, job.spec.template, controllerRef("Job", job));
  const metadata = { ...pod.metadata, finalizers: [TRACKING] };
  if (index === undefined) return createNamedPod(control, ownerOf(job), { ...pod, metadata });
  const numbered = { labels: { ...metadata.labels, [INDEX_ANNOTATION]: `${index}` }, annotations: { ...metadata.annotations, [INDEX_ANNOTATION]: `${index}` } };
  return createNamedPod(control, ownerOf(job), { ...pod, metadata: { ...metadata, ...numbered }, spec: withIndex(pod.spec, name, index) });
}

function withIndex(spec: PodSpec, job: string, index: number): PodSpec {
  const env = { name: "JOB_COMPLETION_INDEX", value: `${index}` };
  return { ...spec, hostname: `${job}-${index}`, containers: spec.containers.map((container) => ({ ...container, env: [...(container.env ?? []), env] })) };
}

/** Looks again when the deadline is over. */
function comeBack(control: Control, { metadata, spec, status }: Job): void {
  if (spec.activeDeadlineSeconds === undefined || status.startTime === undefined) return;
  const wait = status.startTime + spec.activeDeadlineSeconds * SECOND - control.env.now;
  if (wait > 0) requeue(control, "job", keyOf("Job", metadata), wait);
}
