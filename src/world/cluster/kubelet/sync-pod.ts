import { isSidecar, type Container } from "../objects.ts";
import { requeue, type Control } from "../loop.ts";
import { record } from "../record.ts";
import { crashLoopMessage, decideRestart } from "./crash-loop.ts";
import { isOver } from "./kubelets.ts";
import { passed } from "./pod-conditions.ts";
import { isAlive, runOf, syncKey, uidOf, withRun, type ContainerRun, type PodWorker } from "./pod-worker.ts";
import { containerShouldRestart } from "./restart-policy.ts";
import { runtimeOf, type Runtime } from "./runtime.ts";

/**
 * Brings a pod one step closer to what its spec says: a sandbox, init containers one after another, then all others; and
 * starts again what has ended, as its restart policy and its back-off allow.
 * Source: `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, SyncPod and computePodActions.
 */
export function syncPod(control: Control, worker: PodWorker): PodWorker {
  const runtime = runtimeOf(control, worker);
  if (worker.over) return worker;
  if (worker.failed !== undefined) return settle(control, runtime, worker);
  if (worker.sandbox.stage === "starting") return worker;
  if (worker.sandbox.stage === "none") return runtime.startSandbox(control, { ...worker, initialized: false });
  return isThrough(worker) ? settle(control, runtime, worker) : syncContainers(control, runtime, worker);
}

function syncContainers(control: Control, runtime: Runtime, worker: PodWorker): PodWorker {
  const { spec } = worker.pod;
  let after = worker;
  for (const container of spec.initContainers ?? []) {
    if (after.initialized && !isSidecar(container)) continue;
    after = keepRunning(control, runtime, after, container);
    if (!after.initialized && !passed(after, container)) return after;
  }
  after = after.initialized ? after : { ...after, initialized: true };
  for (const container of spec.containers) after = keepRunning(control, runtime, after, container);
  return after;
}

function keepRunning(control: Control, runtime: Runtime, worker: PodWorker, container: Container): PodWorker {
  const run = runOf(worker, container.name)!;
  if (run.stage === "running" && isChanged(run, container)) return run.stopping ? worker : replaced(control, runtime, worker, run);
  if ((run.stage === "none" || run.stage === "exited") && (run.notBefore ?? 0) > control.env.now) return worker;
  if (run.stage === "none") return runtime.startContainer(control, worker, run.name);
  if (run.stage !== "exited" || (isInit(worker, container) && run.ended!.exitCode === 0)) return worker;
  if (run.anew !== true && !containerShouldRestart(container, worker.pod.spec.restartPolicy, run.ended!.exitCode)) return worker;
  const decision = decideRestart(run.backoff, run.ended!.finishedAt!, control.env.now);
  control.causes = run.because;
  if (!decision.restart) return backOff(control, worker, run, decision.until);
  return runtime.startContainer(control, withRun(worker, { ...run, backoff: decision.entry }), run.name);
}

/** Its pod says another image than it was made from. Source: `computePodActions`, containerChanged. */
const isChanged = (run: ContainerRun, container: Container): boolean => run.image !== undefined && run.image !== (container.image ?? "");

function replaced(control: Control, runtime: Runtime, worker: PodWorker, run: ContainerRun): PodWorker {
  const { pod, node } = worker;
  const fact = record(control, { kind: "Pod", object: pod, type: "Normal", reason: "Killing", message: `Container ${run.name} definition changed, will be restarted`, from: { component: "kubelet", host: node } });
  control.causes = [fact];
  const stopping = runtime.stopContainer(control, worker, run.name, pod.spec.terminationGracePeriodSeconds ?? 30);
  return withRun(stopping, { ...runOf(stopping, run.name)!, anew: true });
}

const isInit = ({ pod }: PodWorker, container: Container): boolean => pod.spec.initContainers?.includes(container) === true && !isSidecar(container);

/** CrashLoopBackOff is the waiting, not the reason for it. */
function backOff(control: Control, worker: PodWorker, run: ContainerRun, until: number): PodWorker {
  if (run.waiting?.reason === "CrashLoopBackOff") return worker;
  const { pod, node } = worker;
  const { name, namespace = "default" } = pod.metadata;
  const message = crashLoopMessage(run.backoff!.backoff, run.name, { name, namespace, uid: uidOf(pod) });
  const fact = record(control, { kind: "Pod", object: pod, type: "Warning", reason: "BackOff", message: `Back-off restarting failed container ${run.name} in pod ${name}_${namespace}(${uidOf(pod)})`, from: { component: "kubelet", host: node } });
  requeue(control, "kubelet", syncKey(pod), until - control.env.now);
  return withRun(worker, { ...run, waiting: { reason: "CrashLoopBackOff", message }, because: [fact] });
}

/** Every container but the sidecars has ended for good, or an init container has failed for good. Source: `computePodActions`, KillPod. */
function isThrough({ pod: { spec }, runs, initialized }: PodWorker): boolean {
  const ended = (c: Container): boolean => {
    const run = runs.find(({ name }) => name === c.name)!;
    return run.stage === "exited" && run.anew !== true && !containerShouldRestart(c, spec.restartPolicy, run.ended!.exitCode);
  };
  const inits = (spec.initContainers ?? []).filter((c) => !isSidecar(c));
  return initialized ? spec.containers.every(ended) : inits.some((c) => ended(c) && runs.find(({ name }) => name === c.name)!.ended!.exitCode !== 0);
}

/** When nothing is going to run any more, sidecars end and the sandbox is given back. */
function settle(control: Control, runtime: Runtime, worker: PodWorker): PodWorker {
  const alive = worker.runs.filter((run) => isAlive(run) && !run.stopping);
  if (alive.length === 0) return worker.runs.some(isAlive) ? worker : isOver(control.cluster, runtime.stopSandbox(control, worker));
  return alive.reduce((after, run) => runtime.stopContainer(control, after, run.name, worker.pod.spec.terminationGracePeriodSeconds ?? 30), worker);
}
