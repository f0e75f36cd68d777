import { ageColumn } from "../duration.ts";
import { conditionOf, type ConfigMap, type Event, type Lease, type Namespace, type Node, type Secret } from "../objects.ts";
import { age, orNone, table } from "./table.ts";

/** Nodes, and what belongs to the cluster as a whole. */

const ROLE = "node-role.kubernetes.io/";

/** `control-plane`, from the node's labels. Source: `printers.go`, findNodeRoles. */
export const nodeRoles = ({ metadata }: Node): string =>
  orNone(Object.keys(metadata.labels ?? {}).flatMap((key) => (key.startsWith(ROLE) && key.length > ROLE.length ? [key.slice(ROLE.length)] : [])).sort().join(","));

/** `Ready`, `NotReady`, `Ready,SchedulingDisabled`. Source: `printers.go`, printNode. */
export function nodeStatus({ spec, status }: Node): string {
  const ready = conditionOf(status.conditions, "Ready");
  const word = ready === undefined ? "Unknown" : ready.status === "True" ? "Ready" : "NotReady";
  return spec.unschedulable === true ? `${word},SchedulingDisabled` : word;
}

export const nodes = table<Node>("NAME STATUS ROLES AGE VERSION +INTERNAL-IP +EXTERNAL-IP +OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME", (node, now) => {
  const { metadata, status } = node;
  const address = (type: string): string => orNone(status.addresses?.find((one) => one.type === type)?.address);
  const { kubeletVersion = "", osImage, kernelVersion, containerRuntimeVersion } = status.nodeInfo ?? {};
  const known = (text: string | undefined): string => text ?? "<unknown>";
  return [metadata.name, nodeStatus(node), nodeRoles(node), age(metadata, now), kubeletVersion, address("InternalIP"), address("ExternalIP"), known(osImage), known(kernelVersion), known(containerRuntimeVersion)];
});

export const namespaces = table<Namespace>("NAME STATUS AGE", ({ metadata, status }, now) => [metadata.name, status.phase, age(metadata, now)]);

export const configMaps = table<ConfigMap>("NAME DATA AGE", ({ metadata, data }, now) => [metadata.name, `${Object.keys(data ?? {}).length}`, age(metadata, now)]);

export const secrets = table<Secret>("NAME TYPE DATA AGE", ({ metadata, type, data }, now) => [metadata.name, type ?? "Opaque", `${Object.keys(data ?? {}).length}`, age(metadata, now)]);

export const leases = table<Lease>("NAME HOLDER AGE", ({ metadata, spec }, now) => [metadata.name, spec.holderIdentity ?? "", age(metadata, now)]);

/** `kubelet, n1`. */
const eventSource = ({ source: { component, host } }: Event): string => (host === undefined || host === "" ? component : `${component}, ${host}`);

export const events = table<Event>("LAST_SEEN TYPE REASON OBJECT +SUBOBJECT +SOURCE MESSAGE +FIRST_SEEN +COUNT +NAME", (event, now) => [
  ageColumn(event.lastTimestamp, now), event.type, event.reason, `${event.involvedObject.kind.toLowerCase()}/${event.involvedObject.name}`, "", eventSource(event), event.message,
  ageColumn(event.firstTimestamp, now), `${event.count}`, event.metadata.name,
]);
