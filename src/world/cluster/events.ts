import type { World, WorldEnv } from "../state.ts";
import { canWork, needsApiServer, RETRY } from "./api-server.ts";
import { controlOf, syncDue } from "./control-plane.ts";
import { scan } from "./autoscaler/scan.ts";
import { monitorNodes } from "./controllers/node-lifecycle/node-health.ts";
import { handleKubelet, type KubeletEvent } from "./kubelet/events.ts";
import { enqueue, type LoopName } from "./loop.ts";
import { scrape } from "./metrics.ts";
import { handleNetwork, type NetworkEvent } from "./network/events.ts";
import { schedulerDue, type SchedulerDue } from "./scheduler/clock.ts";

/** What is going to happen in the cluster. */
export type ClusterEvent =
  /** A key has come to the front of a loop's queue. */
  | { readonly type: "cluster"; readonly what: "sync"; readonly loop: LoopName; readonly key: string }
  /** A loop wanted to look at a key again about now. */
  | { readonly type: "cluster"; readonly what: "requeue"; readonly loop: LoopName; readonly key: string; readonly causes: readonly number[] }
  /** One of the scheduler's clocks: its next decision, or a look at those who wait. */
  | { readonly type: "cluster"; readonly what: "scheduler"; readonly due: SchedulerDue }
  /** The node lifecycle controller looks who has been silent for too long. */
  | { readonly type: "cluster"; readonly what: "monitor-nodes" }
  /** The cluster autoscaler looks. */
  | { readonly type: "cluster"; readonly what: "scan" }
  /** The metrics server asks all kubelets. */
  | { readonly type: "cluster"; readonly what: "scrape" }
  | NetworkEvent
  | KubeletEvent;

/** It only dispatches. */
export function handleCluster(world: World, event: ClusterEvent, env: WorldEnv): void {
  const control = controlOf(world, env);
  if (control === undefined) return;
  if (isControlPlanes(event) && !canWork(control)) return env.after(RETRY, event);
  switch (event.what) {
    case "sync":
      return syncDue(control, event.loop, event.key);
    case "requeue":
      return enqueue({ ...control, causes: event.causes }, event.loop, event.key, 0);
    case "scheduler":
      return schedulerDue(control, event.due);
    case "monitor-nodes":
      return monitorNodes(control);
    case "scan":
      return scan(control);
    case "scrape":
      return scrape(control);
    case "proxy":
    case "request":
    case "wave":
    case "unanswered":
      return handleNetwork(control, event);
    default:
      return handleKubelet(control, event);
  }
}

/** What the components of the control plane do: where that is cut off, they try again. */
const isControlPlanes = (event: ClusterEvent): boolean =>
  event.what === "sync" ? needsApiServer(event.loop) : event.what === "scheduler" || event.what === "monitor-nodes" || event.what === "scan" || event.what === "scrape";
