import type { World, WorldEnv } from "../../state.ts";
import { clusterOf } from "../cluster.ts";
import { kubeletOf, putKubelet } from "./kubelets.ts";

/** A hollow node has no machine to switch off: its kubelet falls silent. */
export function stopHollow(world: World, node: string, env: WorldEnv): void {
  const cluster = clusterOf(world);
  const kubelet = cluster && kubeletOf(cluster, node);
  if (cluster === undefined || kubelet === undefined || kubelet.machine !== "") return;
  env.note("powerLost", `node/${node}`, {});
  putKubelet(cluster, { ...kubelet, running: false });
}
