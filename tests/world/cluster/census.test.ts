import fc from "fast-check";
import { expect, test } from "vitest";
import { restartsIn } from "../../../src/world/cluster/census.ts";
import { countsIn, countsOf } from "../../../src/world/cluster/controllers/replica-set/status.ts";
import { isPodActive } from "../../../src/world/cluster/controllers/replica-set/active-pods.ts";
import type { Pod, ReplicaSet } from "../../../src/world/cluster/objects.ts";
import { Store } from "../../../src/world/cluster/store.ts";

const set = (uid: string): ReplicaSet => ({
  metadata: { name: `shop-${uid}`, namespace: "default", uid },
  spec: { replicas: 3, selector: { matchLabels: { app: "shop" } }, template: { metadata: { labels: { app: "shop", tier: "web" } }, spec: { containers: [] } } },
  status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 },
});

const sets = [set("one"), set("two")];

/** Pods that come, change in what they wear, how they are and whose they are, and go. */
const deed = fc.record({
  name: fc.constantFrom("a", "b", "c", "d", "e"),
  gone: fc.boolean(),
  owner: fc.constantFrom("one", "two", undefined),
  labels: fc.constantFrom({ app: "shop", tier: "web" }, { app: "shop" }, { app: "debug" }, undefined),
  phase: fc.constantFrom("Pending", "Running", "Failed", "Succeeded" as const),
  ready: fc.boolean(),
  leaving: fc.boolean(),
  restarts: fc.constantFrom(0, 0, 1, 3),
  copied: fc.boolean(),
});

type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

const pod = ({ name, owner, labels, phase, ready, leaving, restarts }: Deed): Pod => ({
  metadata: {
    name, namespace: "default", ...(labels && { labels: { ...labels } }), ...(leaving && { deletionTimestamp: 1 }),
    ...(owner && { ownerReferences: [{ kind: "ReplicaSet", name: `shop-${owner}`, uid: owner, controller: true }] }),
  },
  spec: { containers: [] },
  status: { phase: phase as Pod["status"]["phase"], conditions: [{ type: "Ready", status: ready ? "True" : "False" }], containerStatuses: [{ name: "app", ready, restartCount: restarts, image: "app:1" }] },
});

test("a set is told the same by the census as by going through its pods, whatever became of them", () => {
  fc.assert(fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
    let store = Store.empty();
    for (const one of deeds) {
      if (one.copied) store = store.copy();
      store.put("Pod", `default/${one.name}`, one.gone ? undefined : pod(one));
      for (const owner of sets) {
        const [census, pods] = [store.censusOf(owner.metadata.uid!), store.ownedBy(owner.metadata.uid!, "Pod")];
        expect(countsIn(owner, census)).toEqual(countsOf(owner, pods.filter(isPodActive), 0));
        expect(census.reduce((sum, row) => sum + row.restarts, 0)).toBe(pods.reduce((sum, each) => sum + restartsIn(each), 0));
      }
    }
  }));
});
