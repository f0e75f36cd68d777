import { withRequests } from "../../api/defaults.ts";
import { keyOf } from "../../kinds.ts";
import type { Control, Loop } from "../../loop.ts";
import type { ClusterQueue, Job } from "../../objects.ts";
import { addTo, amountOf, podRequests, type Amounts } from "../../pod-requests.ts";
import { record } from "../../record.ts";
import { same } from "../../same.ts";
import { sorted } from "../../store.ts";
import { update } from "../../write.ts";
import { isFinished } from "../job/finish.ts";

/** Hands a job in at a LocalQueue. Source: `kueue/pkg/controller/constants`, QueueLabel. */
const QUEUE_LABEL = "kueue.x-k8s.io/queue-name";

export const queueOf = ({ metadata }: Job): string | undefined => metadata.labels?.[QUEUE_LABEL];

/**
 * Kueue: a job that is handed in at a queue is held suspended until its quota has room for all its pods at once; then it
 * is let in, and counts until it has finished. The oldest comes first; one that does not fit lets others pass
 * (BestEffortFIFO). Its one key is "queues". Source: `kueue/pkg/scheduler/scheduler.go`, `pkg/controller/jobframework/reconciler.go`.
 */
export const kueue: Loop = {
  name: "kueue",
  hears: {
    Job: ({ before, after }) => ([before, after].some((job) => job !== undefined && queueOf(job) !== undefined) ? ["queues"] : []),
    LocalQueue: () => ["queues"], ClusterQueue: () => ["queues"],
  },
  sync(control) {
    const jobs = sorted(control.cluster.store.all("Job")).filter((job) => queueOf(job) !== undefined && !isFinished(job)).sort(older);
    forgetOthers(control, jobs);
    const used = new Map<string, Amounts>();
    const isIn = (job: Job): boolean => control.cluster.training.admitted.has(job.metadata.uid ?? "");
    for (const job of jobs.filter(isIn)) addTo(usedOf(used, behind(control, job)), needs(job));
    for (const job of jobs.filter((one) => !isIn(one))) if (fits(behind(control, job), usedOf(used, behind(control, job)), needs(job))) {
      addTo(usedOf(used, behind(control, job)), needs(job));
      admit(control, job);
    } else hold(control, job);
    tellCounts(control, jobs, isIn);
  },
};

const older = (a: Job, b: Job): number => (a.metadata.creationTimestamp ?? 0) - (b.metadata.creationTimestamp ?? 0);

/** The ClusterQueue behind the queue that a job names; undefined when one of them is missing: then it waits. */
function behind({ cluster: { store } }: Control, job: Job): ClusterQueue | undefined {
  const local = store.get("LocalQueue", keyOf("LocalQueue", { name: queueOf(job) ?? "", namespace: job.metadata.namespace ?? "default" }));
  return local === undefined ? undefined : store.get("ClusterQueue", local.spec.clusterQueue ?? "");
}

function usedOf(used: Map<string, Amounts>, queue: ClusterQueue | undefined): Amounts {
  const name = queue?.metadata.name ?? "";
  const known = used.get(name) ?? {};
  used.set(name, known);
  return known;
}

/** What all its pods ask for together. */
function needs({ spec }: Job): Amounts {
  const one = podRequests(withRequests(spec.template.spec));
  return Object.fromEntries(Object.entries(one).map(([name, amount]) => [name, amount * (spec.parallelism ?? 1)]));
}

/** Every resource that the queue covers has room. One that it does not cover is not counted. */
function fits(queue: ClusterQueue | undefined, used: Amounts, wanted: Amounts): boolean {
  if (queue === undefined) return false;
  const quotas = (queue.spec.resourceGroups ?? []).flatMap(({ flavors }) => flavors.flatMap(({ resources }) => resources));
  return quotas.length > 0 && [...new Set(quotas.map(({ name }) => name))].every((name) => {
    const quota = quotas.filter((one) => one.name === name).reduce((sum, { nominalQuota }) => sum + amountOf(name, nominalQuota), 0);
    return (used[name] ?? 0) + (wanted[name] ?? 0) <= quota;
  });
}

function admit(control: Control, job: Job): void {
  const { training } = control.cluster;
  control.cluster.training = { ...training, admitted: new Set([...training.admitted, job.metadata.uid ?? ""]) };
  record(control, { kind: "Job", object: job, type: "Normal", reason: "Started", message: `Admitted by clusterQueue ${behind(control, job)!.metadata.name}`, from: { component: "batch/job-kueue-controller" } });
  suspend(control, job, false);
}

function hold(control: Control, job: Job): void {
  if (job.spec.suspend === true) return;
  record(control, { kind: "Job", object: job, type: "Normal", reason: "Suspended", message: "Kueue managed child job suspended", from: { component: "batch/job-kueue-controller" } });
  suspend(control, job, true);
}

const suspend = (control: Control, { metadata }: Job, is: boolean): void =>
  void update(control, "Job", keyOf("Job", metadata), (job) => (job.spec.suspend === is ? job : { ...job, spec: { ...job.spec, suspend: is } }));

/** Jobs that have finished, or are gone, give their quota back. */
function forgetOthers({ cluster }: Control, jobs: readonly Job[]): void {
  const { admitted } = cluster.training;
  const left = new Set(jobs.map(({ metadata }) => metadata.uid ?? "").filter((uid) => admitted.has(uid)));
  if (left.size < admitted.size) cluster.training = { ...cluster.training, admitted: left };
}

function tellCounts(control: Control, jobs: readonly Job[], isIn: (job: Job) => boolean): void {
  const { store } = control.cluster;
  const counts = (of: readonly Job[]) => ({ pendingWorkloads: of.filter((job) => !isIn(job)).length, admittedWorkloads: of.filter(isIn).length });
  for (const { metadata } of sorted(store.all("LocalQueue"))) {
    const status = counts(jobs.filter((job) => queueOf(job) === metadata.name && (job.metadata.namespace ?? "default") === (metadata.namespace ?? "default")));
    update(control, "LocalQueue", keyOf("LocalQueue", metadata), (queue) => (same(queue.status, status) ? queue : { ...queue, status }));
  }
  for (const { metadata } of sorted(store.all("ClusterQueue"))) {
    const status = counts(jobs.filter((job) => behind(control, job)?.metadata.name === metadata.name));
    update(control, "ClusterQueue", metadata.name, (queue) => (same(queue.status, status) ? queue : { ...queue, status }));
  }
}
