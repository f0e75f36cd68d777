import { seconds, type Nanos } from "../../../kernel/time.ts";
import { withCondition } from "../conditions.ts";
import { aside, requeue, type Loop } from "../loop.ts";
import { keyOfObject } from "../store.ts";
import { requestDeletion, update } from "../write.ts";

/** How often it looks, and how long a node must be gone before its pods are given up. Source: `podgc/gc_controller.go`. */
const PERIOD: Nanos = seconds(20);
const QUARANTINE: Nanos = seconds(40);

const ORPHANED = { type: "DisruptionTarget", status: "True", reason: "DeletionByPodGC", message: "PodGC: node no longer exists" } as const;

/**
 * Takes away pods of nodes that exist no more: no kubelet will ever end them. Its keys are names of nodes, and `again NAME`
 * after the quarantine. Source: `pkg/controller/podgc/gc_controller.go`, gcOrphaned.
 */
export const podGarbageCollector: Loop = {
  name: "pod-garbage-collector",
  hears: { Node: ({ after, key }) => (after === undefined ? [key] : []) },
  sync(control, key) {
    const { env, cluster: { store } } = control;
    const name = key.slice(key.indexOf(" ") + 1);
    if (store.get("Node", name) !== undefined) return;
    if (key === name) return requeue(control, "pod-garbage-collector", `again ${name}`, QUARANTINE + PERIOD - (env.now % PERIOD));
    for (const pod of store.podsOn(name)) {
      const podKey = keyOfObject("Pod", pod);
      aside(control, () => {
        update(control, "Pod", podKey, (p) => withCondition({ ...p, status: { ...p.status, phase: p.status.phase === "Succeeded" ? "Succeeded" : "Failed" } }, ORPHANED, env.now));
        requestDeletion(control, "Pod", podKey, 0);
      });
    }
  },
};
