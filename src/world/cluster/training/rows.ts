import type { Row } from "../../../kernel/facts.ts";
import { toSeconds, type Nanos } from "../../../kernel/time.ts";
import type { Cluster } from "../cluster.ts";
import type { Job } from "../objects.ts";
import { queueOf } from "../controllers/kueue/loop.ts";
import { isFinished } from "../controllers/job/finish.ts";
import { sorted } from "../store.ts";
import { doneAt, isTraining } from "./gang.ts";
import { asksForGpus, gpusOf, holders, isHolding, totalGpus } from "./gpu.ts";

/** A Job of several pods that ask for GPUs: it trains, or would. */
export interface GangRow extends Row {
  namespace: string;
  name: string;
  size: number; // workers it needs
  running: number; // that are there
  holds: number; // GPUs its pods hold
  useful: number; // of those, how many get ahead
  done: number; // 0..1
  began_s: number; // since the world's beginning, when all workers were there for the first time; -1 = never
  ended_s: number; // -1 = not yet
  broke_after_min: number; // how far it had come as a worker went, the last time
  lost_min: number; // of work that was done, in all
  state: string; // suspended waiting training finished failed
  queue: string; // it was handed in at, "" for none
}

/** All GPUs of a cluster together; no row where there are none. */
export interface AcceleratorRow extends Row {
  name: string; // "gpu"
  total: number;
  held: number;
  useful: number; // held by a gang that is at work
  idle_s: number; // for how long all have been held and none useful; 0 = that is not so
}

export interface TrainingTables {
  readonly gangs: readonly GangRow[];
  readonly accelerators: readonly AcceleratorRow[];
}

const isGangJob = ({ spec: { template, parallelism = 1 } }: Job): boolean => parallelism > 1 && asksForGpus({ metadata: { name: "" }, spec: template.spec, status: { phase: "Pending" } });

export const gangRows = ({ store, training }: Cluster, now: Nanos): GangRow[] =>
  sorted(store.all("Job")).filter(isGangJob).map((job) => {
    const { namespace = "default", name, uid = "" } = job.metadata;
    const gang = training.gangs.get(`${namespace}/${name}`);
    const times = gang === undefined ? { done: 0, began_s: -1, ended_s: -1, broke_after_min: 0, lost_min: 0 } : { done: doneAt(gang, now) / gang.work, began_s: secondsOf(gang.began), ended_s: secondsOf(gang.ended), broke_after_min: toSeconds(gang.brokeAt) / 60, lost_min: toSeconds(gang.lost) / 60 };
    const holds = store.ownedBy(uid, "Pod").filter(isHolding).reduce((sum, pod) => sum + gpusOf(pod), 0);
    const at = gang !== undefined && isTraining(gang);
    return {
      namespace, name, size: job.spec.parallelism ?? 1, running: gang === undefined || gang.ended >= 0 ? 0 : gang.there, holds, useful: at ? holds : 0, ...times,
      state: stateOf(job, at), queue: queueOf(job) ?? "",
    };
  });

const secondsOf = (at: Nanos): number => (at < 0 ? -1 : toSeconds(at));

function stateOf(job: Job, training: boolean): string {
  if (isFinished(job)) return job.status.conditions?.some(({ type, status }) => type === "Complete" && status === "True") === true ? "finished" : "failed";
  return job.spec.suspend === true ? "suspended" : training ? "training" : "waiting";
}

export function acceleratorRows(cluster: Cluster, now: Nanos): AcceleratorRow[] {
  const total = totalGpus(cluster.store);
  if (total === 0) return [];
  const { idleSince } = cluster.training;
  const held = holders(cluster.store).reduce((sum, pod) => sum + gpusOf(pod), 0);
  const useful = gangRows(cluster, now).reduce((sum, row) => sum + row.useful, 0);
  return [{ name: "gpu", total, held, useful, idle_s: idleSince < 0 ? 0 : toSeconds(now - idleSince) }];
}
