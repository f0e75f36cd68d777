import type { Control } from "../loop.ts";
import type { ClusterSpec } from "../spec.ts";
import { kubeletOf, putKubelet } from "./kubelets.ts";
import type { PodWorker } from "./pod-worker.ts";

/** Addresses of nodes and pods. Every node has a /24 of the pods' subnet; its pods get one after the other (CNI's host-local). */

const BLOCKS = 256;
const FIRST = 2;
const LAST = 254;
/** As many pods can have an address of their own on a node at once. */
const ROUND = LAST - FIRST + 1;

/** `10.244.3`: the first three parts of the addresses of a node's pods. Beyond 256 nodes other parts of 10/8 are used. */
export function podPrefix({ podSubnet }: ClusterSpec, place: number): string {
  const block = Math.floor(place / BLOCKS);
  return `${block === 0 ? podSubnet : `10.${127 + block}`}.${place % BLOCKS}`;
}

/** `192.168.10.11`: the address of a node among the machines. */
export const nodeAddress = (place: number): string => `192.168.${10 + Math.floor((10 + place) / BLOCKS)}.${(10 + place) % BLOCKS}`;

/**
 * The next free address of the pod's node; that of the node for a pod in the host's network. In the first round nobody
 * can hold it yet.
 */
export function takeAddress(control: Control, { pod, node }: PodWorker): string {
  const kubelet = kubeletOf(control.cluster, node)!;
  if (pod.spec.hostNetwork === true) return nodeAddress(kubelet.place);
  const prefix = podPrefix(control.cluster.spec, kubelet.place);
  const pods = kubelet.addressesTaken < ROUND ? [] : control.cluster.store.podsOn(node);
  let taken = kubelet.addressesTaken;
  while (taken < kubelet.addressesTaken + ROUND && pods.some(({ status }) => status.podIP === addressAt(prefix, taken))) taken++;
  putKubelet(control.cluster, { ...kubelet, addressesTaken: taken + 1 });
  return addressAt(prefix, taken);
}

const addressAt = (prefix: string, taken: number): string => `${prefix}.${FIRST + (taken % ROUND)}`;
