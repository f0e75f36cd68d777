import type { Kind, Objects } from "../../kinds.ts";
import type { Subresource } from "../../command.ts";
import { structOf, type Type } from "../schema.ts";
import { same } from "../../same.ts";
import { metadataProblems, selectorProblems } from "./metadata.ts";
import { podResizeProblems, podSpecProblems, podUpdateProblems, PORT_RANGE } from "./pod.ts";
import { forbidden, invalid, required, twice, unsupported, type Problem } from "./problems.ts";
import * as workload from "./workload.ts";

/**
 * Why the API server would not store an object (with its defaults filled in); undefined when it would.
 * `The Deployment "shop" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0`.
 * Sources: the `validation` package of each group in `pkg/apis`, `kubectl/pkg/cmd/util/helpers.go`, checkErr.
 */
export function refusalOf<K extends Kind>(kind: K, object: Objects[K], before?: Objects[K], subresource?: Subresource): string | undefined {
  const problems = [...metadataProblems(kind, object.metadata), ...wordProblems(kind, object), ...(own(kind)?.(object) ?? []), ...(before === undefined ? [] : (changes(kind, subresource)?.(before, object) ?? []))];
  if (problems.length === 0) return undefined;
  const head = `The ${kind} "${object.metadata.name ?? ""}" is invalid: `;
  const said = [...new Set(problems)];
  return said.length === 1 ? head + said[0]! : [head, ...said.map((one) => `* ${one}`)].join("\n");
}

const own = <K extends Kind>(kind: K) => RULES[kind] as ((object: Objects[K]) => Problem[]) | undefined;
const changes = <K extends Kind>(kind: K, subresource: Subresource | undefined) => (subresource === "resize" ? podResizeProblems : CHANGES[kind]) as ((before: Objects[K], after: Objects[K]) => Problem[]) | undefined;

/** Words that have to be one of a few, wherever the kind's struct says so. */
function wordProblems(kind: Kind, object: Objects[Kind]): Problem[] {
  const { fields } = structOf(kind);
  return [...fields].flatMap(([name, { type }]) => (name === "metadata" || name === "status" || TRANSLATED.has(`${kind}.${name}`) ? [] : words(type, (object as unknown as Record<string, unknown>)[name], name)));
}

/** Kept in another form than the API's. */
const TRANSLATED: ReadonlySet<string> = new Set(["HorizontalPodAutoscaler.spec"]);

function words(type: Type, value: unknown, path: string): Problem[] {
  if (value === undefined || value === null) return [];
  if (type.is === "list") return (value as readonly unknown[]).flatMap((one, place) => words(type.of, one, `${path}[${place}]`));
  if (type.is === "string") return type.oneOf === undefined || value === "" || type.oneOf.includes(value as string) ? [] : [unsupported(path, value, type.oneOf.toSorted())];
  if (type.is !== "object") return [];
  return [...structOf(type.struct).fields].flatMap(([name, field]) => words(field.type, (value as Record<string, unknown>)[name], `${path}.${name}`));
}

const RULES: { readonly [K in Kind]?: (object: Objects[K]) => Problem[] } = {
  Pod: ({ spec }) => podSpecProblems("spec", spec),
  Deployment: workload.deploymentProblems,
  ReplicaSet: workload.replicaSetProblems,
  StatefulSet: workload.statefulSetProblems,
  DaemonSet: workload.daemonSetProblems,
  Job: workload.jobProblems,
  CronJob: workload.cronJobProblems,
  Service: serviceProblems,
  HorizontalPodAutoscaler: autoscalerProblems,
  PodDisruptionBudget: budgetProblems,
  PersistentVolumeClaim: ({ spec }) => [
    ...((spec.accessModes ?? []).length === 0 ? [required("spec.accessModes", "at least 1 access mode is required")] : []),
    ...(spec.resources?.requests?.storage === undefined ? [required("spec.resources[storage]")] : []),
  ],
  PersistentVolume: ({ spec }) => (spec.capacity?.storage === undefined ? [required("spec.capacity")] : []),
  NetworkPolicy: ({ spec }) => selectorProblems("spec.podSelector", spec.podSelector),
};

