import type { Kind } from "../kinds.ts";
import type { Loop } from "../loop.ts";
import { requestDeletion } from "../write.ts";
import type { Change } from "../store.ts";

/** Owners whose dependents go with them. */
const OWNERS: readonly Kind[] = ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "Service", "Node"];

const goneOwner = ({ before, after }: Change): string[] => (after === undefined && before?.metadata.uid !== undefined ? [before.metadata.uid] : []);

/**
 * Deletes what an object that is gone had owned, in the background. Its keys are uids of owners.
 * Source: `pkg/controller/garbagecollector/garbagecollector.go`, background deletion.
 */
export const garbageCollector: Loop = {
  name: "garbage-collector",
  hears: Object.fromEntries(OWNERS.map((kind) => [kind, goneOwner])),
  sync(control, uid) {
    for (const dependent of [...control.cluster.store.dependents(uid)]) {
      const at = dependent.indexOf(":");
      requestDeletion(control, dependent.slice(0, at) as Kind, dependent.slice(at + 1));
    }
  },
};
