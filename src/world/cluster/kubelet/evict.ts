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
  const fact = record(control, { kind: "Pod", object: pod, type: "Warning", reason: "Evicted", message, from: { component: "kubelet", host: node } });
  update(control, "Pod", podKey(pod), (p) => disrupted(p, message, control.env.now));
  let ended: PodWorker = { ...worker, failed: { reason: "Evicted", message } };
  for (const { name } of worker.runs.filter(isAlive)) {
    control.causes = [fact];
    record(control, { kind: "Pod", object: pod, type: "Normal", reason: "Killing", message: `Stopping container ${name}`, from: { component: "kubelet", host: node } });
    ended = runtimeOf(control, worker).stopContainer(control, ended, name, GRACE_S);
  }
  putWorker(control.cluster, ended);
  enqueue(control, "kubelet", syncKey(pod), 0);
}

function disrupted(pod: Pod, message: string, now: number): Pod {
  const condition: Condition = { type: "DisruptionTarget", status: "True", lastTransitionTime: now, reason: "TerminationByKubelet", message };
  return { ...pod, status: { ...pod.status, conditions: [...(pod.status.conditions ?? []), condition] } };
}
