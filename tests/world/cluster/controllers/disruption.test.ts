import { describe, expect, test } from "vitest";
import { act } from "../../../../src/kernel/timeline.ts";
import type { IntOrString, PodDisruptionBudget } from "../../../../src/world/cluster/objects.ts";
import { ask, deployment, edit, end, later, object, objects, scene, settle, type Scene } from "../by-hand.ts";

const budget = (spec: { minAvailable?: IntOrString; maxUnavailable?: IntOrString }, name = "shop"): PodDisruptionBudget => ({
  metadata: { name, namespace: "default" }, spec: { ...spec, selector: { matchLabels: { app: "shop" } } },
  status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
});

/** Five pods run; then somebody writes a budget. */
const guarded = (...budgets: PodDisruptionBudget[]): Scene =>
  later(ask(settle(ask(scene(), { do: "create", kind: "Deployment", object: deployment("shop", 5) }), 3), ...budgets.map((made) => ({ do: "create", kind: "PodDisruptionBudget", object: made }) as const)), 1);

const counts = (t: Scene): number[] => {
  const { expectedPods, currentHealthy, desiredHealthy, disruptionsAllowed } = object(t, "PodDisruptionBudget", "shop").status;
  return [expectedPods, currentHealthy, desiredHealthy, disruptionsAllowed];
};

const evicting = (t: Scene, at: number): [Scene, unknown] =>
  act(t, { type: "kube", line: "kubectl drain n1", requests: [{ do: "evict", key: `default/${objects(t, "Pod")[at]!.metadata.name}` }] });

describe("a budget counts", () => {
  test.each([
    [{ minAvailable: 3 }, [5, 5, 3, 2]], [{ minAvailable: "50%" }, [5, 5, 3, 2]], [{ maxUnavailable: 1 }, [5, 5, 4, 1]], [{ maxUnavailable: "30%" }, [5, 5, 3, 2]], [{ minAvailable: 7 }, [5, 5, 7, 0]],
  ])("%j: expected, healthy, wanted, may be missed", (spec, expected) => expect(counts(guarded(budget(spec)))).toEqual(expected));

  test("follows the size that is wished for, and the pods that are ready", () => {
    const smaller = later(edit(guarded(budget({ maxUnavailable: 1 })), "shop", { replicas: 3 }), 1);
    expect(counts(smaller)).toEqual([3, 3, 2, 1]);
  });
});

describe("an eviction", () => {
  test("is refused when the budget would be broken, and nothing has changed", () => {
    const t = guarded(budget({ minAvailable: 4 }));
    const [first, done] = evicting(t, 0);
    expect([done, counts(first)]).toEqual([{ ok: true }, [5, 5, 4, 0]]);
    const [second, refusal] = evicting(first, 1);
    expect(refusal).toEqual({
      ok: false, reason: "Error from server (TooManyRequests): Cannot evict pod as it would violate the pod's disruption budget.",
      hint: "The disruption budget shop needs 4 healthy pods and has 5 currently",
    });
    expect(second).toBe(first);
    const [, again] = evicting(later(first, 1), 1);
    expect(again).toMatchObject({ hint: "The disruption budget shop needs 4 healthy pods and has 4 currently" });
  });

  test("is possible again when a replacement is ready", () => {
    const [first] = evicting(guarded(budget({ minAvailable: 4 })), 0);
    const t = settle(end(first), 3);
    expect([counts(t), evicting(t, 0)[1]]).toEqual([[5, 5, 4, 1], { ok: true }]);
  });

  test("marks the pod and says who did it; a plain deletion asks no budget", () => {
    const t = guarded(budget({ minAvailable: 4 }));
    const evicted = objects(evicting(t, 0)[0], "Pod")[0]!;
    expect([evicted.metadata.deletionGracePeriodSeconds, evicted.status.conditions!.find(({ type }) => type === "DisruptionTarget")!.reason]).toEqual([30, "EvictionByEvictionAPI"]);
    const deleted = ask(t, ...objects(t, "Pod").map(({ metadata }) => ({ do: "delete", kind: "Pod", key: `default/${metadata.name}` }) as const));
    expect(objects(deleted, "Pod").every(({ metadata }) => metadata.deletionTimestamp !== undefined)).toBe(true);
  });

  test("of a pod under two budgets is not supported; one without a budget just goes", () => {
    expect(evicting(guarded(budget({ minAvailable: 1 }), budget({ minAvailable: 1 }, "second")), 0)[1]).toMatchObject({ ok: false, reason: expect.stringContaining("more than one PodDisruptionBudget") });
    expect(evicting(guarded(), 0)[1]).toEqual({ ok: true });
  });
});
