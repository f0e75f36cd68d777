import type { EndpointSlice, HorizontalPodAutoscaler, NetworkPolicy, Service } from "../../../../world/cluster/objects.ts";
import { labelText, selectorText } from "../../../../world/cluster/printers/table.ts";
import { currentText, targetText } from "../../../../world/cluster/printers/autoscaler.ts";
import { longInstant } from "../instant.ts";
import type { Kube } from "../kubectl.ts";
import type { Writer } from "./writer.ts";

/** Source: `kubectl/pkg/describe/describe.go`, describeService. */
export function describeService(w: Writer, { metadata, spec, status }: Service, { view }: Kube): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.field("Selector", labelText(spec.selector));
  w.field("Type", spec.type ?? "ClusterIP");
  w.field("IP Family Policy", spec.type === "ExternalName" ? undefined : "SingleStack");
  w.field("IP Families", spec.type === "ExternalName" ? undefined : "IPv4");
  w.field("IP", spec.clusterIP ?? "");
  w.field("IPs", spec.clusterIP ?? "<none>");
  w.field("External Name", spec.externalName);
  w.field("LoadBalancer Ingress", status.loadBalancer?.ingress?.map(({ ip }) => ip).join(", "));
  const slices = view.list("EndpointSlice", metadata.namespace).filter((slice) => slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name);
  for (const port of spec.ports ?? []) {
    const name = port.name ?? "<unset>";
    w.put(0, `Port:\t${name}\t${port.port}/${port.protocol ?? "TCP"}`);
    w.put(0, `TargetPort:\t${port.targetPort ?? port.port}/${port.protocol ?? "TCP"}`);
    if (port.nodePort !== undefined) w.put(0, `NodePort:\t${name}\t${port.nodePort}/${port.protocol ?? "TCP"}`);
    w.put(0, `Endpoints:\t${endpointsText(slices, port.name)}`);
  }
  w.field("Session Affinity", spec.sessionAffinity ?? "None");
  w.field("External Traffic Policy", spec.externalTrafficPolicy);
  w.field("Internal Traffic Policy", "Cluster");
}

/** At most three addresses that are ready. Source: describe.go, formatEndpointSlices. */
function endpointsText(slices: readonly EndpointSlice[], name: string | undefined): string {
  const all = slices.flatMap(({ endpoints, ports }) => {
    const port = ports.find((one) => (one.name ?? "") === (name ?? ""))?.port;
    return port === undefined ? [] : endpoints.filter(({ conditions }) => conditions.ready).flatMap(({ addresses }) => addresses.map((address) => `${address}:${port}`));
  });
  return all.length > 3 ? `${all.slice(0, 3).join(",")} + ${all.length - 3} more...` : all.join(",");
}

export function describeEndpointSlice(w: Writer, { metadata, addressType, endpoints, ports }: EndpointSlice): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.field("AddressType", addressType);
  w.put(0, "Ports:");
  w.put(1, "Name\tPort\tProtocol");
  w.put(1, "----\t----\t--------");
  for (const { name = "<unset>", port, protocol } of ports) w.put(1, `${name}\t${port}\t${protocol}`);
  w.put(0, "Endpoints:");
  for (const { addresses, conditions, nodeName, targetRef } of endpoints) {
    w.put(1, `- Addresses:\t${addresses.join(", ")}`);
    w.put(2, "Conditions:");
    w.put(3, `Ready:\t${conditions.ready}`);
    if (targetRef !== undefined) w.put(2, `TargetRef:\t${targetRef.kind}/${targetRef.name}`);
    w.field("NodeName", nodeName, 2);
  }
}

