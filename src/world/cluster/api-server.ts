import { seconds, type Nanos } from "../../kernel/time.ts";
import { powerFactsOf } from "../machine/power-facts.ts";
import type { Machine } from "../machine/machine.ts";
import type { World } from "../state.ts";
import type { Cluster } from "./cluster.ts";
import type { Control, LoopName } from "./loop.ts";

/** From the kernel of its machine being up until the API server answers: the kubelet starts etcd first, then the server, as static pods. */
const START: Nanos = seconds(15);

/** Who asks the API server again after this long, where it did not answer. */
export const RETRY: Nanos = seconds(1);

/** What goes on without the control plane: kubelets look after their pods, proxies keep the tables they have, programs run. */
const ON_THE_NODES: ReadonlySet<LoopName> = new Set(["kubelet", "kube-proxy", "rendezvous"]);

export const needsApiServer = (loop: LoopName): boolean => !ON_THE_NODES.has(loop);

/** The machines of the control plane. A cluster that names none is run by somebody else, and always answers. */
const machinesOf = ({ machines }: World, { spec }: Cluster): Machine[] =>
  spec.nodes.flatMap(({ controlPlane, machine }) => (controlPlane ? [...machines.values()].filter(({ path, name }) => path === machine || name === machine) : []));

type Answer = "answers" | "refuses" | "is silent" | "is gone";

function answerOf({ up, paused, upSince }: Machine, now: Nanos): Answer {
  if (!up) return "is gone";
  if (paused) return "is silent";
  return upSince === 0 || now >= upSince + START ? "answers" : "refuses";
}

/**
 * What a client is told that cannot reach the API server, and why it is so; undefined when it can.
 * Source: `kubectl/pkg/cmd/util/helpers.go`, StandardErrorMessage.
 */
export function unreachable(world: World, cluster: Cluster, now: Nanos): { readonly message: string; readonly why: string } | undefined {
  const machines = machinesOf(world, cluster);
  const answers = machines.map((machine) => answerOf(machine, now));
  if (machines.length === 0 || answers.includes("answers")) return undefined;
  const { name } = machines[0]!;
  const node = cluster.store.get("Node", name);
  const address = `${node?.status.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "10.0.0.1"}:6443`;
  const refusal: Record<Exclude<Answer, "answers">, [string, string]> = {
    refuses: [`The connection to the server ${address} was refused - did you specify the right host or port?`, `${name} is up, and its API server is still starting`],
    "is silent": [`Unable to connect to the server: dial tcp ${address}: i/o timeout`, `the API server runs on ${name}, and that stands still`],
    "is gone": [`Unable to connect to the server: dial tcp ${address}: connect: no route to host`, `the API server runs on ${name}, and that is off; pods go on, but nobody looks after them`],
  };
  const [message, why] = refusal[answers[0]! as Exclude<Answer, "answers">];
  return { message, why };
}

/**
 * Whether the control plane can work now. When it comes back it has forgotten since when nodes are silent: each gets a
 * whole grace period again. Source: `pkg/controller/nodelifecycle`, nodeHealthMap is in memory only.
 */
export function canWork({ world, cluster, env }: Control): boolean {
  const works = unreachable(world, cluster, env.now) === undefined;
  if (works === cluster.cutOff) {
    cluster.cutOff = !works;
    if (works) cluster.nodeLifecycle.silenceFrom = env.now;
    const because = machinesOf(world, cluster).flatMap((machine) => powerFactsOf(world, machine));
    env.note(works ? "controlPlaneBack" : "controlPlaneAway", "cluster/control plane", {}, because);
  }
  return works;
}
