import type { Control } from "../../loop.ts";
import type { HorizontalPodAutoscaler, Pod } from "../../objects.ts";
import { kubeletOf, workerOf } from "../../kubelet/kubelets.ts";
import { controllerKey } from "../controller-ref.ts";

/** The one query that is measured here: requests that wait in the programs behind a service. */
const QUERY = /^sum\(requests_waiting\{service="([\w-]+)"\}\)$/;

/**
 * What a measure of KEDA says now: the triggers of the ScaledObject that made the autoscaler, by their place in the
 * name `s0-prometheus`. Source: `keda/pkg/metricsservice`, `pkg/scalers/prometheus_scaler.go`.
 */
export function externalValue(control: Control, hpa: HorizontalPodAutoscaler, metric: string): number | { readonly error: string } {
  const { store } = control.cluster;
  const scaled = store.get("ScaledObject", controllerKey("ScaledObject", hpa) ?? "");
  const trigger = scaled?.spec.triggers[Number(/^s(\d+)-/.exec(metric)?.[1] ?? -1)];
  if (trigger === undefined) return { error: `unable to fetch metrics from external metrics API: no matches for ${metric}` };
  const service = QUERY.exec(trigger.metadata["query"]?.trim() ?? "")?.[1];
  const namespace = hpa.metadata.namespace ?? "default";
  const selector = service === undefined ? undefined : store.get("Service", `${namespace}/${service}`)?.spec.selector;
  if (trigger.type !== "prometheus" || selector === undefined) return { error: `unable to get external metric ${namespace}/${metric}: only prometheus with sum(requests_waiting{service="NAME"}) is measured here` };
  return store.podsWith(namespace, selector).reduce((sum, pod) => sum + waitingIn(control, pod), 0);
}

/** Requests that a pod's programs have taken in and not begun with. */
function waitingIn({ cluster, world }: Control, pod: Pod): number {
  const worker = workerOf(cluster, pod.metadata.uid ?? "");
  const machine = world.machines.get(kubeletOf(cluster, pod.spec.nodeName ?? "")?.machine ?? "");
  return (worker?.runs ?? []).reduce((sum, { id }) => sum + (machine?.apps.get(machine.docker?.containers.get(id)?.app ?? "")?.traffic?.waiting.length ?? 0), 0);
}
