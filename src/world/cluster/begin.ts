import type { World, WorldEnv } from "../state.ts";
import { createCluster } from "./cluster.ts";
import { controlOf } from "./control-plane.ts";
import { registerNodes } from "./kubelet/node-life.ts";
import type { ClusterSpec } from "./spec.ts";
import { create } from "./write.ts";

/** Namespaces that every cluster has. Source: `pkg/controlplane/controller/systemnamespaces`. */
const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** A cluster comes up: its API server holds the namespaces. Kubelets register their nodes themselves. */
export function beginCluster(world: World, spec: ClusterSpec, env: WorldEnv): void {
  world.cluster = createCluster(spec, world.mark);
  const control = controlOf(world, env)!;
  for (const name of NAMESPACES) create(control, "Namespace", { metadata: { name, labels: { "kubernetes.io/metadata.name": name } }, spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } });
  registerNodes(control);
}
