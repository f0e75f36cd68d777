import { readDocuments } from "../api/manifest.ts";
import type { Node } from "../objects.ts";
import type { Store } from "../store.ts";

/**
 * Time-slicing: the device plugin may give each device out several times over. A node says with a label which key of
 * the operator's ConfigMap its plugin reads. Nothing divides the device. Source: `k8s-device-plugin/api/config/v1`,
 * sharing.timeSlicing.resources; GPU Operator, "Time-Slicing GPUs in Kubernetes".
 */

export const PLUGIN_CONFIG = "nvidia.com/device-plugin.config";
export const CONFIG_MAP = "gpu-operator/time-slicing-config";

/** How often a device of this resource name is given out on a node. */
export function replicasOf(store: Store, { metadata }: Node, resource: string): number {
  const text = store.get("ConfigMap", CONFIG_MAP)?.data?.[metadata.labels?.[PLUGIN_CONFIG] ?? ""];
  const read = text === undefined ? undefined : readDocuments(text);
  const [config] = read?.ok === true ? read.documents : [];
  const found = listAt(config, ["sharing", "timeSlicing", "resources"]).find((one) => at(one, "name") === resource);
  const replicas = at(found, "replicas");
  return typeof replicas === "number" && Number.isInteger(replicas) && replicas >= 2 ? replicas : 1;
}

const at = (value: unknown, key: string): unknown => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined);

function listAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const found = path.reduce(at, value);
  return Array.isArray(found) ? found : [];
}
