import type { Container } from "../../containers/docker.ts";
import { listening } from "../../containers/ports.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { keyOf } from "../kinds.ts";
import { kubeletOf, workerOf } from "../kubelet/kubelets.ts";
import type { PodWorker } from "../kubelet/pod-worker.ts";
import type { Backend } from "./rules.ts";

/** Where a connection comes out: the machine, and the app whose program listens there. */
export interface Listener {
  readonly machine: string;
  readonly app: string;
  readonly pod: string;
  /** Id of the container. */
  readonly container: string;
}

/** `refused`: somebody says at once that nobody listens. `silent`: nobody says anything, and the client waits in vain. */
export type Reached = Listener | "refused" | "silent";

type Route = Backend | "refused" | "silent";

/**
 * What the rules of a node make of a connection to a service: one of its backends, each as likely as the others. A
 * service without any is refused; an address that the rules do not know leads nowhere.
 * `chance` in [0, 1). Source: `pkg/proxy/iptables/proxier.go`, writeServiceToEndpointRules.
 */
export function routeOf({ proxies, store }: Cluster, node: string, address: string, port: number, chance: number): Route {
  const service = store.serviceAt(address);
  const rules = service && proxies.get(node)?.rules.get(keyOf("Service", service.metadata));
  const known = rules?.ports.find((p) => p.port === port);
  if (known === undefined) return "silent";
  return known.backends[Math.floor(chance * known.backends.length)] ?? "refused";
}

/** Whether there is anybody at that port of a pod. A pod that is gone leaves an address that refuses; a machine that is off says nothing. */
export function reach(world: World, cluster: Cluster, backend: Backend): Reached {
  const machine = world.machines.get(kubeletOf(cluster, backend.node)?.machine ?? "");
  if (machine === undefined || !machine.up || machine.paused) return "silent";
  const worker = workerOf(cluster, backend.uid);
  if (worker === undefined || worker.sandbox.address !== backend.address) return "refused";
  const found = listenerIn(machine, worker, backend.port);
  return found === undefined ? "refused" : { machine: machine.path, app: found.app, container: found.id, pod: backend.pod };
}

/** The container that listens on a port of its pod's address now. */
function listenerIn(machine: Machine, { runs }: PodWorker, port: number): Container | undefined {
  const { docker } = machine;
  if (docker === undefined) return undefined;
  return runs.map(({ id }) => docker.containers.get(id)).find((c) => c !== undefined && listening(docker, c) === port);
}

/** By which node clients from outside come in: the control plane's, or else the first that is up. */
export function entryOf(world: World, cluster: Cluster): string | undefined {
  const nodes = cluster.spec.nodes.toSorted((a, b) => Number(b.controlPlane) - Number(a.controlPlane));
  const up = nodes.map(({ machine }) => machine.slice(machine.lastIndexOf("/") + 1)).filter((node) => {
    const machine = world.machines.get(kubeletOf(cluster, node)?.machine ?? "");
    return machine !== undefined && machine.up && !machine.paused && cluster.proxies.has(node);
  });
  return up[0];
}
