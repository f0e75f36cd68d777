import { toSeconds, type Nanos } from "../../../kernel/time.ts";
import { restartsIn } from "../census.ts";
import type { Cluster } from "../cluster.ts";
import { conditionOf, type Container, type Deployment, type ObjectMeta, type Pod, type PodTemplateSpec, type ReplicaSet } from "../objects.ts";
import { jobStatus } from "../printers/workloads.ts";
import { sorted, type Store } from "../store.ts";
import type { DeploymentRow, KubeJobRow, ReplicaSetRow, WorkloadRow } from "./observed.ts";
import { labelsText, wishesOf } from "./pods.ts";

const restartsOf = (pods: readonly Pod[]): number => pods.reduce((sum, pod) => sum + restartsIn(pod), 0);

const imageOf = (template: PodTemplateSpec | undefined): string => template?.spec.containers[0]?.image ?? "";

const NO_POD: PodTemplateSpec = { spec: { containers: [] } };

function common({ namespace = "default", name, labels }: ObjectMeta, template: PodTemplateSpec | undefined, restarts: number) {
  return { namespace, name, labels: labelsText(labels), image: imageOf(template), restarts, ...wishesOf((template ?? NO_POD).spec) };
}

const revisionOf = ({ metadata }: Deployment | ReplicaSet): number => Number(metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0);

/** What all of them have. */
const careOf = (containers: readonly Container[]) => ({
  readiness: containers.every((c) => c.readinessProbe !== undefined), liveness: containers.every((c) => c.livenessProbe !== undefined), pre_stop: containers.every((c) => c.lifecycle?.preStop !== undefined),
});

export const deploymentRows = ({ store }: Cluster): DeploymentRow[] => sorted(store.all("Deployment")).map((deployment) => {
  const { metadata, spec, status } = deployment;
  const restarts = store.ownedBy(metadata.uid ?? "", "ReplicaSet").flatMap((set) => store.censusOf(set.metadata.uid ?? "")).reduce((sum, row) => sum + row.restarts, 0);
  const progressing = conditionOf(status.conditions, "Progressing");
  const { replicas, updatedReplicas: updated, readyReplicas: ready, availableReplicas: available, unavailableReplicas: unavailable, observedGeneration = 0 } = status;
  const generation = metadata.generation ?? 0;
  return {
    ...common(metadata, spec.template, restarts), desired: spec.replicas, replicas, updated, ready, available, unavailable,
    complete: observedGeneration >= generation && updated === spec.replicas && replicas === updated && available === updated,
    progressing: progressing?.status !== "False", reason: progressing?.reason ?? "", paused: spec.paused === true, revision: revisionOf(deployment), generation, ...careOf(spec.template.spec.containers),
  };
});

export const replicaSetRows = ({ store }: Cluster): ReplicaSetRow[] => sorted(store.all("ReplicaSet")).map((set) => ({
  namespace: set.metadata.namespace ?? "default", name: set.metadata.name, deployment: set.metadata.ownerReferences?.find(({ controller }) => controller === true)?.name ?? "",
  desired: set.spec.replicas, replicas: set.status.replicas, ready: set.status.readyReplicas, available: set.status.availableReplicas, revision: revisionOf(set), image: imageOf(set.spec.template),
}));

const ownPods = (store: Store, { uid = "" }: ObjectMeta): Pod[] => store.ownedBy(uid, "Pod");

export const statefulSetRows = ({ store }: Cluster): WorkloadRow[] => sorted(store.all("StatefulSet")).map(({ metadata, spec, status }) => ({
  ...common(metadata, spec.template, restartsOf(ownPods(store, metadata))), desired: spec.replicas ?? 1, replicas: status.replicas, updated: status.updatedReplicas, ready: status.readyReplicas, available: status.availableReplicas ?? status.readyReplicas,
}));

export const daemonSetRows = ({ store }: Cluster): WorkloadRow[] => sorted(store.all("DaemonSet")).map(({ metadata, spec, status }) => ({
  ...common(metadata, spec.template, restartsOf(ownPods(store, metadata))), desired: status.desiredNumberScheduled, replicas: status.currentNumberScheduled ?? 0, updated: status.updatedNumberScheduled, ready: status.numberReady ?? 0, available: status.numberAvailable,
}));

export const kubeJobRows = ({ store }: Cluster, now: Nanos): KubeJobRow[] => sorted(store.all("Job")).map((job) => {
  const { metadata, spec, status } = job;
  return {
    namespace: metadata.namespace ?? "default", name: metadata.name, status: jobStatus(job), completions: spec.completions ?? -1, parallelism: spec.parallelism ?? 1,
    active: status.active ?? 0, succeeded: status.succeeded ?? 0, failed: status.failed ?? 0, image: imageOf(spec.template),
    seconds: status.startTime === undefined ? -1 : toSeconds((status.completionTime ?? now) - status.startTime),
  };
});

