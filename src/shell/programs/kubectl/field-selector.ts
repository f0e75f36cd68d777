import type { Kind } from "../../../world/cluster/kinds.ts";
import type { Wrong } from "./resources.ts";

/** One part of a field selector: `spec.nodeName=n1`, `status.phase!=Running`. */
export interface FieldTest {
  readonly path: string;
  readonly value: string;
  readonly not: boolean;
}

/** Reads `status.phase=Running,spec.nodeName!=n1`. Source: `apimachinery/pkg/fields/selector.go`. */
export function readFieldSelector(text: string): readonly FieldTest[] | Wrong {
  const parts = text.split(",").filter((part) => part !== "").map((part) => ({ part, read: /^(?<path>[^=!]+)(?<sign>!=|==?)(?<value>.*)$/.exec(part) }));
  const bad = parts.find(({ read }) => read === null);
  if (bad !== undefined) return { wrong: `error: invalid selector: "${text}"; can't understand '${bad.part}'` };
  return parts.map(({ read }) => ({ path: read!.groups!["path"]!, value: read!.groups!["value"]!, not: read!.groups!["sign"] === "!=" }));
}

const METADATA: readonly string[] = ["metadata.name", "metadata.namespace"];

/** What the API server can select by, besides name and namespace. Source: `pkg/apis/core/v1/conversion.go`, AddFieldLabelConversionsFor…, and batch's. */
const SELECTABLE: Partial<Record<Kind, readonly string[]>> = {
  Pod: ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"],
  Event: ["involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "reason", "reportingComponent", "source", "type"],
  Node: ["spec.unschedulable"],
  Namespace: ["status.phase"],
  Secret: ["type"],
  Service: ["spec.clusterIP", "spec.type"],
  ReplicaSet: ["status.replicas"],
  Job: ["status.successful"],
};

export const selectable = (kind: Kind): readonly string[] => [...METADATA, ...(SELECTABLE[kind] ?? [])];
export const isSelectable = (kind: Kind, path: string): boolean => selectable(kind).includes(path);

/** A field that is not there is "", or "false" where it is a switch. */
export function hasField(object: object, { path, value, not }: FieldTest): boolean {
  const is = path.split(".").reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], object) ?? (/^(true|false)$/.test(value) ? false : "");
  return (String(is) === value) !== not;
}
