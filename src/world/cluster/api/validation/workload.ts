import { queueOf } from "../../controllers/kueue/loop.ts";
import { matchesLabelSelector } from "../../label-selector.ts";
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../apps.ts";
import type { CronJob, Job } from "../batch.ts";
import type { PodTemplateSpec, RestartPolicy } from "../core.ts";
import type { LabelSelector } from "../meta.ts";
import { same } from "../../same.ts";
import { labelProblems, selectorProblems } from "./metadata.ts";
import { podSpecProblems } from "./pod.ts";
import { forbidden, invalid, notNegative, required, unsupported, type Problem } from "./problems.ts";

/** Workloads. Sources: `pkg/apis/apps/validation/validation.go`, `pkg/apis/batch/validation/validation.go`. */

export const deploymentProblems = ({ spec }: Deployment): Problem[] => [
  ...notNegative("spec.replicas", spec.replicas),
  ...ownedTemplate(spec.selector, spec.template),
  ...notNegative("spec.minReadySeconds", spec.minReadySeconds),
  ...notNegative("spec.revisionHistoryLimit", spec.revisionHistoryLimit),
  ...rollingProblems(spec.strategy),
  ...((spec.progressDeadlineSeconds ?? 600) <= (spec.minReadySeconds ?? 0) ? [invalid("spec.progressDeadlineSeconds", spec.progressDeadlineSeconds, "must be greater than minReadySeconds")] : []),
];

const isZero = (value: number | string | undefined): boolean => value === 0 || value === "0%" || value === "0";

function rollingProblems({ type, rollingUpdate }: Deployment["spec"]["strategy"]): Problem[] {
  const path = "spec.strategy.rollingUpdate";
  if (type === "Recreate") return rollingUpdate === undefined ? [] : [forbidden(path, "may not be specified when strategy `type` is 'Recreate'")];
  const { maxSurge, maxUnavailable } = rollingUpdate ?? {};
  const shaped = Object.entries({ maxUnavailable, maxSurge }).flatMap(([name, value]) =>
    typeof value === "string" && !/^\d+%$/.test(value) ? [invalid(`${path}.${name}`, value, "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")] : typeof value === "number" ? notNegative(`${path}.${name}`, value) : []);
  return isZero(maxSurge) && isZero(maxUnavailable) ? [...shaped, invalid(`${path}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0")] : shaped;
}

export const replicaSetProblems = ({ spec }: ReplicaSet): Problem[] => [...notNegative("spec.replicas", spec.replicas), ...ownedTemplate(spec.selector, spec.template)];

export const statefulSetProblems = ({ spec }: StatefulSet): Problem[] => [...notNegative("spec.replicas", spec.replicas), ...ownedTemplate(spec.selector, withClaims(spec)), ...notNegative("spec.updateStrategy.rollingUpdate.partition", spec.updateStrategy.rollingUpdate?.partition)];

/** Its pods may mount the claims that they are going to have. */
function withClaims({ template, volumeClaimTemplates = [] }: StatefulSet["spec"]): PodTemplateSpec | undefined {
  if (template?.spec === undefined || volumeClaimTemplates.length === 0) return template;
  const claims = volumeClaimTemplates.map(({ metadata }) => ({ name: metadata.name, emptyDir: {} }));
  return { ...template, spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] } };
}

export const daemonSetProblems = ({ spec }: DaemonSet): Problem[] => ownedTemplate(spec.selector, spec.template);

/** A selector that finds the pods of its own template, and nothing that ends. */
function ownedTemplate(selector: LabelSelector | undefined, template: PodTemplateSpec | undefined): Problem[] {
  const empty = selector === undefined || (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0);
  const labels = template?.metadata?.labels ?? {};
  return [
    ...(selector === undefined ? [required("spec.selector")] : empty ? [invalid("spec.selector", selector, "empty selector is invalid for deployment")] : selectorProblems("spec.selector", selector)),
    ...(matchesLabelSelector(selector, labels) ? [] : [invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`")]),
    ...templateProblems("spec.template", template, ["Always"]),
  ];
}

function templateProblems(path: string, template: PodTemplateSpec | undefined, policies: readonly RestartPolicy[]): Problem[] {
  const policy = template?.spec?.restartPolicy;
  const wrong = policy === undefined || policies.includes(policy) ? [] : [unsupported(`${path}.spec.restartPolicy`, policy, policies)];
  return [...labelProblems(`${path}.labels`, template?.metadata?.labels), ...podSpecProblems(`${path}.spec`, template?.spec), ...wrong];
}

const ENDING: readonly RestartPolicy[] = ["OnFailure", "Never"];

const jobSpecProblems = (path: string, spec: Job["spec"]): Problem[] => [
  ...notNegative(`${path}.parallelism`, spec.parallelism), ...notNegative(`${path}.completions`, spec.completions), ...notNegative(`${path}.backoffLimit`, spec.backoffLimit),
  ...notNegative(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds), ...notNegative(`${path}.ttlSecondsAfterFinished`, spec.ttlSecondsAfterFinished),
  ...(spec.completionMode === "Indexed" && spec.completions === undefined ? [required(`${path}.completions`, "when completion mode is Indexed")] : []),
  ...(spec.template === undefined ? [required(`${path}.template`)] : templateProblems(`${path}.template`, spec.template, ENDING)),
];

export const jobProblems = ({ spec }: Job): Problem[] => jobSpecProblems("spec", spec);

const FIELD = /^(\*|\d+(-\d+)?)(\/\d+)?(,(\*|\d+(-\d+)?)(\/\d+)?)*$/;

export const cronJobProblems = ({ spec }: CronJob): Problem[] => [
  ...(spec.schedule === undefined || spec.schedule === "" ? [required("spec.schedule")] : isSchedule(spec.schedule) ? [] : [invalid("spec.schedule", spec.schedule, `expected exactly 5 fields, found ${spec.schedule.trim().split(/\s+/).length}: [${spec.schedule.trim()}]`)]),
  ...jobSpecProblems("spec.jobTemplate.spec", spec.jobTemplate.spec),
];

const isSchedule = (schedule: string): boolean => /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(schedule) || (schedule.trim().split(/\s+/).length === 5 && schedule.trim().split(/\s+/).every((field) => FIELD.test(field)));

/** What of a workload cannot be changed any more. */
export function workloadUpdateProblems(before: { readonly spec: unknown }, after: { readonly spec: unknown }, fields: readonly string[]): Problem[] {
  const [old, now] = [before.spec as Readonly<Record<string, unknown>>, after.spec as Readonly<Record<string, unknown>>];
  return fields.flatMap((field) => (same(old[field], now[field]) ? [] : [invalid(`spec.${field}`, now[field], "field is immutable")]));
}

/** A job that runs cannot be moved into a queue. Source: `kueue/pkg/controller/jobframework/validation.go`, ValidateJobOnUpdate. */
export const queueChangeProblems = (before: Job, after: Job): Problem[] =>
  before.spec.suspend === true || queueOf(before) === queueOf(after) ? [] : [invalid("metadata.labels[kueue.x-k8s.io/queue-name]", queueOf(after) ?? "", "field is immutable")];
