import { partsOf } from "../../gpu/gpu.ts";
import { devicesIn, DEVICES } from "../../gpu/program.ts";
import type { Machine } from "../../machine/machine.ts";
import type { Control } from "../loop.ts";
import type { Container, Pod } from "../objects.ts";
import { amountOf } from "../pod-requests.ts";
import { isHolding } from "../training/gpu.ts";
import { isDevice, resourceOf } from "./resource.ts";

/**
 * The kubelet's device manager: which devices a container gets, and the variable that shows them to it. One that is given
 * out several times goes to those who have it least. Source: `pkg/kubelet/cm/devicemanager/manager.go`, allocateContainerResources;
 * `k8s-device-plugin`, Allocate and GetPreferredAllocation.
 */
export function devicesOf({ cluster }: Control, machine: Machine, pod: Pod, container: Container): readonly string[] {
  const [resource, text] = Object.entries(container.resources?.limits ?? {}).find(([name]) => isDevice(name)) ?? [];
  const count = resource === undefined ? 0 : amountOf(resource, text!);
  if (count === 0) return [];
  const fitting = partsOf(machine).filter((part) => resourceOf(part) === resource).map(({ uuid }) => uuid);
  const others = new Set(cluster.store.podsOn(machine.name).filter((one) => isHolding(one) && one.metadata.uid !== pod.metadata.uid).map(({ metadata }) => metadata.uid));
  const users = usersOf(machine, others);
  const least = [...fitting].sort((a, b) => (users.get(a) ?? 0) - (users.get(b) ?? 0));
  return [`${DEVICES}=${least.slice(0, count).join(",")}`];
}

/** By how many pods each device is held. */
function usersOf({ docker }: Machine, pods: ReadonlySet<string | undefined>): ReadonlyMap<string, number> {
  const users = new Map<string, Set<string>>();
  for (const c of docker!.containers.values()) {
    const uid = c.settings.pod?.uid;
    if (uid === undefined || !pods.has(uid)) continue;
    for (const device of devicesIn(c)) users.set(device, (users.get(device) ?? new Set()).add(`${uid}`));
  }
  return new Map([...users].map(([device, uids]) => [device, uids.size]));
}
