import { envOf, programFor } from "../../containers/asks.ts";
import type { Container } from "../../containers/docker.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import { endProcess } from "../../machine/process-life.ts";
import { readDuration } from "../../quantity.ts";
import { controllerKey } from "../controllers/controller-ref.ts";
import { kubeletOf, workerOf } from "../kubelet/kubelets.ts";
import { requeue, type Control, type Loop } from "../loop.ts";
import { isPodReady, type Job, type Pod } from "../objects.ts";
import { assembling, counted, doneAt, isTraining, planned, type Gang } from "./gang.ts";
import { asksForGpus, gpusOf, holders, totalGpus } from "./gpu.ts";

/**
 * What the workers of a training job do among themselves: they wait for each other, work together, and end together.
 * Its keys are those of Jobs.
 */
export const rendezvous: Loop = {
  name: "rendezvous",
  hears: { Pod: ({ before, after }) => (asksForGpus(after ?? before) ? [controllerKey("Job", after ?? before)].filter((key) => key !== undefined) : []) },
  sync(control, key) {
    const job = control.cluster.store.get("Job", key);
    const workers = job === undefined ? [] : workersOf(control, job);
    const gang = met(control, key, job, workers);
    if (gang !== undefined) workOn(control, gang, workers);
    watchIdle(control);
  },
};

/** A worker that runs, and the container it runs in. */
interface Worker {
  readonly pod: Pod;
  readonly machine: string;
  readonly container: string;
}

function workersOf({ cluster }: Control, { metadata }: Job): Worker[] {
  return cluster.store.ownedBy(metadata.uid ?? "", "Pod").filter(isWorking).flatMap((pod) => {
    const run = workerOf(cluster, pod.metadata.uid ?? "")?.runs.find(({ stage }) => stage === "running");
    return run === undefined ? [] : [{ pod, machine: kubeletOf(cluster, pod.spec.nodeName ?? "")?.machine ?? "", container: run.id }];
  });
}

const isWorking = (pod: Pod): boolean => pod.status.phase === "Running" && isPodReady(pod) && pod.metadata.deletionTimestamp === undefined;

/** The gang with those who are there now; undefined where a job trains nothing, or is gone. */
function met(control: Control, key: string, job: Job | undefined, workers: readonly Worker[]): Gang | undefined {
  const { gangs } = control.cluster.training;
  const known = gangs.get(key);
  if (job === undefined) return void (known !== undefined && put(control, key, undefined));
  const plan = known ?? (workers[0] === undefined ? undefined : planOf(control, workers[0]));
  if (plan === undefined) return undefined;
  const { now } = control.env;
  const before = known ?? assembling(key, job.spec.parallelism ?? 1, plan, now);
  const after = counted(before, workers.length, now);
  if (after !== known) put(control, key, after);
  if (!isTraining(before) && isTraining(after)) note(control, "trainingBegan", key, { workers: after.size });
  if (isTraining(before) && !isTraining(after)) note(control, "trainingStopped", key, { there: after.there, size: after.size, lostMinutes: Math.round((after.lost - before.lost) / 6e10) });
  return after;
}

const containerOf = (control: Control, { machine, container }: Worker): { readonly machine: Machine; readonly container: Container } | undefined => {
  const there = machineOf(control.world, machine);
  const found = there?.docker?.containers.get(container);
  return found === undefined ? undefined : { machine: there!, container: found };
};

/** What its program and its environment say of the job. */
function planOf(control: Control, worker: Worker): Pick<Gang, "work" | "saveEvery"> | undefined {
  const found = containerOf(control, worker);
  if (found === undefined) return undefined;
  const { machine: { docker }, container } = found;
  const { trains, saves } = programFor(docker!, container) ?? {};
  if (trains === undefined) return undefined;
  return planned(trains, saves && readDuration(envOf(docker!, container, saves.env)), saves?.costs ?? 0);
}

/** Comes back when all is done; then every worker ends by itself. */
function workOn(control: Control, gang: Gang, workers: readonly Worker[]): void {
  if (!isTraining(gang)) return;
  const left = gang.work - doneAt(gang, control.env.now);
  if (left > 0) return requeue(control, "rendezvous", gang.key, left);
  put(control, gang.key, { ...gang, done: gang.work, at: control.env.now, ended: control.env.now });
  const fact = note(control, "trainingFinished", gang.key, { minutes: Math.round(gang.work / 6e10) });
  for (const worker of workers) {
    const found = containerOf(control, worker);
    if (found !== undefined) endProcess(control.world, found.machine, found.container.pid, { status: 0, because: [fact] }, control.env);
  }
}

const note = ({ env, causes }: Control, type: string, key: string, detail: Record<string, number>): number => env.note(type, `job/${key.slice(key.indexOf("/") + 1)}`, detail, causes);

function put({ cluster }: Control, key: string, gang: Gang | undefined): void {
  const gangs = new Map(cluster.training.gangs);
  if (gang === undefined) gangs.delete(key);
  else gangs.set(key, gang);
  cluster.training = { ...cluster.training, gangs };
}

/** Remembers since when all GPUs are taken and nobody gets anywhere. */
function watchIdle({ cluster, env }: Control): void {
  const { training, store } = cluster;
  const held = holders(store).reduce((sum, pod) => sum + gpusOf(pod), 0);
  const idle = held > 0 && held >= totalGpus(store) && ![...training.gangs.values()].some(isTraining);
  if (idle === training.idleSince >= 0) return;
  cluster.training = { ...training, idleSince: idle ? env.now : -1 };
}