function serviceProblems({ spec }: Objects["Service"]): Problem[] {
  const ports = spec.ports ?? [];
  const missing = ports.length === 0 && spec.type !== "ExternalName" && spec.clusterIP !== "None";
  return [
    ...(missing ? [required("spec.ports")] : []),
    ...ports.flatMap(({ name, port, nodePort, targetPort }, place) => {
      const at = `spec.ports[${place}]`;
      return [
        ...(ports.length > 1 && (name === undefined || name === "") ? [required(`${at}.name`)] : []),
        ...(port >= 1 && port <= 65_535 ? [] : [invalid(`${at}.port`, port ?? 0, PORT_RANGE)]),
        ...(typeof targetPort === "number" && (targetPort < 1 || targetPort > 65_535) ? [invalid(`${at}.targetPort`, targetPort, PORT_RANGE)] : []),
        ...(nodePort === undefined || (nodePort >= 30_000 && nodePort <= 32_767) ? [] : [invalid(`${at}.nodePort`, nodePort, "provided port is not in the valid range. The range of valid ports is 30000-32767")]),
      ];
    }),
    ...twice("spec.ports", "name", ports.map(({ name }) => name)),
    ...(spec.type === "ExternalName" && spec.externalName === undefined ? [required("spec.externalName")] : []),
  ];
}

function autoscalerProblems({ spec }: Objects["HorizontalPodAutoscaler"]): Problem[] {
  const { minReplicas, maxReplicas } = spec;
  return [
    ...(minReplicas < 1 ? [invalid("spec.minReplicas", minReplicas, "must be greater than or equal to 1")] : []),
    ...(maxReplicas === undefined || maxReplicas < 1 ? [invalid("spec.maxReplicas", maxReplicas ?? 0, "must be greater than 0")] : []),
    ...(maxReplicas < minReplicas ? [invalid("spec.maxReplicas", maxReplicas, "must be greater than or equal to `minReplicas`")] : []),
    ...(spec.scaleTargetRef?.name === undefined ? [required("spec.scaleTargetRef.name")] : []),
    ...spec.metrics.flatMap((metric, place) => ("averageUtilization" in metric && metric.averageUtilization < 1 ? [invalid(`spec.metrics[${place}].resource.target.averageUtilization`, metric.averageUtilization, "must be greater than 0")] : [])),
    ...(["scaleUp", "scaleDown"] as const).flatMap((way) => {
      const seconds = spec.behavior?.[way]?.stabilizationWindowSeconds;
      const path = `spec.behavior.${way}.stabilizationWindowSeconds`;
      if (seconds === undefined || (seconds >= 0 && seconds <= 3600)) return [];
      return [seconds < 0 ? invalid(path, seconds, "must be greater than or equal to zero") : invalid(path, seconds, "must be less than or equal to 3600")];
    }),
  ];
}

function budgetProblems({ spec }: Objects["PodDisruptionBudget"]): Problem[] {
  const both = spec.minAvailable !== undefined && spec.maxUnavailable !== undefined;
  return [...(both ? [invalid("spec", spec, "minAvailable and maxUnavailable cannot be both set")] : []), ...selectorProblems("spec.selector", spec.selector)];
}

const selectorAnd = (...fields: string[]) => (before: { readonly spec: unknown }, after: { readonly spec: unknown }): Problem[] => workload.workloadUpdateProblems(before, after, ["selector", ...fields]);

const CHANGES: { readonly [K in Kind]?: (before: Objects[K], after: Objects[K]) => Problem[] } = {
  Pod: podUpdateProblems,
  Deployment: selectorAnd(),
  ReplicaSet: selectorAnd(),
  DaemonSet: selectorAnd(),
  StatefulSet: (before, after) => {
    const kept = ({ spec: { replicas: _r, template: _t, updateStrategy: _u, minReadySeconds: _m, ...rest } }: Objects["StatefulSet"]): unknown => rest;
    return same(kept(before), kept(after)) ? [] : [forbidden("spec", "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")];
  },
  Job: (before, after) => [...workload.queueChangeProblems(before, after), ...workload.workloadUpdateProblems(before, after, ["completions", "selector", "template"].filter((field) => field !== "completions" || before.spec.completionMode !== "Indexed"))],
  Service: ({ spec: { clusterIP: was } }, { spec: { clusterIP: is } }) => (was === undefined || was === "" || is === was ? [] : [invalid("spec.clusterIP", is ?? "", "field is immutable")]),
  PersistentVolumeClaim: (before, after) => {
    const kept = ({ spec: { resources: _r, volumeName: _v, ...rest } }: Objects["PersistentVolumeClaim"]): unknown => rest;
    return same(kept(before), kept(after)) ? [] : [forbidden("spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims")];
  },
  PriorityClass: ({ value: was }, { value: is }) => (was === is ? [] : [forbidden("value", "may not be changed in an update.")]),
};

