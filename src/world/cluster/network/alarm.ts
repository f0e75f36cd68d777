import { SECOND, type Nanos } from "../../../kernel/time.ts";
import type { WorldEnv } from "../../state.ts";
import { errorsOf, type Outcome, type ServiceTraffic } from "./service-traffic.ts";

/** So long nothing has to go wrong until trouble counts as over. */
const QUIET: Nanos = 5 * SECOND;

export const aboutService = (service: string): string => `service/${service.slice(service.indexOf("/") + 1)}`;

/** Notes once that requests to a service fail, with what led to it. */
export function troubled(traffic: ServiceTraffic, outcome: Exclude<Outcome, "served">, env: WorldEnv): void {
  traffic.troubledAt = env.now;
  if (traffic.failing < 0) traffic.failing = env.note("requestsLost", aboutService(traffic.service), { how: outcome, load: traffic.perSecond });
}

export function troubleOver(traffic: ServiceTraffic, env: WorldEnv): void {
  if (traffic.failing < 0 || env.now - traffic.troubledAt < QUIET) return;
  env.note("requestsLostOver", aboutService(traffic.service), { errors: errorsOf(traffic) }, [traffic.failing]);
  traffic.failing = -1;
}
