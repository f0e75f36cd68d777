import type { EndpointSlice, NetworkPolicy, Service } from "../objects.ts";
import { age, labelText, orNone, selectorText, table } from "./table.ts";

/** Services and what belongs to them. */

/** `80/TCP,443:30443/TCP`. Source: `printers.go`, makePortString. */
const portsText = ({ spec }: Service): string =>
  orNone((spec.ports ?? []).map(({ port, nodePort, protocol = "TCP" }) => (nodePort === undefined ? `${port}/${protocol}` : `${port}:${nodePort}/${protocol}`)).join(","));

/** Source: `printers.go`, getServiceExternalIP. */
function externalAddress({ spec, status }: Service): string {
  if (spec.type === "ExternalName") return spec.externalName ?? "";
  if (spec.type !== "LoadBalancer") return "<none>";
  const given = (status.loadBalancer?.ingress ?? []).map(({ ip }) => ip);
  return given.length === 0 ? "<pending>" : given.join(",");
}

export const services = table<Service>("NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE +SELECTOR", (service, now) => {
  const { metadata, spec } = service;
  return [metadata.name, spec.type ?? "ClusterIP", orNone(spec.clusterIP), externalAddress(service), portsText(service), age(metadata, now), labelText(spec.selector)];
});

/** At most three of a list, and how many more there are. Source: `printers.go`, formatDiscoveryPorts, formatEndpoints. */
export const some = (list: readonly string[]): string => (list.length > 3 ? `${list.slice(0, 3).join(",")} + ${list.length - 3} more...` : list.join(","));

export const endpointSlices = table<EndpointSlice>("NAME ADDRESSTYPE PORTS ENDPOINTS AGE", ({ metadata, addressType, ports, endpoints }, now) => {
  const addresses = endpoints.flatMap((one) => one.addresses);
  return [metadata.name, addressType, ports.length === 0 ? "<unset>" : some(ports.map(({ port }) => `${port}`)), addresses.length === 0 ? "<unset>" : some(addresses), age(metadata, now)];
});

export const networkPolicies = table<NetworkPolicy>("NAME POD-SELECTOR AGE", ({ metadata, spec }, now) => [metadata.name, selectorText(spec.podSelector), age(metadata, now)]);
