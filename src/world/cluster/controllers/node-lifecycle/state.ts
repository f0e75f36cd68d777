import type { Nanos } from "../../../../kernel/time.ts";
import type { Node } from "../../objects.ts";
import { Shelf } from "../../shelf.ts";
import { copyZone, createZone, zoneKey, type Zone } from "./zone.ts";

/** What the node lifecycle controller remembers. Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go`, Controller. */
export interface NodeLifecycle {
  readonly zones: Map<string, Zone>;
  /** Nodes that are known not to be ready. */
  readonly notReady: Shelf<true>;
  /** Silence before this moment does not count: everything was lost then, and the control plane itself had been cut off. */
  silenceFrom: Nanos;
}

export const createNodeLifecycle = (): NodeLifecycle => ({ zones: new Map(), notReady: new Shelf(), silenceFrom: 0 });
export const copyNodeLifecycle = (l: NodeLifecycle): NodeLifecycle =>
  ({ ...l, zones: new Map([...l.zones].map(([key, zone]) => [key, copyZone(zone)])), notReady: l.notReady.copy() });

export function zoneOf({ zones }: NodeLifecycle, node: Node): Zone {
  const key = zoneKey(node);
  let zone = zones.get(key);
  if (zone === undefined) zones.set(key, (zone = createZone()));
  return zone;
}
