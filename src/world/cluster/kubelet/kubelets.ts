import type { Nanos } from "../../../kernel/time.ts";
import type { Cluster } from "../cluster.ts";
import type { Amounts } from "../pod-requests.ts";
import { Shelf } from "../shelf.ts";
import { uidOf, type PodWorker } from "./pod-worker.ts";

/** The kubelet of one node. Never changed: a new one is put in its place. */
export interface Kubelet {
  readonly node: string;
  /** Path of the machine it runs on; "" for a hollow one. */
  readonly machine: string;
  /** Which one it was to register: its addresses come from it. */
  readonly place: number;
  /** It runs. One that does not renews no lease and looks at no pod. */
  readonly running: boolean;
  /** Counts its starts: timers of an earlier life are stale. */
  readonly turn: number;
  /** Which boot of its machine it last ran in. */
  readonly boot: number;
  /** How many addresses its pods have taken up to now, those passed over included. */
  readonly addressesTaken: number;
  /** When memory was last short; -1 = never. The pod that is being evicted, and how long it is waited for. */
  readonly shortAt: Nanos;
  readonly evicting: { readonly uid: string; readonly until: Nanos } | undefined;
  /** What its pods have asked for together, and how many there are (`pods`). */
  readonly used: Amounts;
}

/** What kubelets remember that is no API object. */
export interface Kubelets {
  /** By the name of the node. */
  readonly nodes: Shelf<Kubelet>;
  /** What is being done for each pod, by its uid. */
  readonly workers: Shelf<PodWorker>;
}

export const createKubelets = (): Kubelets => ({ nodes: new Shelf(), workers: new Shelf() });
export const copyKubelets = ({ nodes, workers }: Kubelets): Kubelets => ({ nodes: nodes.copy(), workers: workers.copy() });

export const kubeletOf = ({ kubelets }: Cluster, node: string): Kubelet | undefined => kubelets.nodes.get(node);
export const putKubelet = ({ kubelets }: Cluster, kubelet: Kubelet): void => kubelets.nodes.set(kubelet.node, kubelet);

export const workerOf = ({ kubelets }: Cluster, uid: string): PodWorker | undefined => kubelets.workers.get(uid);
export const putWorker = ({ kubelets }: Cluster, worker: PodWorker): void => kubelets.workers.set(uidOf(worker.pod), worker);

/** Takes a pod into the books of its node, or out of them. */
export function addWorker(cluster: Cluster, worker: PodWorker): void {
  putWorker(cluster, worker);
  count(cluster, worker, 1);
}

export function removeWorker(cluster: Cluster, worker: PodWorker): void {
  cluster.kubelets.workers.delete(uidOf(worker.pod));
  if (!worker.over) count(cluster, worker, -1);
}

/** All of a pod has ended: its node counts it no more, though its object stays. Source: `pkg/kubelet/kubelet_pods.go`, filterOutInactivePods. */
export function isOver(cluster: Cluster, worker: PodWorker): PodWorker {
  count(cluster, worker, -1);
  return { ...worker, over: true };
}

/** A pod asks for something else than before. */
export function moveRequests(cluster: Cluster, worker: PodWorker, requests: Amounts): void {
  count(cluster, worker, -1);
  count(cluster, { ...worker, requests }, 1);
}

function count(cluster: Cluster, { node, requests }: PodWorker, sign: 1 | -1): void {
  const kubelet = kubeletOf(cluster, node)!;
  const used: Amounts = { ...kubelet.used, pods: (kubelet.used["pods"] ?? 0) + sign };
  for (const name in requests) used[name] = (used[name] ?? 0) + sign * requests[name]!;
  putKubelet(cluster, { ...kubelet, used });
}
