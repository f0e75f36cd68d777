import { seconds, type Nanos } from "../../kernel/time.ts";
import { machineNamed } from "../machine/power.ts";
import { powerFactsOf } from "../machine/power-facts.ts";
import type { Machine } from "../machine/machine.ts";
import type { World } from "../state.ts";
import type { Cluster } from "./cluster.ts";
import type { Control, LoopName } from "./loop.ts";
import type { Node } from "./objects.ts";
import { sorted } from "./store.ts";

/** From the kernel of its machine being up until the API server answers: the kubelet starts etcd first, then the server, as static pods. */
const START: Nanos = seconds(15);

/** Who asks the API server again after this long, where it did not answer. */
export const RETRY: Nanos = seconds(1);

/** What goes on without the control plane: kubelets look after their pods, proxies keep the tables they have, programs run. */
const ON_THE_NODES: ReadonlySet<LoopName> = new Set(["kubelet", "kube-proxy", "rendezvous"]);

export const needsApiServer = (loop: LoopName): boolean => !ON_THE_NODES.has(loop);

/** The machines of the control plane. A cluster that names none is run by somebody else, and always answers. */
const machinesOf = (world: World, { spec }: Cluster): Machine[] => spec.nodes.flatMap(({ controlPlane, machine }) => (controlPlane ? (machineNamed(world, machine) ?? []) : []));

type Answer = "answers" | "refuses" | "is silent" | "is gone";

function answerOf({ up, paused, upSince }: Machine, now: Nanos): Answer {
  if (!up) return "is gone";
  if (paused) return "is silent";
  return upSince === 0 || now >= upSince + START ? "answers" : "refuses";
}

/** Where clients find it: the first control plane node's address. */
export function serverAddress(nodes: Iterable<Node>): string {
  const all = [...nodes];
  const node = all.find(({ metadata }) => metadata.labels?.["node-role.kubernetes.io/control-plane"] !== undefined) ?? all[0];
  return `${node?.status.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "10.0.0.1"}:6443`;
}

const answering = (machines: readonly Machine[], now: Nanos): boolean => machines.length === 0 || machines.some((machine) => answerOf(machine, now) === "answers");

/**
 * What a client is told that cannot reach the API server, and why it is so; undefined when it can.
 * Source: `kubectl/pkg/cmd/util/helpers.go`, StandardErrorMessage.
 */
export function unreachable(world: World, cluster: Cluster, now: Nanos): { readonly message: string; readonly why: string } | undefined {
  const machines = machinesOf(world, cluster);
  if (answering(machines, now)) return undefined;
  const [first] = machines;
  const { name } = first!;
  const address = serverAddress(sorted(cluster.store.all("Node")));
  const refusal: Record<Exclude<Answer, "answers">, [string, string]> = {
    refuses: [`The connection to the server ${address} was refused - did you specify the right host or port?`, `${name} is up, and its API server is still starting`],
    "is silent": [`Unable to connect to the server: dial tcp ${address}: i/o timeout`, `the API server runs on ${name}, and that stands still`],
    "is gone": [`Unable to connect to the server: dial tcp ${address}: connect: no route to host`, `the API server runs on ${name}, and that is off; pods go on, but nobody looks after them`],
  };
  const [message, why] = refusal[answerOf(first!, now) as Exclude<Answer, "answers">];
  return { message, why };
}

/**
 * Whether the control plane can work now. When it comes back it has forgotten since when nodes are silent: each gets a
 * whole grace period again. Source: `pkg/controller/nodelifecycle`, nodeHealthMap is in memory only.
 */
export function canWork({ world, cluster, env }: Control): boolean {
  const machines = machinesOf(world, cluster);
  const works = answering(machines, env.now);
  if (works === cluster.cutOff) {
    cluster.cutOff = !works;
    if (works) cluster.nodeLifecycle.silenceFrom = env.now;
    env.note(works ? "controlPlaneBack" : "controlPlaneAway", "cluster/control plane", {}, machines.flatMap((machine) => powerFactsOf(world, machine)));
  }
  return works;
}
