import { defaultImagePullPolicy } from "../image-name.ts";
import type { Kind, Objects } from "../kinds.ts";
import type { Container, Job, JobSpec, PodSpec, PodTemplateSpec, Probe } from "../objects.ts";

/**
 * What the API server fills in where nothing was written. Done for every object that is created or changed, so that
 * nobody behind the server has to think of what is missing. Sources: `pkg/apis/core/v1/defaults.go`,
 * `pkg/apis/apps/v1/defaults.go`, `pkg/apis/batch/v1/defaults.go`, `pkg/apis/autoscaling/v2/defaults.go`.
 */
export function defaulted<K extends Kind>(kind: K, object: Objects[K]): Objects[K] {
  const fill = DEFAULTS[kind] as ((object: Objects[K]) => Objects[K]) | undefined;
  return fill === undefined ? object : fill(object);
}

const DEFAULTS: { readonly [K in Kind]?: (object: Objects[K]) => Objects[K] } = {
  Pod: (pod) => ({ ...pod, spec: withRequests(podSpec(pod.spec)) }),
  Deployment: (d) => ({
    ...d,
    spec: {
      ...d.spec, replicas: d.spec.replicas ?? 1, revisionHistoryLimit: d.spec.revisionHistoryLimit ?? 10, progressDeadlineSeconds: d.spec.progressDeadlineSeconds ?? 600,
      strategy: strategy(d.spec.strategy), template: template(d.spec.template),
    },
  }),
  ReplicaSet: (set) => ({ ...set, spec: { ...set.spec, replicas: set.spec.replicas ?? 1, template: template(set.spec.template) } }),
  StatefulSet: (set) => ({
    ...set,
    spec: {
      ...set.spec, replicas: set.spec.replicas ?? 1, podManagementPolicy: set.spec.podManagementPolicy ?? "OrderedReady",
      updateStrategy: set.spec.updateStrategy?.type === "OnDelete" ? set.spec.updateStrategy : { type: "RollingUpdate", rollingUpdate: { partition: set.spec.updateStrategy?.rollingUpdate?.partition ?? 0 } },
      ...(set.spec.template && { template: template(set.spec.template) }),
      ...(set.spec.volumeClaimTemplates && { volumeClaimTemplates: set.spec.volumeClaimTemplates.map((claim) => ({ ...claim, status: { phase: "Pending" as const } })) }),
    },
  }),
  DaemonSet: (set) => ({
    ...set,
    spec: {
      ...set.spec,
      updateStrategy: set.spec.updateStrategy?.type === "OnDelete" ? set.spec.updateStrategy : { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0, ...set.spec.updateStrategy?.rollingUpdate } },
      ...(set.spec.template && { template: template(set.spec.template) }),
    },
  }),
  Job: (job) => ({ ...job, spec: jobSpec(job) }),
  CronJob: (job) => ({
    ...job,
    spec: {
      ...job.spec, suspend: job.spec.suspend ?? false, concurrencyPolicy: job.spec.concurrencyPolicy ?? "Allow",
      successfulJobsHistoryLimit: job.spec.successfulJobsHistoryLimit ?? 3, failedJobsHistoryLimit: job.spec.failedJobsHistoryLimit ?? 1,
      jobTemplate: { ...job.spec.jobTemplate, spec: { ...job.spec.jobTemplate?.spec, template: template(job.spec.jobTemplate?.spec?.template) } },
    },
  }),
  Service: (s) => ({
    ...s,
    spec: {
      ...s.spec, type: s.spec.type ?? "ClusterIP", sessionAffinity: s.spec.sessionAffinity ?? "None",
      ...(s.spec.ports && { ports: s.spec.ports.map((port) => ({ ...port, protocol: port.protocol ?? "TCP", targetPort: port.targetPort ?? port.port })) }),
    },
  }),
  HorizontalPodAutoscaler: (hpa) => ({
    ...hpa,
    spec: { ...hpa.spec, minReplicas: hpa.spec.minReplicas ?? 1, metrics: hpa.spec.metrics?.length ? hpa.spec.metrics : [{ type: "Resource", resource: "cpu", averageUtilization: 80 }] },
  }),
  PersistentVolumeClaim: (claim) => ({ ...claim, spec: { ...claim.spec, storageClassName: claim.spec.storageClassName ?? "standard" } }),
  PersistentVolume: (volume) => ({ ...volume, spec: { ...volume.spec, persistentVolumeReclaimPolicy: volume.spec.persistentVolumeReclaimPolicy ?? "Retain" } }),
  PriorityClass: (c) => ({ ...c, preemptionPolicy: c.preemptionPolicy ?? "PreemptLowerPriority" }),
  Secret: (secret) => ({ ...secret, type: secret.type ?? "Opaque" }),
  Namespace: (namespace) => ({
    ...namespace,
    metadata: { ...namespace.metadata, labels: { "kubernetes.io/metadata.name": namespace.metadata.name, ...namespace.metadata.labels } },
    spec: { ...namespace.spec, finalizers: namespace.spec?.finalizers ?? ["kubernetes"] },
  }),
  NetworkPolicy: (policy) => ({ ...policy, spec: { ...policy.spec, policyTypes: policy.spec.policyTypes ?? (policy.spec.egress === undefined ? ["Ingress"] : ["Ingress", "Egress"]) } }),
};

