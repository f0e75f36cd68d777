import type { Control } from "../../loop.ts";
import { update } from "../../write.ts";
import { planTaint } from "./loop.ts";
import { createZone, rateIn, setRate, zoneState, type Zone } from "./zone.ts";
import { withNoExecuteTaint } from "./taints.ts";

/** Nodes of a zone. */
export interface ZoneCount {
  ready: number;
  notReady: number;
}

/**
 * How fast nodes of each zone may be tainted, by how much of it is lost. When all zones are lost the fault is taken to be
 * the control plane's own: nobody is evicted, and when it is over all nodes are given their time again.
 * Source: `node_lifecycle_controller.go`, handleDisruption.
 */
export function judgeZones(control: Control, counts: ReadonlyMap<string, ZoneCount>): void {
  const { cluster: { nodeLifecycle }, env } = control;
  const states = [...counts].map(([key, { ready, notReady }]) => ({ key, zone: zoneAt(nodeLifecycle.zones, key), state: zoneState(ready, notReady), size: ready + notReady }));
  const isLost = ({ state }: { readonly state: Zone["state"] }): boolean => state === "FullDisruption";
  const wereLost = states.length > 0 && states.every(({ zone }) => isLost(zone));
  const allLost = states.length > 0 && states.every(isLost);
  if (allLost && !wereLost) takeTaintsBack(control);
  if (wereLost && !allLost) nodeLifecycle.silenceFrom = env.now;
  for (const { key, zone, state, size } of states) {
    zone.state = state;
    setRate(zone, allLost ? 0 : rateIn(state, size), env.now);
    planTaint(control, key, zone);
  }
}

function zoneAt(zones: Map<string, Zone>, key: string): Zone {
  let zone = zones.get(key);
  if (zone === undefined) zones.set(key, (zone = createZone()));
  return zone;
}

function takeTaintsBack(control: Control): void {
  for (const { metadata } of [...control.cluster.store.all("Node")]) update(control, "Node", metadata.name, (node) => withNoExecuteTaint(node, undefined, 0));
}
