import type { Control } from "../loop.ts";
import { record } from "../record.ts";
import { remove } from "../write.ts";
import { kubeletOf, putWorker, removeWorker } from "./kubelets.ts";
import { isAlive, podKey, uidOf, type PodWorker } from "./pod-worker.ts";
import { writeStatus } from "./pod-status.ts";
import { runtimeOf } from "./runtime.ts";

/**
 * The end of a pod: its containers are told to stop and have the grace period for it; when the last one has ended, nothing
 * is left of it on the node, and the API server may forget it. A shorter grace period may be asked for meanwhile.
 * Source: `pkg/kubelet/pod_workers.go`, SyncTerminatingPod and SyncTerminatedPod; `status_manager.go`, canBeDeleted.
 */
export function terminate(control: Control, worker: PodWorker, graceSeconds: number): void {
  const begins = worker.end === undefined || graceSeconds < worker.end.graceSeconds;
  const ending = begins ? stopAll(control, { ...worker, end: { at: worker.end?.at ?? control.env.now, graceSeconds } }) : worker;
  if (ending.runs.some(isAlive) || ending.sandbox.stage === "starting") {
    return putWorker(control.cluster, writeStatus(control, ending));
  }
  finish(control, ending);
}

function stopAll(control: Control, worker: PodWorker): PodWorker {
  const { causes } = control;
  const hollow = kubeletOf(control.cluster, worker.node)!.machine === "";
  let after = worker;
  for (const run of worker.runs.filter(isAlive)) {
    control.causes = causes;
    if (!run.stopping && !hollow) record(control, { kind: "Pod", object: worker.pod, type: "Normal", reason: "Killing", message: `Stopping container ${run.name}`, from: { component: "kubelet", host: worker.node } });
    after = runtimeOf(control, worker).stopContainer(control, after, run.name, worker.end!.graceSeconds);
  }
  return after;
}

/** The containers have ended: their last status, then nothing. */
function finish(control: Control, worker: PodWorker): void {
  writeStatus(control, worker);
  runtimeOf(control, worker).removePod(control, worker);
  removeWorker(control.cluster, worker);
  const { store } = control.cluster;
  const pod = store.get("Pod", podKey(worker.pod));
  if (pod !== undefined && uidOf(pod) === uidOf(worker.pod)) remove(control, "Pod", podKey(pod));
}
