import type { Control } from "../loop.ts";
import { containerd } from "./containerd.ts";
import { hollow } from "./hollow.ts";
import { kubeletOf } from "./kubelets.ts";
import type { PodWorker } from "./pod-worker.ts";

/**
 * What a kubelet asks of its container runtime. Each call answers the worker as it stands after it; what takes time is
 * heard of later. Source: `cri-api/pkg/apis/runtime/v1/api.proto`, RuntimeService.
 */
export interface Runtime {
  /** RunPodSandbox: namespaces, a cgroup, an address. */
  startSandbox(control: Control, worker: PodWorker): PodWorker;
  /** PullImage where it has to be, CreateContainer, StartContainer. */
  startContainer(control: Control, worker: PodWorker, name: string): PodWorker;
  /** StopContainer: its stop signal, and SIGKILL when it has not ended after the grace time. */
  stopContainer(control: Control, worker: PodWorker, name: string, graceSeconds: number): PodWorker;
  /** StopPodSandbox: its address and its namespaces are given back; containers that have ended stay, with what they printed. */
  stopSandbox(control: Control, worker: PodWorker): PodWorker;
  /** RemovePodSandbox: nothing is left. */
  removePod(control: Control, worker: PodWorker): void;
}

/** Containers that are processes on a machine of the world, or hollow ones. */
export const runtimeOf = ({ cluster }: Control, { node }: PodWorker): Runtime => (kubeletOf(cluster, node)!.machine === "" ? hollow : containerd);
