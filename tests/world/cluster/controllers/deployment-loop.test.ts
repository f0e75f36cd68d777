import { expect, test } from "vitest";
import { conditionOf } from "../../../../src/world/cluster/objects.ts";
import { ask, chain, deployment, edit, end, later, object, objects, scene, settle, shape, start, template, told, type Scene } from "../by-hand.ts";
import type { Deployment } from "../../../../src/world/cluster/objects.ts";

const running = (replicas: number, spec: Partial<Deployment["spec"]> = {}): Scene => settle(ask(scene(), { do: "create", kind: "Deployment", object: deployment("shop", replicas, spec) }), 5);
const image = (n: number): Partial<Deployment["spec"]> => ({ template: template("shop", `shop:${n}`) });

/** `shop:1 3/4` for every set: ready of wished. */
const sets = (t: Scene): string[] => objects(t, "ReplicaSet").map(({ spec, status }) => `${spec.template.spec.containers[0]!.image} ${status.readyReplicas}/${spec.replicas}`).toSorted();
const revisions = (t: Scene): string[] => objects(t, "ReplicaSet").map(({ metadata, spec }) => `${spec.template.spec.containers[0]!.image} rev ${metadata.annotations!["deployment.kubernetes.io/revision"]}`).toSorted();
const progress = (t: Scene): string => {
  const { status, reason, message } = conditionOf(object(t, "Deployment", "shop").status.conditions, "Progressing")!;
  return shape(`${status} ${reason}: ${message}`);
};

test("a deployment makes a set named after its template, the set makes the pods, and every one knows why", () => {
  const t = running(3);
  expect(objects(t, "ReplicaSet").map(({ metadata }) => shape(metadata.name))).toEqual(["shop-HASH"]);
  expect(objects(t, "Pod").map(({ metadata }) => shape(metadata.name))).toEqual(["shop-HASH-?????", "shop-HASH-?????", "shop-HASH-?????"]);
  expect(told(t, "shop")).toEqual(["ScalingReplicaSet Scaled up replica set shop-HASH from 0 to 3"]);
  expect(chain(t, `replicaset/${objects(t, "ReplicaSet")[0]!.metadata.name}`)).toEqual(["successfulCreate replicaset/shop-HASH", "scalingReplicaSet deployment/shop", "commandGiven command/kubectl"]);
  const { status, metadata } = object(t, "Deployment", "shop");
  expect({ ...status, conditions: undefined }).toEqual({ observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3, unavailableReplicas: 0 });
  expect(metadata.annotations).toEqual({ "deployment.kubernetes.io/revision": "1" });
  expect(progress(t)).toBe('True NewReplicaSetAvailable: ReplicaSet "shop-HASH" has successfully progressed.');
});

test("a new image of four replicas: never more than five pods, never fewer than three that serve, one step for each that becomes ready", () => {
  const steps: string[] = [];
  let t = later(edit(running(4), "shop", image(2)), 1);
  for (let i = 0; i < 12 && steps.at(-1) !== sets(t).join(" "); i++) {
    steps.push(sets(t).join(" "));
    t = later(end(start(t)), 0.2);
  }
  expect(steps).toEqual(["shop:1 3/3 shop:2 0/2", "shop:1 1/1 shop:2 2/4", "shop:1 0/0 shop:2 4/4"]);
  expect(told(t, "shop")).toEqual([
    "ScalingReplicaSet Scaled up replica set shop-HASH from 0 to 4",
    "ScalingReplicaSet Scaled up replica set shop-HASH from 0 to 1",
    "ScalingReplicaSet Scaled down replica set shop-HASH from 4 to 3",
    "ScalingReplicaSet Scaled up replica set shop-HASH from 1 to 2",
    "ScalingReplicaSet Scaled down replica set shop-HASH from 3 to 1",
    "ScalingReplicaSet Scaled up replica set shop-HASH from 2 to 4",
    "ScalingReplicaSet Scaled down replica set shop-HASH from 1 to 0",
  ]);
});

test("a bad image halts with the old pods serving, times out after 600 s without undoing itself, and going back finds the old set", () => {
  const halted = later(edit(running(3), "shop", image(2)), 30);
  expect(sets(halted)).toEqual(["shop:1 3/3", "shop:2 0/1"]);
  expect(progress(halted)).toBe('True ReplicaSetUpdated: ReplicaSet "shop-HASH" is progressing.');
  const late = later(halted, 580);
  expect(progress(late)).toBe('False ProgressDeadlineExceeded: ReplicaSet "shop-HASH" has timed out progressing.');
  expect(sets(late)).toEqual(["shop:1 3/3", "shop:2 0/1"]);
  const back = settle(edit(late, "shop", image(1)), 5);
  expect(sets(back)).toEqual(["shop:1 3/3", "shop:2 0/0"]);
  expect(revisions(back)).toEqual(["shop:1 rev 3", "shop:2 rev 2"]);
  expect(progress(back)).toBe('True NewReplicaSetAvailable: ReplicaSet "shop-HASH" has successfully progressed.');
});

test("scaling in the midst of a rollout grows both sets in proportion", () => {
  const midway = later(edit(running(4), "shop", image(2)), 1);
  expect(sets(later(edit(midway, "shop", { replicas: 8 }), 0.1))).toEqual(["shop:1 3/6", "shop:2 0/4"]);
});

test("Recreate ends every old pod before the first new one is made", () => {
  const t = running(2, { strategy: { type: "Recreate" } });
  const changed = later(edit(t, "shop", image(2)), 1);
  expect([sets(changed), objects(changed, "Pod").length]).toEqual([["shop:1 0/0"], 2]);
  expect(sets(later(end(changed), 1))).toEqual(["shop:1 0/0", "shop:2 0/2"]);
});

test("a paused deployment scales but does not roll", () => {
  const paused = settle(edit(edit(running(2), "shop", { paused: true }), "shop", { ...image(2), replicas: 3 }), 5);
  expect(sets(paused)).toEqual(["shop:1 3/3"]);
  expect(progress(paused)).toBe("Unknown DeploymentPaused: Deployment is paused");
  expect(sets(settle(edit(paused, "shop", { paused: false }), 10))).toEqual(["shop:1 0/0", "shop:2 3/3"]);
});

test("only as many old sets are kept as the history asks for", () => {
  let t = running(1, { revisionHistoryLimit: 2 });
  for (const n of [2, 3, 4, 5]) t = settle(edit(t, "shop", image(n)), 5);
  expect(revisions(t)).toEqual(["shop:3 rev 3", "shop:4 rev 4", "shop:5 rev 5"]);
});

test("a deleted deployment takes its sets and their pods along", () => {
  const gone = later(end(later(ask(running(2), { do: "delete", kind: "Deployment", key: "default/shop" }), 1)), 1);
  expect([objects(gone, "ReplicaSet"), objects(gone, "Pod")]).toEqual([[], []]);
});
