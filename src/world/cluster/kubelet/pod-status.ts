import type { Control } from "../loop.ts";
import { isSidecar, type Container, type ContainerState, type ContainerStatus, type PodPhase, type PodStatus } from "../objects.ts";
import { update } from "../write.ts";
import { nodeAddress } from "./address.ts";
import { kubeletOf } from "./kubelets.ts";
import { conditionsOf } from "./pod-conditions.ts";
import { podPhase } from "./pod-phase.ts";
import { containersOf, isAlive, podKey, runOf, uidOf, type ContainerRun, type PodWorker } from "./pod-worker.ts";
import { podQOS } from "./qos.ts";

/** What the kubelet says of a pod: `pkg/kubelet/status/generate.go`, `kubelet_pods.go`, generateAPIPodStatus. */

/**
 * Writes the status to the API server, when it says something new and the pod is still there. Answers the worker with the
 * pod as it is then: older ones need not be kept for it.
 */
export function writeStatus(control: Control, worker: PodWorker): PodWorker {
  const known = worker.pod;
  const written = update(control, "Pod", podKey(known), (pod) => {
    if (uidOf(pod) !== uidOf(known)) return pod;
    const status = statusOf(control, worker, pod.status);
    return same(status, pod.status) ? pod : { ...pod, status };
  });
  return written === undefined || written === known || written.spec !== known.spec || written.metadata.deletionTimestamp !== known.metadata.deletionTimestamp ? worker : { ...worker, pod: written };
}

function statusOf(control: Control, worker: PodWorker, before: PodStatus): PodStatus {
  const { spec } = worker.pod;
  const containerStatuses = spec.containers.map((c) => containerStatus(worker, c));
  const initContainerStatuses = (spec.initContainers ?? []).map((c) => containerStatus(worker, c));
  const statuses = [...initContainerStatuses, ...containerStatuses];
  const phase = phaseOf(worker, statuses);
  const podIP = worker.sandbox.stage === "ready" ? worker.sandbox.address : before.podIP;
  return {
    ...before, ...worker.failed, phase, startTime: worker.startTime, qosClass: before.qosClass ?? podQOS(spec),
    conditions: conditionsOf(worker, phase, statuses, before.conditions ?? [], control.env.now),
    ...(containerStatuses.length === 0 ? {} : { containerStatuses }),
    ...(initContainerStatuses.length === 0 ? {} : { initContainerStatuses }),
    hostIP: before.hostIP ?? nodeAddress(kubeletOf(control.cluster, worker.node)!.place),
    ...(podIP === undefined ? {} : { podIP, podIPs: before.podIP === podIP && before.podIPs !== undefined ? before.podIPs : [{ ip: podIP }] }),
  };
}

/** The phase that follows from what its containers do. */
function phaseOf(worker: PodWorker, statuses = statusesOf(worker)): PodPhase {
  if (worker.failed !== undefined) return "Failed";
  const terminal = worker.end !== undefined && !worker.runs.some(isAlive);
  return podPhase(worker.pod.spec, statuses, { terminal, initialized: worker.initialized });
}

const statusesOf = (worker: PodWorker): ContainerStatus[] => containersOf(worker.pod).map((c) => containerStatus(worker, c));

function containerStatus(worker: PodWorker, container: Container): ContainerStatus {
  const run = runOf(worker, container.name)!;
  const init = worker.pod.spec.initContainers?.includes(container) === true && !isSidecar(container);
  const state = stateOf(run, worker.pod.spec.initContainers !== undefined && worker.pod.spec.initContainers.length > 0);
  const last = state.terminated === undefined ? run.ended : run.before;
  return {
    name: run.name, ready: init ? run.ended?.exitCode === 0 && run.stage === "exited" : run.stage === "running" && run.started && run.ready, started: run.stage === "running" && run.started,
    restartCount: restartCount(run), state, ...(container.resources === undefined ? {} : { resources: container.resources }), ...(last === undefined ? {} : { lastState: { terminated: last } }), image: container.image ?? "",
    ...(run.imageID === "" ? {} : { imageID: run.imageID }),
    ...(run.id === "" ? {} : { containerID: `containerd://${run.id}` }),
  };
}

/** A start counts when it has come about: until then it is the container before that is told of. */
const restartCount = ({ stage, restarts, ended }: ContainerRun): number => (stage === "starting" && ended !== undefined ? restarts - 1 : restarts);

/** One that is being started again still shows how it ended, or that it waited. */
function stateOf(run: ContainerRun, hasInit: boolean): ContainerState {
  if (run.stage === "running") return { running: { startedAt: run.startedAt } };
  if (run.waiting !== undefined) return { waiting: run.waiting };
  if (run.ended !== undefined && run.stage !== "none") return { terminated: run.ended };
  return { waiting: { reason: hasInit ? "PodInitializing" : "ContainerCreating" } };
}

/** Whether two pieces of plain data say the same. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && same(left[key], right[key]));
}
