import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveFenceposts } from "../../../../src/world/cluster/controllers/deployment/fenceposts.ts";
import { findNewReplicaSet, podTemplateHash } from "../../../../src/world/cluster/controllers/deployment/new-replica-set.ts";
import { replicaCount } from "../../../../src/world/cluster/controllers/deployment/replica-sets.ts";
import { rollingUpdate } from "../../../../src/world/cluster/controllers/deployment/rolling.ts";
import { scaleDeployment } from "../../../../src/world/cluster/controllers/deployment/scale.ts";
import { recreate } from "../../../../src/world/cluster/controllers/deployment/recreate.ts";
import type { PodTemplateSpec, ReplicaSet } from "../../../../src/world/cluster/objects.ts";
import { deployment, replicaSet } from "../../../conformance/kubernetes/objects.ts";

const available = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { status }) => sum + status.availableReplicas, 0);

/** Applies the changes at once; pods that go were the unavailable ones first. */
function settle(changes: ReturnType<typeof rollingUpdate>): void {
  for (const { replicaSet: set, to } of changes) {
    set.spec.replicas = to;
    set.status.availableReplicas = Math.min(set.status.availableReplicas, to);
  }
}

const rollout = fc.record({
  replicas: fc.integer({ min: 1, max: 40 }),
  maxSurge: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 100 }).map(p => `${p}%`)),
  maxUnavailable: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 100 }).map(p => `${p}%`)),
  becomeAvailable: fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
});

describe("a rolling update", () => {
  test("never has more pods than surge allows, never takes away a pod that the minimum needs, and ends with the new set alone", () => {
    fc.assert(fc.property(rollout, ({ becomeAvailable, ...shape }) => {
      const wanted = deployment(shape);
      const { maxSurge, maxUnavailable } = resolveFenceposts(shape.maxSurge, shape.maxUnavailable, shape.replicas)!;
      const old = replicaSet("old", { replicas: shape.replicas, available: shape.replicas }, 0);
      const fresh = replicaSet("new", { replicas: 0 }, 1);
      for (let sync = 0; sync < 1000 && (fresh.status.availableReplicas < shape.replicas || old.spec.replicas > 0); sync++) {
        settle(rollingUpdate(wanted, fresh, [old]));
        expect(replicaCount([old, fresh])).toBeLessThanOrEqual(shape.replicas + maxSurge);
        expect(available([old, fresh])).toBeGreaterThanOrEqual(shape.replicas - maxUnavailable);
        // At times nothing becomes ready for long, but in the end all do.
        const ready = sync > 500 ? shape.replicas : becomeAvailable.next().value;
        fresh.status.availableReplicas = Math.min(fresh.spec.replicas, fresh.status.availableReplicas + ready);
      }
      expect([old.spec.replicas, fresh.spec.replicas]).toEqual([0, shape.replicas]);
    }), { numRuns: 60 });
  });

  test("of 4 with 25 % and 25 % goes step by step with each new pod that becomes available", () => {
    const wanted = deployment({ replicas: 4, maxSurge: "25%", maxUnavailable: "25%" });
    const old = replicaSet("old", { replicas: 4, available: 4 }, 0);
    const fresh = replicaSet("new", { replicas: 0 }, 1);
    const steps: string[] = [];
    for (let i = 0; i < 12; i++) {
      const changes = rollingUpdate(wanted, fresh, [old]);
      settle(changes);
      if (changes.length === 0) fresh.status.availableReplicas = Math.min(fresh.spec.replicas, fresh.status.availableReplicas + 1);
      steps.push(`old ${old.spec.replicas} new ${fresh.status.availableReplicas}/${fresh.spec.replicas}`);
    }
    expect(steps).toEqual([
      "old 4 new 0/1", "old 3 new 0/1", "old 3 new 0/2", "old 3 new 1/2", "old 2 new 1/2", "old 2 new 1/3",
      "old 2 new 2/3", "old 1 new 2/3", "old 1 new 2/4", "old 1 new 3/4", "old 0 new 3/4", "old 0 new 4/4",
    ]);
  });

  test("gives up broken pods of old versions at once, the oldest version first", () => {
    const wanted = deployment({ replicas: 10, maxSurge: 2, maxUnavailable: 2 });
    const sets = [replicaSet("v2", { replicas: 4, available: 1 }, 2), replicaSet("v1", { replicas: 5, available: 5 }, 1)];
    const fresh = replicaSet("v3", { replicas: 3, available: 3 }, 3);
    expect(rollingUpdate(wanted, fresh, sets).map(({ replicaSet: set, to }) => `${set.metadata.name} to ${to}`)).toEqual(["v1 to 4", "v2 to 1"]);
  });
});

describe("a new size in the midst of a rollout", () => {
  test("leaves exactly that many pods and surge, whatever rounding does", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 5 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 20 }), (sizes, replicas, maxSurge) => {
      const sets = sizes.map((size, i) => replicaSet(`v${i}`, { replicas: size }, i));
      const wanted = deployment({ replicas, maxSurge });
      wanted.status.replicas = replicaCount(sets);
      settle(scaleDeployment(wanted, sets.at(-1), sets.slice(0, -1)));
      expect(replicaCount(sets)).toBe(replicas + maxSurge);
      expect(Math.min(...sets.map(({ spec }) => spec.replicas))).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe("Recreate", () => {
  test("ends all old pods, waits until none runs, then starts all new ones", () => {
    const wanted = deployment({ strategy: "Recreate", replicas: 3 });
    const old = replicaSet("old", { replicas: 3, available: 3 }, 0);
    const fresh = replicaSet("new", { replicas: 0 }, 1);
    const step = (oldPodsRunning: boolean) => recreate(wanted, fresh, [old], oldPodsRunning).map(({ replicaSet: set, from, to }) =>
      `${set.metadata.name} ${from} to ${to}`);
    expect(step(true)).toEqual(["old 3 to 0"]);
    old.spec.replicas = 0;
    expect(step(true)).toEqual([]);
    expect(step(false)).toEqual(["new 0 to 3"]);
  });
});

describe("the template of a set", () => {
  const template = (image: string): PodTemplateSpec =>
    ({ metadata: { labels: { app: "web", tier: "front" } }, spec: { containers: [{ name: "c", image }] } });

  test("has one hash however it is written, and another for another image", () => {
    const reordered: PodTemplateSpec = { spec: { containers: [{ image: "web:1", name: "c" }] }, metadata: { labels: { tier: "front", app: "web" } } };
    expect(podTemplateHash(reordered)).toBe(podTemplateHash(template("web:1")));
    expect(podTemplateHash(template("web:2"))).not.toBe(podTemplateHash(template("web:1")));
    expect(podTemplateHash(template("web:1"))).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{6,10}$/);
  });

  test("is found again by an undo: the old set becomes the new one", () => {
    const wanted = { ...deployment({}), spec: { ...deployment({}).spec, template: template("web:1") } };
    const sets = ["web:1", "web:2"].map((image, i) => ({ ...replicaSet(image, {}, i), spec: { replicas: i, template: template(image) } }));
    expect(findNewReplicaSet(wanted, sets)?.metadata.name).toBe("web:1");
  });
});
