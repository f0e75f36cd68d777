import { podsToDelete } from "../../../src/world/cluster/controllers/replica-set/pods-to-delete.ts";
import type { Pod, PodPhase } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { pod } from "../kubernetes/objects.ts";

const KINDS: Readonly<Record<string, { phase: PodPhase; ready: boolean; node: string }>> = {
  "unscheduled-pending": { phase: "Pending", ready: false, node: "" },
  "scheduled-pending": { phase: "Pending", ready: false, node: "node" },
  "running-not-ready": { phase: "Running", ready: false, node: "node" },
  "ready-on-node-1": { phase: "Running", ready: true, node: "node-1" },
  "ready-on-node-2": { phase: "Running", ready: true, node: "node-2" },
};

function asPod(kind: string): Pod {
  const { phase, ready, node } = KINDS[kind]!;
  return pod({ nodeName: node }, { metadata: { name: kind }, status: { phase, conditions: [{ type: "Ready", status: ready ? "True" : "False" }] } });
}

export const check = answering(({ pods, related = pods, count }: { pods: string[]; related?: string[]; count: number }) =>
  podsToDelete(pods.map(asPod), related.map(asPod), count, 0).map(({ metadata }) => metadata.name));
export const engineMatters = false;
