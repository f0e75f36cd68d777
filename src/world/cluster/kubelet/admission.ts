import { SECOND } from "../../../kernel/time.ts";
import { requeue, type Control } from "../loop.ts";
import { conditionOf, type Pod } from "../objects.ts";
import { amountsOf } from "../pod-requests.ts";
import { record } from "../record.ts";
import { remove, update } from "../write.ts";
import { addWorker, kubeletOf, putWorker } from "./kubelets.ts";
import { SYSTEM_CRITICAL_PRIORITY } from "./oom-score-adj.ts";
import { createWorker, podKey, syncKey, type PodWorker } from "./pod-worker.ts";
import { writeStatus } from "./pod-status.ts";
import { podQOS } from "./qos.ts";
import { syncPod } from "./sync-pod.ts";

/**
 * The kubelet looks at a pod for the first time: it is refused when what it asks for is not free on the node, whoever
 * put it there. Source: `pkg/kubelet/lifecycle/predicate.go`, Admit.
 */
export function admit(control: Control, pod: Pod, node: string): void {
  if (pod.status.phase === "Succeeded" || pod.status.phase === "Failed") return;
  if (pod.metadata.deletionTimestamp !== undefined) return remove(control, "Pod", podKey(pod));
  const worker = createWorker(pod, node, control.env.now);
  const failed = pressed(control, worker) ?? lacking(control, worker);
  if (failed !== undefined) return refuse(control, worker, failed);
  addWorker(control.cluster, worker);
  if (pod.spec.activeDeadlineSeconds !== undefined) requeue(control, "kubelet", syncKey(pod), pod.spec.activeDeadlineSeconds * SECOND);
  putWorker(control.cluster, writeStatus(control, syncPod(control, worker)));
}

/** Nothing of it is ever started: its status says no more than why. Source: `pkg/kubelet/kubelet.go`, rejectPod. */
function refuse(control: Control, { pod, node }: PodWorker, { reason, message }: NonNullable<PodWorker["failed"]>): void {
  record(control, { kind: "Pod", object: pod, type: "Warning", reason, message, from: { component: "kubelet", host: node } });
  update(control, "Pod", podKey(pod), (p) => ({ ...p, status: { ...p.status, phase: "Failed", reason, message: `Pod was rejected: ${message}`, startTime: control.env.now, qosClass: p.status.qosClass ?? podQOS(p.spec) } }));
}

/** A node that is short of memory takes nobody who has asked for none. Source: `eviction_manager.go`, Admit. */
function pressed({ cluster }: Control, { pod, node }: PodWorker): PodWorker["failed"] {
  const short = conditionOf(cluster.store.get("Node", node)?.status.conditions, "MemoryPressure")?.status === "True";
  const critical = (pod.spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY;
  return short && !critical && podQOS(pod.spec) === "BestEffort" ? { reason: "Evicted", message: "The node had condition: [MemoryPressure]. " } : undefined;
}

function lacking(control: Control, { node, requests }: PodWorker): PodWorker["failed"] {
  const { used } = kubeletOf(control.cluster, node)!;
  const allocatable = amountsOf(control.cluster.store.get("Node", node)?.status.allocatable);
  for (const [name, wanted] of Object.entries({ pods: 1, ...requests })) {
    const capacity = allocatable[name] ?? 0;
    const taken = used[name] ?? 0;
    if (wanted > 0 && taken + wanted > capacity) return { reason: `OutOf${name}`, message: `Node didn't have enough resource: ${name}, requested: ${wanted}, used: ${taken}, capacity: ${capacity}` };
  }
  return undefined;
}
