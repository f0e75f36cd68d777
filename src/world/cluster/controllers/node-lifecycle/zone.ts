import { seconds, SECOND, type Nanos } from "../../../../kernel/time.ts";
import type { Node } from "../../objects.ts";
import { Shelf } from "../../shelf.ts";

/** How much of a zone is lost. Source: `pkg/controller/nodelifecycle/node_lifecycle_controller.go`, ComputeZoneState. */
export type ZoneState = "Initial" | "Normal" | "PartialDisruption" | "FullDisruption";

/** Nodes of a zone that wait for their NoExecute taint, and how fast they get it. */
export interface Zone {
  state: ZoneState;
  /** Nodes tainted per second: 0 is never. */
  rate: number;
  /** When the next may be tainted. */
  nextAt: Nanos;
  /** Waiting nodes in the order they came, with what led to it. */
  readonly waiting: Shelf<{ readonly turn: number; readonly causes: readonly number[] }>;
  turns: number;
  /** When the waiting are looked at next; -1 when that is not planned. */
  planned: Nanos;
}

export const createZone = (): Zone => ({ state: "Initial", rate: HEALTHY_RATE, nextAt: 0, waiting: new Shelf(), turns: 0, planned: -1 });
export const copyZone = (zone: Zone): Zone => ({ ...zone, waiting: zone.waiting.copy() });

/** Source: `pkg/controller/nodelifecycle/config/v1alpha1/defaults.go`. */
const HEALTHY_RATE = 0.1;
const REDUCED_RATE = 0.01;
const LARGE_ZONE = 50;
const UNHEALTHY_SHARE = 0.55;

export const zoneState = (ready: number, notReady: number): ZoneState => {
  if (ready === 0 && notReady > 0) return "FullDisruption";
  return notReady > 2 && notReady / (ready + notReady) >= UNHEALTHY_SHARE ? "PartialDisruption" : "Normal";
};

/** In a zone that is half lost nodes go slowly, in a small one not at all. Source: ReducedQPSFunc, HealthyQPSFunc, setLimiterInZone. */
export const rateIn = (state: ZoneState, size: number): number =>
  state === "PartialDisruption" ? (size > LARGE_ZONE ? REDUCED_RATE : 0) : HEALTHY_RATE;

/** A new rate counts from now on; what was waited for already is not lost or won by it. Source: `scheduler/rate_limited_queue.go`, SwapLimiter. */
export function setRate(zone: Zone, rate: number, now: Nanos): void {
  if (zone.rate === rate) return;
  const wasWaiting = zone.nextAt > now;
  zone.rate = rate;
  zone.nextAt = rate === 0 ? Infinity : wasWaiting ? now + Math.round(SECOND / rate) : now;
}

/** Whether one may go now; it counts when it may. Source: `client-go/util/flowcontrol/throttle.go`, a bucket of one token. */
export function mayGo(zone: Zone, now: Nanos): boolean {
  if (zone.rate === 0 || now < zone.nextAt) return false;
  zone.nextAt = now + Math.round(SECOND / zone.rate);
  return true;
}

/** Region and zone of a node together. Source: `component-helpers/node/topology/helpers.go`, GetZoneKey. */
export const zoneKey = ({ metadata }: Node): string =>
  `${metadata.labels?.["topology.kubernetes.io/region"] ?? ""}:${metadata.labels?.["topology.kubernetes.io/zone"] ?? ""}`;

export const MONITOR_PERIOD: Nanos = seconds(5);
/** How long a node may be silent; since 1.32. Source: `config/v1alpha1/defaults.go`, NodeMonitorGracePeriod. */
export const GRACE_PERIOD: Nanos = seconds(50);
/** The same for a node that has never said how it is. */
export const STARTUP_GRACE_PERIOD: Nanos = seconds(60);
