import { momentOf } from "../../../kernel/calendar.ts";
import type { Nanos } from "../../../kernel/time.ts";
import { containerShouldRestart } from "./restart-policy.ts";
import { isUp, type Container as Made } from "../../containers/docker.ts";
import { fullName } from "../../containers/image.ts";
import { machineOf, type Machine } from "../../machine/machine.ts";
import { enqueue, type Control } from "../loop.ts";
import type { ContainerStateTerminated } from "../objects.ts";
import { record } from "../record.ts";
import { createContainer, machineOfWorker } from "./containerd.ts";
import { pullDone, pullDue } from "./image-pull.ts";
import { putWorker, workerOf } from "./kubelets.ts";
import { kubeletWorks } from "./node-life.ts";
import { changeRun, containerNamed, isAlive, runOf, syncKey, type ContainerRun, type PodWorker } from "./pod-worker.ts";
import { beginProbes } from "./prober.ts";
import { runtimeOf } from "./runtime.ts";

/** What the kubelet hears of its runtime, and writes into its books: `pkg/kubelet/pleg/generic.go`, `kuberuntime_container.go`. */

/** A container or a sandbox has started, could not be started, or has ended. */
export function containerNews(control: Control, path: string, id: string): void {
  const made = control.world.machines.get(path)?.docker?.containers.get(id);
  const worker = made && workerOf(control.cluster, made.settings.pod!.uid);
  if (made === undefined || worker === undefined || !kubeletWorks(control, worker.node)) return;
  control.causes = [made.because];
  const after = made.settings.pod!.container === "" ? sandboxNews(control, worker, made) : runNews(control, worker, made);
  if (after === worker) return;
  putWorker(control.cluster, after);
  enqueue(control, "kubelet", syncKey(worker.pod), 0);
}

function runNews(control: Control, worker: PodWorker, made: Made): PodWorker {
  const name = made.settings.pod!.container;
  const run = runOf(worker, name)!;
  if (run.id !== made.id) return worker;
  if (isUp(made)) return run.stage === "starting" ? started(control, worker, run, made) : worker;
  if (!isAlive(run)) return worker;
  const ended = endOf(made, control.env.now);
  const again = containerShouldRestart(containerNamed(worker.pod, name), worker.pod.spec.restartPolicy, ended.exitCode);
  const failed = made.error === "" || !again ? undefined : { reason: "RunContainerError", message: made.error };
  if (made.error !== "") record(control, { kind: "Pod", object: worker.pod, type: "Warning", reason: "Failed", message: `Error: ${made.error}`, from: { component: "kubelet", host: worker.node } });
  return changeRun(worker, name, (r) => ({ ...r, stage: "exited", stopping: false, started: false, ready: false, before: r.ended, ended, waiting: failed, because: [made.because] }));
}

function started(control: Control, worker: PodWorker, { name }: ContainerRun, made: Made): PodWorker {
  const fact = record(control, { kind: "Pod", object: worker.pod, type: "Normal", reason: "Started", message: `Started container ${name}`, from: { component: "kubelet", host: worker.node } });
  const { startupProbe, readinessProbe } = containerNamed(worker.pod, name);
  beginProbes(control, worker, runOf(worker, name)!);
  return changeRun(worker, name, (r) => ({ ...r, stage: "running", probes: {}, startedAt: made.startedAt, waiting: undefined, because: [fact], started: startupProbe === undefined, ready: readinessProbe === undefined }));
}

/** What has not started began in 1970, for whoever reads it. */
const NEVER = momentOf(0);

function endOf({ exitCode, oomKilled, startedAt, finishedAt, error }: Made, now: Nanos): ContainerStateTerminated {
  if (error !== "") return { exitCode: 128, reason: "StartError", message: error, startedAt: NEVER, finishedAt: now };
  return { exitCode, reason: oomKilled ? "OOMKilled" : exitCode === 0 ? "Completed" : "Error", startedAt, finishedAt };
}

/** Without its sandbox a pod has no address: everything in it is ended, and it begins anew. */
function sandboxNews(control: Control, worker: PodWorker, made: Made): PodWorker {
  const { sandbox } = worker;
  if (sandbox.id !== made.id) return worker;
  if (isUp(made)) return sandbox.stage === "starting" ? { ...worker, sandbox: { ...sandbox, stage: "ready" } } : worker;
  if (sandbox.stage === "none" || worker.over || worker.end !== undefined) return worker;
  const from = { component: "kubelet", host: worker.node };
  if (made.error !== "") record(control, { kind: "Pod", object: worker.pod, type: "Warning", reason: "FailedCreatePodSandBox", message: `Failed to create pod sandbox: ${made.error}`, from });
  else record(control, { kind: "Pod", object: worker.pod, type: "Normal", reason: "SandboxChanged", message: "Pod sandbox changed, it will be killed and re-created.", from });
  const runtime = runtimeOf(control, worker);
  const ended = worker.runs.filter(isAlive).reduce((after, run) => runtime.stopContainer(control, after, run.name, 0), worker);
  return { ...ended, sandbox: { ...sandbox, stage: "none" } };
}

/** The registry has answered for an image that a container waits for. */
export function pullNews(control: Control, worker: PodWorker, name: string): void {
  if (runOf(worker, name)?.stage === "pulling") pulling(control, machineOfWorker(control, worker), worker, name);
}

function pulling(control: Control, machine: Machine, worker: PodWorker, name: string): void {
  const after = pullDue(control, machine, worker, containerNamed(worker.pod, name));
  putWorker(control.cluster, after);
  if (after !== worker) enqueue(control, "kubelet", syncKey(worker.pod), 0);
}

/** An image has come: who waits for it goes on, and the next pull may begin. */
export function imageNews(control: Control, path: string, image: string): void {
  const machine = machineOf(control.world, path);
  if (machine?.up !== true) return;
  for (const pod of control.cluster.store.podsOn(machine.name)) {
    const worker = workerOf(control.cluster, pod.metadata.uid ?? "");
    for (const { name, stage } of worker?.runs ?? []) if (stage === "pulling") goOn(control, machine, workerOf(control.cluster, pod.metadata.uid!)!, name, image);
  }
}

function goOn(control: Control, machine: Machine, worker: PodWorker, name: string, image: string): void {
  const container = containerNamed(worker.pod, name);
  if (fullName(container.image ?? "") !== image) return pulling(control, machine, worker, name);
  if (worker.end !== undefined) return;
  const pulled = pullDone(control, machine, worker, container);
  const inPlace = worker.sandbox.stage === "ready";
  putWorker(control.cluster, inPlace ? createContainer(control, machine, pulled, container) : changeRun(pulled, name, (run) => ({ ...run, stage: run.ended === undefined ? "none" : "exited" })));
  enqueue(control, "kubelet", syncKey(worker.pod), 0);
}
