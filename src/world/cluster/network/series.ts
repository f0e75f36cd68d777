import { SECOND } from "../../../kernel/time.ts";
import type { Series } from "../../observation.ts";
import type { Cluster } from "../cluster.ts";
import type { TrafficSecond } from "./service-traffic.ts";

const COLUMNS: Readonly<Record<string, (s: TrafficSecond) => number>> = {
  load: ({ load }) => load,
  sent: ({ sent }) => sent,
  served: ({ served }) => served,
  errors: ({ errors }) => errors,
  p95_ms: ({ p95 }) => (p95 < 0 ? -1 : p95 / 1e6),
};

/** `service/shop.served` and the like: one point for each second that is over, gathered when somebody looks at it. */
export function offerServiceSeries(cluster: Cluster, into: Record<string, Series>): void {
  for (const [key, { past }] of cluster.traffic) {
    const name = key.startsWith("default/") ? key.slice("default/".length) : key;
    for (const [column, of] of Object.entries(COLUMNS)) {
      const points = (): Series => past.map((s) => ({ at: (s.second + 1) * SECOND, value: of(s) }));
      Object.defineProperty(into, `service/${name}.${column}`, { enumerable: true, configurable: true, get: points });
    }
  }
}
