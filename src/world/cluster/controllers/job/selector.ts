import type { Job, Labels } from "../../objects.ts";

const JOB_UID_LABEL = "batch.kubernetes.io/controller-uid";
const JOB_NAME_LABEL = "batch.kubernetes.io/job-name";

/** A job finds its pods by its own uid, whatever labels others use. Source: `pkg/registry/batch/job/strategy.go`, generateSelector. */
export function withJobSelector(job: Job): Job {
  const { metadata: { name, uid = "" }, spec } = job;
  if (spec.selector !== undefined) return job;
  const labels: Labels = { ...spec.template.metadata?.labels, [JOB_UID_LABEL]: uid, [JOB_NAME_LABEL]: name, "controller-uid": uid, "job-name": name };
  return { ...job, spec: { ...spec, selector: { matchLabels: { [JOB_UID_LABEL]: uid } }, template: { ...spec.template, metadata: { ...spec.template.metadata, labels } } } };
}
