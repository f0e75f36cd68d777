import { SECOND } from "../../../kernel/time.ts";
import { requeue, type Loop } from "../loop.ts";
import type { Change } from "../store.ts";
import { admit } from "./admission.ts";
import { pastDeadline } from "./evict.ts";
import { kubeletWorks, standsStill } from "./node-life.ts";
import { putWorker, workerOf } from "./kubelets.ts";
import { syncKey, uidOf } from "./pod-worker.ts";
import { writeStatus } from "./pod-status.ts";
import { withSpec } from "./resize.ts";
import { syncPod } from "./sync-pod.ts";
import { terminate } from "./terminate.ts";

/** Pods of nodes; a change of nothing but the status is the kubelet's own doing. */
function* heard({ before, after }: Change<"Pod">): Iterable<string> {
  const pod = after ?? before!;
  if (pod.spec.nodeName === undefined) return;
  const mine = before !== undefined && after !== undefined && before.spec === after.spec && before.metadata.deletionGracePeriodSeconds === after.metadata.deletionGracePeriodSeconds;
  if (!mine) yield syncKey(pod);
}

/**
 * The kubelets of all nodes: each makes the pods bound to its node run, and says how they are.
 * Its keys are pods with their uids. Source: `pkg/kubelet/kubelet.go`, syncLoop and SyncPod; `pod_workers.go`.
 */
export const kubelet: Loop = {
  name: "kubelet",
  hears: { Pod: heard },
  sync(control, key) {
    const gap = key.indexOf(" ");
    const [at, uid] = [key.slice(0, gap), key.slice(gap + 1)];
    const found = control.cluster.store.get("Pod", at);
    const pod = found !== undefined && uidOf(found) === uid ? found : undefined;
    const worker = workerOf(control.cluster, uid);
    const node = worker?.node ?? pod?.spec.nodeName;
    if (node === undefined) return;
    if (!kubeletWorks(control, node)) return standsStill(control, node) ? requeue(control, "kubelet", key, SECOND) : undefined;
    if (worker === undefined) return pod === undefined ? undefined : admit(control, pod, node);
    if (pod === undefined) return terminate(control, worker, 0);
    const seen = worker.over || worker.end !== undefined ? { ...worker, pod } : withSpec(control, worker, pod);
    if (pod.metadata.deletionTimestamp !== undefined) return terminate(control, seen, pod.metadata.deletionGracePeriodSeconds ?? 30);
    putWorker(control.cluster, writeStatus(control, syncPod(control, pastDeadline(control, seen))));
  },
};
