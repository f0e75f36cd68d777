import { SECOND, type Nanos } from "../../../kernel/time.ts";
import type { WorldEnv } from "../../state.ts";
import type { Cluster } from "../cluster.ts";
import { errorsOf, type Ending, type ServiceTraffic } from "./service-traffic.ts";

/** So long nothing has to go wrong until trouble counts as over. */
const QUIET: Nanos = 5 * SECOND;

export const aboutService = (service: string): string => `service/${service.slice(service.indexOf("/") + 1)}`;

/** Notes once that requests to a service fail, with what led to it: what last became of those behind it, or the load. */
export function troubled(cluster: Cluster, traffic: ServiceTraffic, ending: Exclude<Ending, "served">, env: WorldEnv, because: readonly number[]): void {
  traffic.troubledAt = env.now;
  if (traffic.failing >= 0) return;
  traffic.failing = env.note("requestsLost", aboutService(traffic.service), { how: ending, load: traffic.perSecond }, causesOf(cluster, traffic, ending, because));
}

function causesOf(cluster: Cluster, traffic: ServiceTraffic, ending: Ending, because: readonly number[]): readonly number[] {
  const load = traffic.because < 0 ? [] : [traffic.because];
  const isOverloaded = ending === "full" || ending === "slow";
  if (because.length > 0) return isOverloaded ? [...because, ...load] : because;
  const news = newsOf(cluster, traffic.service);
  if (isOverloaded || ending === "timeouts") return [...load, ...news];
  return news.length > 0 ? news : load;
}

/** The last thing that happened behind a service, whether those who make rules of it have looked at it yet or not. */
function newsOf({ queues, proxies }: Cluster, service: string): readonly number[] {
  const waiting = (["endpointslice", "kube-proxy"] as const).map((loop) => queues.get(loop)?.get(service)).find((causes) => causes !== undefined && causes.length > 0);
  return waiting ?? [...proxies.values()].findLast(({ because }) => because.has(service))?.because.get(service) ?? [];
}

export function troubleOver(traffic: ServiceTraffic, env: WorldEnv): void {
  if (traffic.failing < 0 || env.now - traffic.troubledAt < QUIET) return;
  env.note("requestsLostOver", aboutService(traffic.service), { errors: errorsOf(traffic) }, [traffic.failing]);
  traffic.failing = -1;
}
