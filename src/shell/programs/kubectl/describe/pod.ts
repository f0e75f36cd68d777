import type { Pod } from "../../../../world/cluster/objects.ts";
import { humanDuration } from "../../../../world/cluster/duration.ts";
import { longInstant } from "../instant.ts";
import type { Kube } from "../kubectl.ts";
import { describeContainers, describeSpread, describeVolumes, tolerationLines } from "./template.ts";
import type { Writer } from "./writer.ts";

/** Source: `kubectl/pkg/describe/describe.go`, describePod. */
export function describePod(w: Writer, { metadata, spec, status }: Pod, { seen: { now } }: Kube): void {
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("Priority", spec.priority);
  w.field("Priority Class Name", spec.priorityClassName);
  w.field("Runtime Class Name", spec.runtimeClassName);
  w.field("Service Account", spec.serviceAccountName ?? "default");
  w.field("Node", spec.nodeName === undefined ? "<none>" : `${spec.nodeName}/${status.hostIP ?? ""}`);
  w.field("Start Time", status.startTime === undefined ? undefined : longInstant(status.startTime));
  w.labels("Labels", metadata.labels);
  w.annotations(metadata.annotations);
  const { deletionTimestamp: ends, deletionGracePeriodSeconds: grace } = metadata;
  if (ends === undefined || status.reason === "NodeLost") w.field("Status", status.phase);
  else {
    w.field("Status", `Terminating (lasts ${humanDuration(Math.max(0, now - ends))})`);
    w.field("Termination Grace Period", `${grace ?? 0}s`);
  }
  w.field("Reason", status.reason);
  w.field("Message", status.message);
  describeAddresses(w, { metadata, spec, status });
  describeContainers(w, "Init Containers", spec.initContainers ?? [], status.initContainerStatuses ?? [], "");
  describeContainers(w, "Containers", spec.containers, status.containerStatuses ?? [], "");
  describeConditions(w, status);
  describeVolumes(w, spec.volumes, "");
  w.field("QoS Class", status.qosClass);
  w.labels("Node-Selectors", spec.nodeSelector);
  w.many("Tolerations", tolerationLines(spec.tolerations));
  describeSpread(w, spec.topologySpreadConstraints, 0);
}

function describeAddresses(w: Writer, { metadata, status }: Pod): void {
  w.put(0, `IP:\t${status.podIP ?? ""}`);
  const all = status.podIPs ?? (status.podIP === undefined ? [] : [{ ip: status.podIP }]);
  if (all.length === 0) w.put(0, "IPs:\t<none>");
  else w.put(0, "IPs:");
  for (const { ip } of all) w.put(0, `  IP:\t${ip}`);
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner !== undefined) w.put(0, `Controlled By:\t${owner.kind}/${owner.name}`);
  w.field("NominatedNodeName", status.nominatedNodeName);
}

function describeConditions(w: Writer, { conditions = [] }: Pod["status"]): void {
  if (conditions.length === 0) return;
  w.put(0, "Conditions:");
  w.put(1, "Type\tStatus");
  for (const { type, status } of conditions) w.put(1, `${type} \t${status} `);
}
