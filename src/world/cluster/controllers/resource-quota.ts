import type { Cluster } from "../cluster.ts";
import { keyOf } from "../kinds.ts";
import type { Loop } from "../loop.ts";
import type { ObjectMeta, Pod } from "../objects.ts";
import { quotaUsage } from "../quota/usage.ts";
import { same } from "../same.ts";
import type { Change } from "../store.ts";
import { update } from "../write.ts";
import { itself } from "./controller-ref.ts";

const quotasOf = ({ store }: Cluster, { namespace = "default" }: ObjectMeta): string[] => store.inNamespace("ResourceQuota", namespace).map(({ metadata }) => keyOf("ResourceQuota", metadata));

/** Only what changes the count: something comes, goes, or a pod is over. */
function counts({ before, after }: Change, cluster: Cluster): string[] {
  if (before !== undefined && after !== undefined && isOver(before) === isOver(after)) return [];
  return quotasOf(cluster, (after ?? before)!.metadata);
}

const isOver = (object: object): boolean => "status" in object && ["Succeeded", "Failed"].includes((object as Pod).status.phase);

/** Keeps count of what namespaces have used up. Source: `pkg/controller/resourcequota/resource_quota_controller.go`, syncResourceQuota. */
export const resourceQuotaLoop: Loop = {
  name: "resourcequota",
  hears: {
    ResourceQuota: itself, Pod: counts, Service: counts, ConfigMap: counts, Secret: counts, PersistentVolumeClaim: counts, Deployment: counts, ReplicaSet: counts, StatefulSet: counts, Job: counts, CronJob: counts,
  },
  sync(control, key) {
    const quota = control.cluster.store.get("ResourceQuota", key);
    if (quota === undefined) return;
    const hard = quota.spec.hard ?? {};
    const status = { hard, used: quotaUsage(control.cluster.store, quota.metadata.namespace ?? "default", hard) };
    update(control, "ResourceQuota", key, (q) => (same(q.status, status) ? q : { ...q, status }));
  },
};
