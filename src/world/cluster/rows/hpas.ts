import type { Row } from "../../../kernel/facts.ts";
import type { Cluster } from "../cluster.ts";
import type { HorizontalPodAutoscaler } from "../objects.ts";
import { sorted } from "../store.ts";

/** A HorizontalPodAutoscaler and what it made of its last look. */
export interface HpaRow extends Row {
  namespace: string;
  name: string;
  target: string; // the name of what it scales
  least: number;
  most: number;
  current: number;
  wanted: number;
  measured: number; // of its first metric: percent of the request, or thousandths; -1 when unknown
  aim: number; // the same for where it should be
}

export const hpaRows = (cluster: Cluster | undefined): HpaRow[] => (cluster === undefined ? [] : sorted(cluster.store.all("HorizontalPodAutoscaler")).map(rowOf));

function rowOf({ metadata, spec, status }: HorizontalPodAutoscaler): HpaRow {
  const [metric] = spec.metrics;
  const seen = status.currentMetrics?.[0];
  const inPercent = metric !== undefined && "averageUtilization" in metric;
  return {
    namespace: metadata.namespace ?? "default", name: metadata.name, target: spec.scaleTargetRef.name, least: spec.minReplicas, most: spec.maxReplicas,
    current: status.currentReplicas, wanted: status.desiredReplicas, measured: (inPercent ? seen?.averageUtilization : seen?.averageValueMilli) ?? -1, aim: aimOf(metric),
  };
}

function aimOf(metric: HorizontalPodAutoscaler["spec"]["metrics"][number] | undefined): number {
  if (metric === undefined) return -1;
  if ("averageUtilization" in metric) return metric.averageUtilization;
  return "averageValueMilli" in metric ? metric.averageValueMilli : metric.valueMilli;
}