type Strategy = Objects["Deployment"]["spec"]["strategy"];

function strategy(written: Partial<Strategy> | undefined): Strategy {
  if (written?.type === "Recreate") return written as Strategy;
  const { maxSurge = "25%", maxUnavailable = "25%" } = written?.rollingUpdate ?? {};
  return { type: "RollingUpdate", ...written, rollingUpdate: { maxSurge, maxUnavailable } };
}

const template = (written: PodTemplateSpec): PodTemplateSpec => (written?.spec === undefined ? written : { ...written, spec: podSpec(written.spec) });

/** Finished pods with completions left out mean: one success is enough, the others stop. */
function jobSpec({ spec }: Job): JobSpec {
  const both = spec.completions === undefined && spec.parallelism === undefined;
  return {
    ...spec, ...(both ? { completions: 1 } : {}), parallelism: spec.parallelism ?? 1, backoffLimit: spec.backoffLimit ?? 6,
    completionMode: spec.completionMode ?? "NonIndexed", suspend: spec.suspend ?? false, template: template(spec.template),
  };
}

function podSpec(spec: PodSpec): PodSpec {
  return {
    ...spec,
    restartPolicy: spec.restartPolicy ?? "Always",
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    schedulerName: spec.schedulerName ?? "default-scheduler",
    containers: (spec.containers ?? []).map(container),
    ...(spec.initContainers && { initContainers: spec.initContainers.map(container) }),
  };
}

const requested = new WeakMap<PodSpec, PodSpec>();

/**
 * A limit without a request is a request too: in a pod, not yet in the template of one. Worked out once for all pods of
 * a template. Source: `pkg/apis/core/v1/defaults.go`, SetDefaults_Pod.
 */
export function withRequests(spec: PodSpec): PodSpec {
  const known = requested.get(spec);
  if (known !== undefined) return known;
  const filled = fillRequests(spec);
  requested.set(spec, filled);
  return filled;
}

function fillRequests(spec: PodSpec): PodSpec {
  if ([...spec.containers, ...(spec.initContainers ?? [])].every(({ resources }) => resources?.limits === undefined)) return spec;
  const ask = (c: Container): Container => (c.resources?.limits === undefined ? c : { ...c, resources: { ...c.resources, requests: { ...c.resources.limits, ...c.resources.requests } } });
  return { ...spec, containers: spec.containers.map(ask), ...(spec.initContainers && { initContainers: spec.initContainers.map(ask) }) };
}

function container(c: Container): Container {
  const { livenessProbe, readinessProbe, startupProbe } = c;
  return {
    ...c,
    ...(c.image === undefined ? {} : { imagePullPolicy: c.imagePullPolicy ?? defaultImagePullPolicy(c.image) }),
    ...(c.ports && { ports: c.ports.map((port) => ({ ...port, protocol: port.protocol ?? ("TCP" as const) })) }),
    ...(livenessProbe && { livenessProbe: probe(livenessProbe) }),
    ...(readinessProbe && { readinessProbe: probe(readinessProbe) }),
    ...(startupProbe && { startupProbe: probe(startupProbe) }),
  };
}

const probe = (p: Probe): Probe => ({
  ...p,
  ...(p.httpGet && { httpGet: { ...p.httpGet, path: p.httpGet.path ?? "/", scheme: p.httpGet.scheme ?? "HTTP" } }),
  timeoutSeconds: p.timeoutSeconds || 1, periodSeconds: p.periodSeconds || 10, successThreshold: p.successThreshold || 1, failureThreshold: p.failureThreshold || 3,
});
