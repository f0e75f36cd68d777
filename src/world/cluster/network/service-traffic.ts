import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { copyLatencies, createLatencies, quantiles, record, type Latencies } from "../../workload/latency.ts";

/** How a request through a service ended. `refused`: nobody listens there. `failed`: the program died, or answered with an error. */
export type Outcome = "served" | "refused" | "timeouts" | "failed";

/** The same, and whether it was for too little CPU. `full`: its program could not take any more; `slow`: it took it, and had not got to it when the client gave up. */
export type Ending = Outcome | "full" | "slow";

export const outcomeOf = (ending: Ending): Outcome => (ending === "full" ? "failed" : ending === "slow" ? "timeouts" : ending);

/** What happened in one second. Never changed once it is over. */
export interface TrafficSecond {
  readonly second: number;
  readonly load: number;
  readonly sent: number;
  readonly served: number;
  readonly errors: number;
  /** -1: nothing was answered lately. */
  readonly p95: Nanos;
}

/** What clients send to a service, and what became of it. Counted for ever. */
export interface ServiceTraffic {
  readonly service: string;
  perSecond: number;
  /** Since when that many come; -1: nobody ever has. */
  loadedAt: Nanos;
  /** Counts changes of the load: a request planned before is stale after. */
  turn: number;
  sent: number;
  served: number;
  refused: number;
  timeouts: number;
  failed: number;
  latencies: Latencies;
  /** The running second, and the counts as it began. */
  second: number;
  began: { readonly sent: number; readonly served: number; readonly errors: number };
  past: readonly TrafficSecond[];
  /** The fact that requests fail, while they do; -1 when not. When one last failed. */
  failing: number;
  troubledAt: Nanos;
  /** The last fact about it: why the load is what it is. */
  because: number;
}

/** Seconds that are remembered. */
const KEPT = 600;

export const createServiceTraffic = (service: string, now: Nanos): ServiceTraffic => ({
  service, perSecond: 0, loadedAt: -1, turn: 0, sent: 0, served: 0, refused: 0, timeouts: 0, failed: 0, latencies: createLatencies(KEPT),
  second: Math.floor(now / SECOND), began: { sent: 0, served: 0, errors: 0 }, past: [], failing: -1, troubledAt: -1, because: -1,
});

export const copyServiceTraffic = (t: ServiceTraffic): ServiceTraffic => ({ ...t, latencies: copyLatencies(t.latencies) });

export const errorsOf = ({ refused, timeouts, failed }: ServiceTraffic): number => refused + timeouts + failed;

/** Seconds that are over go into the past. To be called before anything is counted. */
export function turnSecond(t: ServiceTraffic, now: Nanos): void {
  const second = Math.floor(now / SECOND);
  if (second === t.second) return;
  const ended = { second: t.second, load: t.perSecond, ...since(t), p95: quantiles(t.latencies, (t.second + 1) * SECOND)?.p95 ?? -1 };
  const idle = Math.min(KEPT, second - t.second - 1);
  const quiet = Array.from({ length: idle }, (_, i) => ({ second: second - idle + i, load: t.perSecond, sent: 0, served: 0, errors: 0, p95: -1 }));
  t.past = [...t.past, ended, ...quiet].slice(-KEPT);
  t.second = second;
  t.began = { sent: t.sent, served: t.served, errors: errorsOf(t) };
}

/** What came and what was lost in so many seconds that are over. */
export function lately({ past }: ServiceTraffic, seconds: number): { readonly sent: number; readonly errors: number } {
  let [sent, errors] = [0, 0];
  for (let i = Math.max(0, past.length - seconds); i < past.length; i++) {
    sent += past[i]!.sent;
    errors += past[i]!.errors;
  }
  return { sent, errors };
}

const since = (t: ServiceTraffic): { readonly sent: number; readonly served: number; readonly errors: number } =>
  ({ sent: t.sent - t.began.sent, served: t.served - t.began.served, errors: errorsOf(t) - t.began.errors });

export function count(t: ServiceTraffic, outcome: Outcome, latency: Nanos, now: Nanos): void {
  turnSecond(t, now);
  t[outcome]++;
  if (outcome !== "refused") record(t.latencies, now, latency);
}

/** 95 of 100 of all that were answered since the load is what it is, in the last ten minutes at most. */
export const p95SinceLoaded = ({ latencies, loadedAt }: ServiceTraffic, now: Nanos): Nanos | undefined =>
  loadedAt < 0 ? undefined : quantiles(latencies, now, Math.min(KEPT, Math.max(1, Math.floor(now / SECOND) - Math.floor(loadedAt / SECOND))))?.p95;

/** The last second that is over. */
export function lastSecondOf(t: ServiceTraffic, now: Nanos): TrafficSecond | undefined {
  const second = Math.floor(now / SECOND);
  if (t.second === second) return t.past.at(-1);
  return t.second === second - 1 ? { second: t.second, load: t.perSecond, ...since(t), p95: -1 } : undefined;
}
