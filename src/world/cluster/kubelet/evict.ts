import { SECOND } from "../../../kernel/time.ts";
import { enqueue, type Control } from "../loop.ts";
import type { Condition, Pod } from "../objects.ts";
import { record } from "../record.ts";
import { update } from "../write.ts";
import { putWorker } from "./kubelets.ts";
import { isAlive, podKey, syncKey, type PodWorker } from "./pod-worker.ts";
import { runtimeOf } from "./runtime.ts";

/** What is left to a pod whose node is out of memory. Source: `eviction_manager.go`, immediateEvictionGracePeriodSeconds. */
const GRACE_S = 1;

/** Ends a pod for good where it is: Failed, and whatever made it may make another one. Its object stays until somebody removes it. */
export function evict(control: Control, worker: PodWorker, message: string): void {
  const { pod, node } = worker;
  record(control, { kind: "Pod", object: pod, type: "Warning", reason: "Evicted", message, from: { component: "kubelet", host: node } });
  update(control, "Pod", podKey(pod), (p) => disrupted(p, message, control.env.now));
  const ended = failed(control, worker, { reason: "Evicted", message }, GRACE_S);
  putWorker(control.cluster, ended);
  enqueue(control, "kubelet", syncKey(pod), 0);
}

/** Its containers are told to stop, and none is started any more. */
function failed(control: Control, worker: PodWorker, why: NonNullable<PodWorker["failed"]>, graceSeconds: number): PodWorker {
  const { causes } = control;
  let ended: PodWorker = { ...worker, failed: why };
  for (const { name } of worker.runs.filter(isAlive)) {
    control.causes = causes;
    record(control, { kind: "Pod", object: worker.pod, type: "Normal", reason: "Killing", message: `Stopping container ${name}`, from: { component: "kubelet", host: worker.node } });
    ended = runtimeOf(control, worker).stopContainer(control, ended, name, graceSeconds);
  }
  return ended;
}

/** A pod that has been active for longer than it may be. Source: `pkg/kubelet/active_deadline.go`. */
export function pastDeadline(control: Control, worker: PodWorker): PodWorker {
  const { pod, node, startTime } = worker;
  const { activeDeadlineSeconds, terminationGracePeriodSeconds = 30 } = pod.spec;
  if (activeDeadlineSeconds === undefined || worker.over || worker.failed !== undefined || control.env.now - startTime < activeDeadlineSeconds * SECOND) return worker;
  const message = "Pod was active on the node longer than the specified deadline";
  record(control, { kind: "Pod", object: pod, type: "Normal", reason: "DeadlineExceeded", message, from: { component: "kubelet", host: node } });
  return failed(control, worker, { reason: "DeadlineExceeded", message }, terminationGracePeriodSeconds);
}

function disrupted(pod: Pod, message: string, now: number): Pod {
  const condition: Condition = { type: "DisruptionTarget", status: "True", lastTransitionTime: now, reason: "TerminationByKubelet", message };
  return { ...pod, status: { ...pod.status, conditions: [...(pod.status.conditions ?? []), condition] } };
}
