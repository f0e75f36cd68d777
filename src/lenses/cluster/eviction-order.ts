import type { TablePanel } from "../../display/panel.ts";
import { sizeText } from "../../display/format-size.ts";
import { rankForEviction, rankingsFor } from "../../world/cluster/kubelet/eviction-ranking.ts";
import type { NodeRow, PodRow } from "../../world/cluster/rows/observed.ts";
import type { Observation } from "../../world/observation.ts";
import { type Offer, offer } from "../offer.ts";

/** On the node that has least memory left: its pods in the order in which its kubelet would evict them. */
export function evictionPanel(seen: Observation): Offer | undefined {
  const { nodes, pods } = seen.tables;
  const tightest = nodes.filter((n) => n.machine !== "" && n.ready && n.roles === "").sort((a, b) => left(a, seen) - left(b, seen))[0];
  if (tightest === undefined) return undefined;
  const there = pods.filter((p) => p.node === tightest.name && p.phase === "Running" && p.namespace !== "kube-system");
  const rows = ranked(there).map((pod, place): TablePanel["rows"][number] => ({
    cells: [pod.workload === "" ? pod.name : pod.workload, pod.qos, sizeText(pod.mem_request), sizeText(pod.mem), pod.mem > pod.mem_request ? sizeText(pod.mem - pod.mem_request) : "-"],
    tone: pod.mem <= pod.mem_request ? "good" : place === 0 ? "bad" : "plain",
  }));
  const number = (name: string) => ({ name, align: "right" as const });
  const title = `Who goes first: ${sizeText(Math.max(0, left(tightest, seen)))} left on ${tightest.name}`;
  return offer({ title, kind: "table", columns: [{ name: "pod" }, { name: "class" }, number("asked for"), number("uses"), number("above")], rows }, Math.min(rows.length + 1, 4));
}

const left = ({ machine }: NodeRow, seen: Observation): number => seen.tables.machines.find((m) => m.path === machine)?.mem_available ?? Infinity;

/** As the kubelet ranks them. */
function ranked(pods: readonly PodRow[]): PodRow[] {
  const candidates = pods.map((p) => ({ name: p.name, priority: p.priority, memoryRequest: p.mem_request, ephemeralStorageRequest: 0, usage: { memory: p.mem, ephemeralStorage: 0, inodes: 0, processes: 0 } }));
  return rankForEviction(candidates, rankingsFor("memory")).map(({ name }) => pods.find((p) => p.name === name)!);
}
