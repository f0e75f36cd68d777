import { isPodReady, type Container, type Endpoint, type Pod, type Service, type ServicePort } from "../../objects.ts";
import type { Store } from "../../store.ts";

export type SlicePort = { readonly name?: string; readonly port: number; readonly protocol: string };

/** Endpoints that answer on the same ports: they may share slices. */
export interface EndpointGroup {
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly Endpoint[];
}

/** The endpoints of a service as its pods have it now. Source: `endpointslice/reconciler.go`, reconcileByAddressType. */
export function endpointGroups(service: Service, pods: readonly Pod[], store: Store): EndpointGroup[] {
  const groups = new Map<string, { readonly ports: readonly SlicePort[]; readonly endpoints: Endpoint[] }>();
  for (const pod of pods) {
    if (!isEndpoint(pod)) continue;
    const ports = portsOf(service, pod);
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpointOf(service, pod, store));
  }
  return [...groups.values()];
}

/** It has an address and has not ended. Source: `endpointslice/util/controller_utils.go`, ShouldPodBeInEndpoints. */
export const isEndpoint = ({ status }: Pod): boolean => status.phase !== "Succeeded" && status.phase !== "Failed" && status.podIP !== undefined;

/** Ready: to be sent to. Serving: would answer, though it may be on its way out. Source: `endpointslice/utils.go`, podToEndpoint. */
function endpointOf({ spec }: Service, pod: Pod, store: Store): Endpoint {
  const { metadata: { name, namespace = "default", uid = "", deletionTimestamp }, spec: { nodeName }, status } = pod;
  const [serving, terminating] = [isPodReady(pod), deletionTimestamp !== undefined];
  const zone = nodeName === undefined ? undefined : store.get("Node", nodeName)?.metadata.labels?.["topology.kubernetes.io/zone"];
  return {
    addresses: [status.podIP!],
    conditions: { ready: spec.publishNotReadyAddresses === true || (serving && !terminating), serving, terminating },
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    targetRef: { kind: "Pod", namespace, name, uid },
  };
}

/** A port that is a name is looked up in each pod; a pod that has none of that name has not that port. Source: `pkg/api/v1/pod/util.go`, FindPort. */
const portsOf = ({ spec }: Service, pod: Pod): SlicePort[] =>
  (spec.ports ?? []).flatMap(({ name, port, targetPort, protocol = "TCP" }) => {
    const number = targetNumber({ port, ...(targetPort === undefined ? {} : { targetPort }), protocol }, pod);
    return number === undefined ? [] : [{ ...(name === undefined ? {} : { name }), port: number, protocol }];
  });

function targetNumber({ port, targetPort = port, protocol = "TCP" }: ServicePort, { spec }: Pod): number | undefined {
  if (typeof targetPort === "number") return targetPort;
  const containers: readonly Container[] = [...spec.containers, ...(spec.initContainers ?? [])];
  return containers.flatMap(({ ports = [] }) => ports).find((p) => p.name === targetPort && (p.protocol ?? "TCP") === protocol)?.containerPort;
}
