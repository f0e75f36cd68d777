import type { Control } from "../../loop.ts";
import { conditionOf, type Condition, type Node } from "../../objects.ts";
import { withCondition } from "../../conditions.ts";
import { update } from "../../write.ts";
import { powerFactsOf } from "../../../machine/power-facts.ts";
import { judgeZones, type ZoneCount } from "./disruption.ts";
import { GRACE_PERIOD, MONITOR_PERIOD, STARTUP_GRACE_PERIOD, zoneKey } from "./zone.ts";

/** Every five seconds: who has been silent for too long, and how much of each zone is lost. Source: monitorNodeHealth. */
export function monitorNodes(control: Control): void {
  const { cluster, env } = control;
  env.after(MONITOR_PERIOD, { type: "cluster", what: "monitor-nodes" });
  const lost: Node[] = [];
  const counts = new Map<string, ZoneCount>();
  for (const node of cluster.store.all("Node")) {
    const silent = isSilent(control, node);
    const ready = conditionOf(node.status.conditions, "Ready")?.status;
    if (silent && ready !== "Unknown") lost.push(node);
    count(counts, node, ready === "True" && !silent);
  }
  for (const node of lost.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))) declareUnknown(control, node);
  judgeZones(control, counts);
}

function count(counts: Map<string, ZoneCount>, node: Node, ready: boolean): void {
  const key = zoneKey(node);
  let zone = counts.get(key);
  if (zone === undefined) counts.set(key, (zone = { ready: 0, notReady: 0 }));
  zone[ready ? "ready" : "notReady"]++;
}

/** A sign of life counts from the look that first saw it. */
function isSilent({ cluster: { store, nodeLifecycle }, env }: Control, { metadata, status }: Node): boolean {
  const lease = store.get("Lease", `kube-node-lease/${metadata.name}`);
  const heard = Math.max(lease?.spec.renewTime ?? metadata.creationTimestamp ?? 0, nodeLifecycle.silenceFrom);
  const seen = Math.ceil(heard / MONITOR_PERIOD) * MONITOR_PERIOD;
  return env.now > seen + (conditionOf(status.conditions, "Ready") === undefined ? STARTUP_GRACE_PERIOD : GRACE_PERIOD);
}

const KUBELETS_WORD = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

function declareUnknown(control: Control, { metadata: { name } }: Node): void {
  control.causes = whyLost(control, name);
  update(control, "Node", name, (node) => KUBELETS_WORD.reduce((n, type) => withCondition(n, unknown(n, type), control.env.now), node));
}

const unknown = ({ status }: Node, type: string): Condition =>
  conditionOf(status.conditions, type) === undefined
    ? { type, status: "Unknown", reason: "NodeStatusNeverUpdated", message: "Kubelet never posted node status." }
    : { type, status: "Unknown", reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status." };

/** What became of the machine under it, where that is known: the controller itself sees nothing but silence. */
function whyLost({ cluster: { kubelets }, world }: Control, node: string): readonly number[] {
  const machine = world.machines.get(kubelets.nodes.get(node)?.machine ?? "");
  if (machine === undefined || (machine.up && !machine.paused)) return [];
  return powerFactsOf(world, machine);
}

