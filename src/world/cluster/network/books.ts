import type { Nanos } from "../../../kernel/time.ts";
import type { World, WorldEnv } from "../../state.ts";
import { clusterOf, type Cluster } from "../cluster.ts";
import { troubled } from "./alarm.ts";
import { count, createServiceTraffic, outcomeOf, type Ending, type ServiceTraffic } from "./service-traffic.ts";

/** The books of a service, opened when somebody first sends to it. */
export function trafficOf(cluster: Cluster, service: string, now: Nanos): ServiceTraffic {
  let traffic = cluster.traffic.get(service);
  if (traffic === undefined) cluster.traffic.set(service, (traffic = createServiceTraffic(service, now)));
  return traffic;
}

/** What became of a request that came through a service, and facts that led to it, where they are known. */
export function settle(world: World, service: string, ending: Ending, latency: Nanos, env: WorldEnv, because: readonly number[] = []): void {
  const cluster = clusterOf(world);
  if (cluster === undefined) return;
  const traffic = trafficOf(cluster, service, env.now);
  count(traffic, outcomeOf(ending), latency, env.now);
  if (ending !== "served") troubled(cluster, traffic, ending, env, because);
}
