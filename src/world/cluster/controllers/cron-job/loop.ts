import { epochSeconds, momentOf } from "../../../../kernel/calendar.ts";
import { millis, SECOND } from "../../../../kernel/time.ts";
import { defaulted } from "../../api/defaults.ts";
import { keyOf } from "../../kinds.ts";
import { aside, requeue, type Control, type Loop } from "../../loop.ts";
import { conditionOf, type CronJob, type Job } from "../../objects.ts";
import { record } from "../../record.ts";
import { same } from "../../same.ts";
import { create, requestDeletion, update } from "../../write.ts";
import { controllerKey, controllerRef, itself } from "../controller-ref.ts";
import { isFinished } from "../job/finish.ts";
import { nextAfter, readSchedule, type Schedule } from "./schedule.ts";

/** So long after the minute it looks, to be sure that it has come. Source: `cronjob_controllerv2.go`, nextScheduleDelta. */
const DELTA = millis(100);

/**
 * Makes a Job whenever its schedule says so, and forgets old ones.
 * Source: `pkg/controller/cronjob/cronjob_controllerv2.go`, syncCronJob.
 */
export const cronJobLoop: Loop = {
  name: "cronjob",
  hears: { CronJob: itself, Job: ({ before, after }) => [controllerKey("CronJob", after ?? before)].filter((key) => key !== undefined) },
  sync(control, key) {
    const cron = control.cluster.store.get("CronJob", key);
    const schedule = cron && readSchedule(cron.spec.schedule);
    if (cron === undefined || schedule === undefined || cron.metadata.deletionTimestamp !== undefined) return;
    const jobs = control.cluster.store.ownedBy(cron.metadata.uid!, "Job");
    forgetOld(control, cron, jobs);
    const looked = write(control, finished(control, cron, jobs));
    if (cron.spec.suspend === true) return;
    write(control, started(control, looked, schedule));
    comeBack(control, key, schedule);
  },
};

const write = (control: Control, cron: CronJob): CronJob =>
  update(control, "CronJob", keyOf("CronJob", cron.metadata), (c) => (same(c.status, cron.status) ? c : { ...c, status: cron.status }))!;

const tell = (control: Control, object: CronJob, reason: string, message: string, type: "Normal" | "Warning" = "Normal"): void =>
  void record(control, { kind: "CronJob", object, type, reason, message, from: { component: "cronjob-controller" } });

/** Jobs that are through, or gone, are no longer active. */
function finished(control: Control, cron: CronJob, jobs: readonly Job[]): CronJob {
  const byName = new Map(jobs.map((job) => [job.metadata.name, job]));
  let { lastSuccessfulTime } = cron.status;
  const active = (cron.status.active ?? []).filter(({ name }) => {
    const job = byName.get(name);
    if (job === undefined) tell(control, cron, "MissingJob", `Active job went missing: ${name}`);
    if (job === undefined || !isFinished(job)) return job !== undefined;
    const complete = conditionOf(job.status.conditions, "Complete")?.status === "True";
    if (complete) lastSuccessfulTime = job.status.completionTime;
    tell(control, cron, "SawCompletedJob", `Saw completed job: ${name}, condition: ${complete ? "Complete" : "Failed"}`);
    return false;
  });
  return { ...cron, status: { ...cron.status, active, ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }) } };
}

/** The latest time that is due and was not kept; undefined when none is. */
function dueTime({ metadata, spec, status }: CronJob, schedule: Schedule, now: number): number | undefined {
  const since = Math.max(status.lastScheduleTime ?? metadata.creationTimestamp ?? 0, spec.startingDeadlineSeconds === undefined ? 0 : now - spec.startingDeadlineSeconds * SECOND);
  let due: number | undefined;
  for (let at = nextAfter(schedule, epochSeconds(since)); at !== undefined && momentOf(at) <= now; at = nextAfter(schedule, at)) due = at;
  return due;
}

function started(control: Control, cron: CronJob, schedule: Schedule): CronJob {
  const due = dueTime(cron, schedule, control.env.now);
  if (due === undefined) return cron;
  const running = cron.status.active ?? [];
  if (cron.spec.concurrencyPolicy === "Forbid" && running.length > 0) {
    tell(control, cron, "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid");
    return cron;
  }
  const replaced = cron.spec.concurrencyPolicy === "Replace" ? running : [];
  for (const { name } of replaced) removeJob(control, cron, name);
  const name = make(control, cron, due);
  const active = [...running.filter((one) => !replaced.includes(one)), { name }];
  return { ...cron, status: { ...cron.status, active, lastScheduleTime: momentOf(due) } };
}

/** Its name comes from the minute it is for, so that it is never made twice. */
function make(control: Control, cron: CronJob, due: number): string {
  const { metadata: { name: base, namespace = "default" }, spec: { jobTemplate } } = cron;
  const name = `${base}-${Math.floor(due / 60)}`;
  if (control.cluster.store.get("Job", `${namespace}/${name}`) !== undefined) return name;
  aside(control, () => {
    tell(control, cron, "SuccessfulCreate", `Created job ${name}`);
    const metadata = { name, namespace, ...(jobTemplate.metadata?.labels && { labels: jobTemplate.metadata.labels }), ownerReferences: [controllerRef("CronJob", cron)] };
    create(control, "Job", defaulted("Job", { metadata, spec: jobTemplate.spec, status: {} }));
  });
  return name;
}

function removeJob(control: Control, cron: CronJob, name: string): void {
  aside(control, () => {
    tell(control, cron, "SuccessfulDelete", `Deleted job ${name}`);
    requestDeletion(control, "Job", `${cron.metadata.namespace ?? "default"}/${name}`);
  });
}

/** The oldest of those that are through go, beyond so many. Source: `cronjob_controllerv2.go`, cleanupFinishedJobs. */
function forgetOld(control: Control, cron: CronJob, jobs: readonly Job[]): void {
  const limits = { Complete: cron.spec.successfulJobsHistoryLimit ?? 3, Failed: cron.spec.failedJobsHistoryLimit ?? 1 };
  for (const type of ["Complete", "Failed"] as const) {
    const through = jobs.filter((job) => conditionOf(job.status.conditions, type)?.status === "True").toSorted((a, b) => (a.status.startTime ?? 0) - (b.status.startTime ?? 0));
    for (const { metadata } of through.slice(0, Math.max(0, through.length - limits[type]))) removeJob(control, cron, metadata.name);
  }
}

function comeBack(control: Control, key: string, schedule: Schedule): void {
  const next = nextAfter(schedule, epochSeconds(control.env.now));
  if (next !== undefined) requeue(control, "cronjob", key, momentOf(next) - control.env.now + DELTA);
}