/** Source: describe.go, describeHorizontalPodAutoscalerV2. */
export function describeAutoscaler(w: Writer, { metadata, spec, status }: HorizontalPodAutoscaler): void {
  const { kind, name } = spec.scaleTargetRef;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.field("CreationTimestamp", metadata.creationTimestamp === undefined ? "" : longInstant(metadata.creationTimestamp));
  w.field("Reference", `${kind}/${name}`);
  w.put(0, "Metrics:\t( current / target )");
  for (const [place, metric] of spec.metrics.entries()) {
    const what = "resource" in metric ? `resource ${metric.resource} on pods${"averageUtilization" in metric ? "  (as a percentage of request)" : ""}` : `"${metric.metric}" (${metric.type === "Pods" ? "target average value" : "target value"})`;
    w.put(1, `${what}:\t${currentText(status, place, true) ?? "<unknown>"} / ${targetText(metric)}`);
  }
  w.field("Min replicas", spec.minReplicas);
  w.field("Max replicas", spec.maxReplicas);
  describeBehavior(w, spec.behavior);
  w.put(0, `${kind} pods:\t${status.currentReplicas} current / ${status.desiredReplicas} desired`);
  if ((status.conditions ?? []).length === 0) return;
  w.put(0, "Conditions:");
  w.put(1, "Type\tStatus\tReason\tMessage");
  w.put(1, "----\t------\t------\t-------");
  for (const c of status.conditions ?? []) w.put(1, `${c.type}\t${c.status}\t${c.reason ?? ""}\t${c.message ?? ""}`);
}

function describeBehavior(w: Writer, behavior: HorizontalPodAutoscaler["spec"]["behavior"]): void {
  if (behavior === undefined) return;
  w.put(0, "Behavior:");
  for (const [name, rules] of [["Scale Up", behavior.scaleUp], ["Scale Down", behavior.scaleDown]] as const) {
    if (rules === undefined) continue;
    w.put(1, `${name}:`);
    w.put(2, rules.stabilizationWindowSeconds === undefined ? "Stabilization Window: <unset>" : `Stabilization Window: ${rules.stabilizationWindowSeconds} seconds`);
    w.put(2, `Select Policy: ${rules.selectPolicy ?? "Max"}`);
    w.put(2, rules.policies === undefined ? "Policies: <default>" : "Policies:");
    for (const { type, value, periodSeconds } of rules.policies ?? []) w.put(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${periodSeconds} seconds`);
  }
}

export function describeNetworkPolicy(w: Writer, { metadata, spec }: NetworkPolicy): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  w.put(0, "Spec:");
  w.put(1, `PodSelector:     ${selectorText(spec.podSelector).replace("<none>", "<none> (Allowing the specific traffic to all pods in this namespace)")}`);
  describeRules(w, "ingress", "From", spec.policyTypes?.includes("Ingress") === true, spec.ingress?.map(({ from, ports }) => ({ peers: from, ports })));
  describeRules(w, "egress", "To", spec.policyTypes?.includes("Egress") === true, spec.egress?.map(({ to, ports }) => ({ peers: to, ports })));
  w.put(1, `Policy Types: ${(spec.policyTypes ?? []).join(", ")}`);
}

type Rule = { readonly peers: NonNullable<NonNullable<NetworkPolicy["spec"]["ingress"]>[number]["from"]> | undefined; readonly ports: NonNullable<NetworkPolicy["spec"]["ingress"]>[number]["ports"] };

function describeRules(w: Writer, way: string, peer: string, affected: boolean, rules: readonly Rule[] | undefined): void {
  if (!affected) return w.put(1, `Not affecting ${way} traffic`);
  w.put(1, `Allowing ${way} traffic:`);
  if (rules === undefined || rules.length === 0) return w.put(2, `<none> (Selected pods are isolated for ${way} connectivity)`);
  for (const { peers = [], ports = [] } of rules) {
    if (ports.length === 0) w.put(2, "To Port: <any> (traffic allowed to all ports)");
    for (const { port, protocol = "TCP" } of ports) w.put(2, `To Port: ${port ?? "<any>"}/${protocol}`);
    if (peers.length === 0) w.put(2, `${peer}: <any> (traffic not restricted by ${peer === "From" ? "source" : "destination"})`);
    for (const { podSelector, namespaceSelector, ipBlock } of peers) {
      w.put(2, `${peer}:`);
      if (ipBlock !== undefined) w.put(3, `IPBlock: CIDR: ${ipBlock.cidr}`);
      if (namespaceSelector !== undefined) w.put(3, `NamespaceSelector: ${selectorText(namespaceSelector)}`);
      if (podSelector !== undefined) w.put(3, `PodSelector: ${selectorText(podSelector)}`);
    }
  }
}
