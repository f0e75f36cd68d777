import { expect, test } from "vitest";
import type { ReplicaSet } from "../../../../src/world/cluster/objects.ts";
import { ask, byHand, chain, end, later, object, objects, scene, setPods, settle, shape, start, template, told, type Scene } from "../by-hand.ts";
import { update } from "../../../../src/world/cluster/write.ts";

const replicaSet = (name: string, replicas: number, more: Partial<ReplicaSet["spec"]> = {}): ReplicaSet => ({
  metadata: { name, namespace: "default" },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: template(name), ...more },
  status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 },
});

const set = (replicas: number, more: Partial<ReplicaSet["spec"]> = {}): Scene => settle(ask(scene(), { do: "create", kind: "ReplicaSet", object: replicaSet("shop", replicas, more) }), 3);
const names = (t: Scene): string[] => objects(t, "Pod").map(({ metadata }) => metadata.name);
const resize = (t: Scene, replicas: number): Scene => ask(t, { do: "update", kind: "ReplicaSet", object: { ...object(t, "ReplicaSet", "shop"), spec: { ...object(t, "ReplicaSet", "shop").spec, replicas } } });

test("a wish for three makes three pods, owned and labelled, and tells it", () => {
  const t = set(3);
  const [pod] = objects(t, "Pod");
  expect(names(t).map(shape)).toEqual(["shop-?????", "shop-?????", "shop-?????"]);
  expect(pod!.metadata.ownerReferences).toEqual([{ kind: "ReplicaSet", name: "shop", uid: object(t, "ReplicaSet", "shop").metadata.uid, controller: true }]);
  expect([pod!.metadata.labels, pod!.spec]).toMatchObject([{ app: "shop" }, { ...template("shop").spec, nodeName: "n1" }]);
  expect(told(t, "shop")).toEqual(["SuccessfulCreate Created pod: shop-?????", "SuccessfulCreate Created pod: shop-?????", "SuccessfulCreate Created pod: shop-?????"]);
  expect(object(t, "ReplicaSet", "shop").status).toEqual({ replicas: 3, fullyLabeledReplicas: 3, readyReplicas: 3, availableReplicas: 3, observedGeneration: 1 });
});

test("a pod that is deleted is replaced at once, before it is gone", () => {
  const t = set(2);
  const first = names(t)[0]!;
  const marked = later(ask(t, { do: "delete", kind: "Pod", key: `default/${first}` }), 1);
  expect(names(marked)).toHaveLength(3);
  expect(names(marked)).toContain(first);
  const gone = later(end(marked), 1);
  expect(names(gone)).toHaveLength(2);
  expect(names(gone)).not.toContain(first);
});

test("a failed pod counts no more, and stays to be looked at", () => {
  const t = set(2);
  const first = names(t)[0]!;
  const after = later(setPods(t, ({ metadata }) => metadata.name === first, { phase: "Failed", reason: "Evicted" }), 1);
  expect(objects(after, "Pod").map(({ status }) => status.phase).toSorted()).toEqual(["Failed", "Pending", "Running"]);
});

test("a smaller wish takes the pods that are not ready first", () => {
  const t = set(3);
  const [broken] = names(t);
  const sick = later(setPods(t, ({ metadata }) => metadata.name === broken, { conditions: [{ type: "Ready", status: "False", lastTransitionTime: 1 }] }), 1);
  const two = later(end(later(resize(sick, 2), 1)), 1);
  expect(names(two)).toEqual(names(t).slice(1));
  expect(told(two, "shop").at(-1)).toBe("SuccessfulDelete Deleted pod: shop-?????");
});

test("a pod whose labels change is let go and replaced; one that matches and belongs to nobody is taken over and counts", () => {
  const t = set(2);
  const [first] = names(t);
  const relabelled = (app: string): ((at: Scene) => Scene) => (at) => later(byHand(at, (control) =>
    void update(control, "Pod", `default/${first}`, (p) => ({ ...p, metadata: { ...p.metadata, labels: { app } } }))), 1);
  const out = settle(relabelled("debug")(t), 2);
  expect(names(out)).toHaveLength(3);
  expect(object(out, "Pod", first!).metadata.ownerReferences).toEqual([]);
  const back = settle(relabelled("shop")(out), 2);
  expect(names(back)).toHaveLength(2);
});

test("pods count as available only after minReadySeconds", () => {
  const made = later(ask(scene(), { do: "create", kind: "ReplicaSet", object: replicaSet("shop", 2, { minReadySeconds: 10 }) }), 1);
  const available = (t: Scene): number => object(t, "ReplicaSet", "shop").status.availableReplicas;
  const ready = start(made);
  expect([9.9, 10.1].map((s) => available(later(ready, s)))).toEqual([0, 2]);
});

test("a wish for more than 500 is filled 500 at a time", () => {
  const made = ask(scene(), { do: "create", kind: "ReplicaSet", object: replicaSet("shop", 1200) });
  expect([0.015, 0.08, 1].map((s) => names(later(made, s)).length)).toEqual([500, 1000, 1200]);
});

test("why a pod is there can be told back to the line that was typed", () => {
  expect(chain(set(1), "replicaset/shop")).toEqual(["successfulCreate replicaset/shop", "commandGiven command/kubectl"]);
});
