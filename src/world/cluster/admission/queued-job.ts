import { queueOf } from "../controllers/kueue/loop.ts";
import type { Job } from "../objects.ts";

/** A job that names a queue begins suspended: the queue lets it in. Source: `kueue/pkg/controller/jobs/job/job_webhook.go`, Default. */
export const heldInQueue = (job: Job): Job => (queueOf(job) === undefined || job.spec.suspend === true ? job : { ...job, spec: { ...job.spec, suspend: true } });
