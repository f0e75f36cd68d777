import { SECOND } from "../../../kernel/time.ts";
import { conditionOf, type Job } from "../objects.ts";
import { requeue, type Loop } from "../loop.ts";
import { requestDeletion } from "../write.ts";
import { itself } from "./controller-ref.ts";

/** When a job was through; undefined while it is not. */
const finishedAt = ({ status }: Job): number | undefined =>
  [conditionOf(status.conditions, "Complete"), conditionOf(status.conditions, "Failed")].find((condition) => condition?.status === "True")?.lastTransitionTime;

/** Jobs that are through and say how long they want to be seen, go after that. Source: `pkg/controller/ttlafterfinished/ttlafterfinished_controller.go`. */
export const ttlAfterFinished: Loop = {
  name: "ttl-after-finished",
  hears: { Job: itself },
  sync(control, key) {
    const job = control.cluster.store.get("Job", key);
    const end = job && finishedAt(job);
    if (end === undefined || job?.spec.ttlSecondsAfterFinished === undefined) return;
    const wait = end + job.spec.ttlSecondsAfterFinished * SECOND - control.env.now;
    if (wait > 0) requeue(control, "ttl-after-finished", key, wait);
    else requestDeletion(control, "Job", key);
  },
};
