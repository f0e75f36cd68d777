import { conditionOf, isPodReady, type Container, type Endpoint, type Pod, type Service, type ServicePort } from "../../objects.ts";
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
  const common = hasNamedPorts(service) ? undefined : portsOf(service, undefined);
  for (const pod of pods) {
    if (!isEndpoint(pod)) continue;
    const ports = common ?? portsOf(service, pod);
    const key = common === undefined ? JSON.stringify(ports) : "";
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { ports, endpoints: [] }));
    group.endpoints.push(endpointOf(service, pod, store));
  }
  return [...groups.values()];
}

const hasNamedPorts = ({ spec }: Service): boolean => spec.ports?.some(({ targetPort }) => typeof targetPort === "string") === true;

/** It has an address and has not ended. Source: `endpointslice/util/controller_utils.go`, ShouldPodBeInEndpoints. */
const isEndpoint = ({ status }: Pod): boolean => status.phase !== "Succeeded" && status.phase !== "Failed" && status.podIP !== undefined;

/** Endpoints of pods that have not changed since somebody asked. */
const known = new WeakMap<Pod, Endpoint>();

function endpointOf({ spec: { publishNotReadyAddresses = false } }: Service, pod: Pod, store: Store): Endpoint {
  const { nodeName } = pod.spec;
  const zone = nodeName === undefined ? undefined : store.get("Node", nodeName)?.metadata.labels?.["topology.kubernetes.io/zone"];
  const before = known.get(pod);
  const ready = publishNotReadyAddresses || (isPodReady(pod) && pod.metadata.deletionTimestamp === undefined);
  if (before !== undefined && before.zone === zone && before.conditions.ready === ready) return before;
  const endpoint = madeOf(pod, ready, zone);
  known.set(pod, endpoint);
  return endpoint;
}

/** Ready: to be sent to. Serving: would answer, though it may be on its way out. Source: `endpointslice/utils.go`, podToEndpoint. */
function madeOf({ metadata, spec: { nodeName }, status }: Pod, ready: boolean, zone: string | undefined): Endpoint {
  const { name, namespace = "default", uid = "", deletionTimestamp } = metadata;
  return {
    addresses: [status.podIP!],
    conditions: { ready, serving: conditionOf(status.conditions, "Ready")?.status === "True", terminating: deletionTimestamp !== undefined },
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
    targetRef: { kind: "Pod", namespace, name, uid },
  };
}

/** A port that is a name is looked up in each pod; a pod that has none of that name has not that port. Source: `pkg/api/v1/pod/util.go`, FindPort. */
const portsOf = ({ spec }: Service, pod: Pod | undefined): SlicePort[] =>
  (spec.ports ?? []).flatMap(({ name, port, targetPort, protocol = "TCP" }) => {
    const number = targetNumber({ port, ...(targetPort === undefined ? {} : { targetPort }), protocol }, pod);
    return number === undefined ? [] : [{ ...(name === undefined ? {} : { name }), port: number, protocol }];
  });

function targetNumber({ port, targetPort = port, protocol = "TCP" }: ServicePort, pod: Pod | undefined): number | undefined {
  if (typeof targetPort === "number" || pod === undefined) return typeof targetPort === "number" ? targetPort : undefined;
  const { spec } = pod;
  const containers: readonly Container[] = [...spec.containers, ...(spec.initContainers ?? [])];
  return containers.flatMap(({ ports = [] }) => ports).find((p) => p.name === targetPort && (p.protocol ?? "TCP") === protocol)?.containerPort;
}
