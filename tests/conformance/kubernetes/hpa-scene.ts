import { seconds } from "../../../src/kernel/time.ts";
import type { PodMetric } from "../../../src/world/cluster/controllers/hpa/pod-groups.ts";
import type { Measured } from "../../../src/world/cluster/controllers/hpa/replica-calculator.ts";
import type { Pod } from "../../../src/world/cluster/objects.ts";
import { ago, NOW, optional, pod } from "./objects.ts";

export type PodState = "ready" | "unready" | "initializing" | "failed" | "deleting" | "pending";

export interface HpaPod {
  requestMilli?: number | null;
  usageMilli?: number | null;
  state?: PodState;
}

const INITIALIZATION = { cpuInitializationPeriod: seconds(120), initialReadinessDelay: seconds(10) };
/** A pod that runs so long that no start-up rule applies. */
const LONG_AGO = ago(3600);

/** A sample of the last minute, taken now. */
export const sample = (value: number): PodMetric => ({ value, timestamp: NOW, window: seconds(60) });

export function measured(pods: readonly HpaPod[], unknownPodsMilli: readonly number[] = []): Measured {
  const metrics = new Map<string, PodMetric>(pods.flatMap(({ usageMilli }, i) => (usageMilli === null || usageMilli === undefined ? [] : [[`p${i}`, sample(usageMilli)] as const])));
  unknownPodsMilli.forEach((usage, i) => metrics.set(`unknown${i}`, sample(usage)));
  return { pods: pods.map(hpaPod), metrics, now: NOW, initialization: INITIALIZATION };
}

/** Two equal containers, as upstream's tests have them. */
function hpaPod({ requestMilli, state = "ready" }: HpaPod, i: number): Pod {
  const requests = requestMilli === null || requestMilli === undefined ? {} : { cpu: `${requestMilli * 500}u` };
  const never = state === "unready";
  const fresh = state === "initializing";
  return pod({ containers: ["container1", "container2"].map(name => ({ name, resources: { requests } })) }, {
    metadata: { name: `p${i}`, ...optional("deletionTimestamp", state === "deleting" ? NOW : undefined) },
    status: {
      phase: state === "pending" ? "Pending" : state === "failed" ? "Failed" : "Running",
      startTime: fresh ? NOW : LONG_AGO,
      conditions: [{ type: "Ready", status: never ? "False" : "True", lastTransitionTime: fresh ? NOW : LONG_AGO }],
    },
  });
}
