import { isDevice } from "../gpu/resource.ts";
import type { Node, Pod } from "../objects.ts";
import { amountsOf, podRequests, type Amounts } from "../pod-requests.ts";
import type { Store } from "../store.ts";

const devices = (amounts: Amounts): number => Object.entries(amounts).reduce((sum, [name, amount]) => sum + (isDevice(name) ? amount : 0), 0);

/** How many devices a pod asks for. */
export const gpusOf = ({ spec }: Pod): number => devices(podRequests(spec));

export const asksForGpus = (pod: Pod | undefined): boolean => pod !== undefined && pod.spec.containers.some(({ resources }) => Object.keys(resources?.limits ?? {}).some(isDevice));

/** How many devices pods can have on a node. */
const gpusOfNode = ({ status }: Node): number => devices(amountsOf(status.allocatable));

/** It holds what it asks for: it is on a node and not over. */
export const isHolding = ({ spec, status }: Pod): boolean => spec.nodeName !== undefined && status.phase !== "Succeeded" && status.phase !== "Failed";

/** Every pod that holds a device. */
export function holders(store: Store): Pod[] {
  return [...store.all("Node")].filter((node) => gpusOfNode(node) > 0).flatMap(({ metadata }) => store.podsOn(metadata.name).filter((pod) => isHolding(pod) && asksForGpus(pod)));
}

export const totalGpus = (store: Store): number => [...store.all("Node")].reduce((sum, node) => sum + gpusOfNode(node), 0);
