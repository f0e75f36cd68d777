import type { Bar, BarPart } from "../../display/panel.ts";
import { fixed } from "../../display/format-number.ts";
import { amountsOf, podRequests } from "../../world/cluster/pod-requests.ts";
import { conditionOf, type Node, type Pod } from "../../world/cluster/objects.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";
import { isControlPlane } from "./pods.ts";
import { gib } from "../readings.ts";

/** A resource in its two ledgers: what was set aside on paper, what is really used. */
interface Ledger {
  readonly resource: "cpu" | "memory";
  readonly unit: string;
  readonly text: (amount: number) => string;
  /** What is used, in the unit of the resource's requests. */
  readonly used: (seen: Observation, node: string) => number;
}

const machine = (seen: Observation, node: string) => seen.tables.machines.find((m) => m.name === node);

const CPU: Ledger = { resource: "cpu", unit: "CPU", text: (milli) => fixed(milli / 1000, 2), used: (seen, node) => (machine(seen, node)?.cpu ?? 0) * 1000 };
const MEMORY: Ledger = {
  resource: "memory", unit: "GiB", text: gib,
  used: (seen, node) => {
    const m = machine(seen, node);
    return m === undefined ? 0 : m.mem_total - m.mem_available;
  },
};

/** Two bars a node: requests against what it can promise, and below it what really runs. */
const ledgerPanel = (title: string, ledger: Ledger) => (seen: Observation): Offer | undefined => {
  const { cluster } = seen;
  if (cluster === undefined) return undefined;
  const pods = Map.groupBy(cluster.list("Pod").filter(counts), (pod) => pod.spec.nodeName ?? "");
  const bars = cluster.list("Node").filter((n) => !isControlPlane(cluster, n.metadata.name)).flatMap((node) => barsOf(node, pods.get(node.metadata.name) ?? [], ledger, seen));
  return offer({ title, kind: "bars", bars }, Math.min(bars.length, 6));
};

export const nodesPanel = ledgerPanel("Nodes: asked for on paper, and really used", CPU);
export const nodeMemoryPanel = ledgerPanel("Node memory: asked for on paper, and really used", MEMORY);

/** The scheduler counts them: on a node, and not over. */
const counts = ({ spec, status }: Pod): boolean => spec.nodeName !== undefined && status.phase !== "Succeeded" && status.phase !== "Failed";

function barsOf(node: Node, pods: readonly Pod[], { resource, unit, text, used }: Ledger, seen: Observation): Bar[] {
  const { name } = node.metadata;
  const of = amountsOf(node.status.allocatable)[resource] ?? 0;
  const asked = pods.reduce((sum, pod) => sum + (podRequests(pod.spec)[resource] ?? 0), 0);
  const state = stateOf(node);
  const real = state === undefined ? used(seen, name) : 0;
  return [
    { label: name, of, parts: [part(asked, asked > of * 0.95 ? "warn" : "key", "light")], reading: `${text(asked)} of ${text(of)} ${unit} asked for` },
    { label: "", of, parts: [part(Math.min(real, of), "good", "full")], reading: state ?? `${text(real)} used` },
  ];
}

const part = (value: number, tone: BarPart["tone"], mark: NonNullable<BarPart["mark"]>): BarPart => ({ value, tone, mark });

/** What is wrong with a node, in a word of `kubectl get nodes`; undefined when nothing is. */
function stateOf(node: Node): string | undefined {
  if (conditionOf(node.status.conditions, "Ready")?.status !== "True") return "NotReady";
  return undefined;
}
