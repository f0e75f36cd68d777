import { SECOND, toSeconds, type Nanos } from "../../../kernel/time.ts";
import type { Cluster } from "../cluster.ts";
import type { HorizontalPodAutoscaler } from "../objects.ts";
import { amountOf } from "../pod-requests.ts";
import { sorted } from "../store.ts";
import type { EndpointSliceRow, HpaRow, KubeEventRow, PdbRow, PvcRow } from "./observed.ts";

const LATELY: Nanos = 300 * SECOND;

export const hpaRows = ({ store, hpaHistories }: Cluster, now: Nanos): HpaRow[] => sorted(store.all("HorizontalPodAutoscaler")).map((hpa) => {
  const { metadata, spec, status } = hpa;
  return {
    namespace: metadata.namespace ?? "default", name: metadata.name, target: `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`, min: spec.minReplicas, max: spec.maxReplicas,
    current: status.currentReplicas, desired: status.desiredReplicas, ...firstMetric(hpa), stabilization_s: spec.behavior?.scaleDown?.stabilizationWindowSeconds ?? 300,
    scaled_s: status.lastScaleTime === undefined ? -1 : toSeconds(now - status.lastScaleTime),
    rescales: (hpaHistories.get(metadata.uid!)?.looks ?? []).filter((look) => look.given !== look.pods && now - look.at < LATELY).length,
  };
});

/** Where its first metric is and should be: percent of the request, or the value. */
function firstMetric({ spec: { metrics: [metric] }, status: { currentMetrics } }: HorizontalPodAutoscaler): { metric: string; measured: number; wanted: number } {
  const current = currentMetrics?.[0];
  if (metric === undefined) return { metric: "", measured: -1, wanted: -1 };
  const name = "resource" in metric ? metric.resource : metric.metric;
  if ("averageUtilization" in metric) return { metric: name, measured: current?.averageUtilization ?? -1, wanted: metric.averageUtilization };
  return { metric: name, measured: current === undefined ? -1 : current.averageValueMilli / 1000, wanted: ("averageValueMilli" in metric ? metric.averageValueMilli : metric.valueMilli) / 1000 };
}

export const endpointSliceRows = ({ store }: Cluster): EndpointSliceRow[] => sorted(store.all("EndpointSlice")).map(({ metadata, endpoints }) => ({
  namespace: metadata.namespace ?? "default", name: metadata.name, service: metadata.labels?.["kubernetes.io/service-name"] ?? "", endpoints: endpoints.length,
  ready: endpoints.filter(({ conditions }) => conditions.ready).length, terminating: endpoints.filter(({ conditions }) => conditions.terminating).length,
  addresses: endpoints.filter(({ conditions }) => conditions.ready).flatMap(({ addresses }) => addresses).join(","),
}));

const text = (value: number | string | undefined): string => (value === undefined ? "" : `${value}`);

export const pdbRows = ({ store }: Cluster): PdbRow[] => sorted(store.all("PodDisruptionBudget")).map(({ metadata, spec, status }) => ({
  namespace: metadata.namespace ?? "default", name: metadata.name, min_available: text(spec.minAvailable), max_unavailable: text(spec.maxUnavailable),
  allowed: status.disruptionsAllowed, healthy: status.currentHealthy, desired: status.desiredHealthy, expected: status.expectedPods,
}));

export const pvcRows = ({ store }: Cluster): PvcRow[] => sorted(store.all("PersistentVolumeClaim")).map(({ metadata, spec, status }) => ({
  namespace: metadata.namespace ?? "default", name: metadata.name, phase: status.phase, volume: spec.volumeName ?? "", bytes: spec.resources.requests?.storage === undefined ? 0 : amountOf("storage", spec.resources.requests.storage),
  node: store.get("PersistentVolume", spec.volumeName ?? "")?.spec.nodeName ?? "",
}));

export const kubeEventRows = ({ store }: Cluster): KubeEventRow[] => sorted(store.all("Event")).sort((a, b) => a.lastTimestamp - b.lastTimestamp).map(({ metadata, type, reason, message, count, involvedObject: about, source, firstTimestamp, lastTimestamp }) => ({
  namespace: metadata.namespace ?? "default", name: metadata.name, type, reason, object: `${about.kind.toLowerCase()}/${about.name}`, message, count, component: source.component, first_s: toSeconds(firstTimestamp), last_s: toSeconds(lastTimestamp),
}));
