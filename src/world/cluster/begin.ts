import type { World, WorldEnv } from "../state.ts";
import { SYSTEM_PRIORITY_CLASSES } from "./admission/priority.ts";
import { defaulted } from "./api/defaults.ts";
import { createCluster } from "./cluster.ts";
import { controlOf } from "./control-plane.ts";
import { SCAN_INTERVAL } from "./autoscaler/scan.ts";
import { MONITOR_PERIOD } from "./controllers/node-lifecycle/zone.ts";
import { registerNodes } from "./kubelet/node-life.ts";
import type { Service } from "./objects.ts";
import { METRIC_RESOLUTION } from "./metrics.ts";
import type { Control } from "./loop.ts";
import { keyOf, type Kind, type Objects } from "./kinds.ts";
import type { ClusterSpec } from "./spec.ts";
import { create, update } from "./write.ts";

/** Namespaces that every cluster has. Source: `pkg/controlplane/controller/systemnamespaces`. */
const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** A cluster comes up: its API server holds the namespaces and what the scenario applied. Kubelets register their nodes themselves. */
export function beginCluster(world: World, spec: ClusterSpec, env: WorldEnv): void {
  world.cluster = createCluster(spec, world.mark);
  const control = controlOf(world, env)!;
  for (const name of NAMESPACES) create(control, "Namespace", { metadata: { name, labels: { "kubernetes.io/metadata.name": name } }, spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } });
  create(control, "Service", kubernetesService(spec));
  for (const known of SYSTEM_PRIORITY_CLASSES) create(control, "PriorityClass", known);
  registerNodes(control);
  env.after(MONITOR_PERIOD, { type: "cluster", what: "monitor-nodes" });
  for (const { kind, object } of spec.manifests) applyFirst(control, kind, defaulted<Kind>(kind, object as Objects[Kind]));
  env.after(METRIC_RESOLUTION, { type: "cluster", what: "scrape" });
  spec.clients.forEach(({ after }, client) => env.after(after, { type: "cluster", what: "wave", client, wave: 0, turn: 0 }));
  if (spec.groups.length > 0) env.after(SCAN_INTERVAL, { type: "cluster", what: "scan" });
}

/** What is there already, as nodes are, only gets its labels and annotations. */
function applyFirst(control: Control, kind: Kind, object: Objects[Kind]): void {
  const key = keyOf(kind, object.metadata);
  if (control.cluster.store.get(kind, key) === undefined) return void create(control, kind, object);
  const { labels, annotations } = object.metadata;
  update(control, kind, key, (there) => ({ ...there, metadata: { ...there.metadata, labels: { ...there.metadata.labels, ...labels }, annotations: { ...there.metadata.annotations, ...annotations } } }));
}

/** The name under which pods find the API server. Source: `pkg/controlplane/controller/kubernetesservice`. */
const kubernetesService = ({ serviceSubnet }: ClusterSpec): Service => ({
  metadata: { name: "kubernetes", namespace: "default", labels: { component: "apiserver", provider: "kubernetes" } },
  spec: { type: "ClusterIP", clusterIP: `${serviceSubnet}.0.1`, ports: [{ name: "https", port: 443, targetPort: 6443, protocol: "TCP" }], sessionAffinity: "None" },
  status: { loadBalancer: {} },
});
