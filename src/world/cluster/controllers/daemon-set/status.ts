import type { Nanos } from "../../../../kernel/time.ts";
import { isPodReady, type DaemonSet } from "../../objects.ts";
import { isPodAvailable } from "../availability.ts";
import { REVISION_LABEL } from "../revision-history.ts";
import type { Daemons } from "./loop.ts";
import { placeOn } from "./placement.ts";

/** Source: `pkg/controller/daemon/daemon_controller.go`, updateDaemonSetStatus. */
export function daemonSetStatus({ set, hash, nodes, pods }: Daemons, now: Nanos): DaemonSet["status"] {
  const status = { desiredNumberScheduled: 0, currentNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0, updatedNumberScheduled: 0, numberAvailable: 0 };
  for (const node of nodes) {
    const there = pods.get(node.metadata.name) ?? [];
    if (!placeOn(set, node).shouldRun) {
      if (there.length > 0) status.numberMisscheduled++;
      continue;
    }
    status.desiredNumberScheduled++;
    const [oldest] = there.toSorted((a, b) => (a.metadata.creationTimestamp ?? 0) - (b.metadata.creationTimestamp ?? 0));
    if (oldest === undefined) continue;
    status.currentNumberScheduled++;
    if (isPodReady(oldest)) status.numberReady++;
    if (isPodAvailable(oldest, set.spec.minReadySeconds ?? 0, now)) status.numberAvailable++;
    if (oldest.metadata.labels?.[REVISION_LABEL] === hash) status.updatedNumberScheduled++;
  }
  return { ...status, observedGeneration: set.metadata.generation ?? 1 };
}
