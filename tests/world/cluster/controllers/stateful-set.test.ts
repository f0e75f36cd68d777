import { expect, test } from "vitest";
import type { StatefulSet } from "../../../../src/world/cluster/objects.ts";
import { ask, end, later, object, objects, scene, setPods, start, told, type Scene } from "../by-hand.ts";

const db = (replicas: number, spec: Partial<StatefulSet["spec"]> = {}, image = "db:1"): StatefulSet => ({
  metadata: { name: "db", namespace: "default" },
  spec: {
    replicas, serviceName: "db", selector: { matchLabels: { app: "db" } }, podManagementPolicy: "OrderedReady", updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
    template: { metadata: { labels: { app: "db" } }, spec: { containers: [{ name: "db", image }] } },
    volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, storageClassName: "standard" }, status: { phase: "Pending" } }], ...spec,
  },
  status: { replicas: 0, readyReplicas: 0, currentReplicas: 0, updatedReplicas: 0 },
});

const made = (replicas: number, spec: Partial<StatefulSet["spec"]> = {}): Scene => later(ask(scene(), { do: "create", kind: "StatefulSet", object: db(replicas, spec) }), 1);
const pods = (t: Scene): string[] => objects(t, "Pod").map(({ metadata, spec }) => `${metadata.name} ${spec.containers[0]!.image}${metadata.deletionTimestamp === undefined ? "" : " leaving"}`);
const step = (t: Scene): Scene => later(end(start(t)), 0.5);
const all = (t: Scene, steps = 12): Scene => Array.from({ length: steps }).reduce<Scene>(step, t);
const edit = (t: Scene, set: StatefulSet): Scene => later(ask(t, { do: "update", kind: "StatefulSet", object: { ...object(t, "StatefulSet", "db"), spec: set.spec } }), 0.5);

test("pods come one after the other, each when the one before is ready, with a claim of its own and a name that lasts", () => {
  let t = made(3);
  const seen = [pods(t)];
  for (let i = 0; i < 3; i++) seen.push(pods((t = step(t))));
  expect(seen).toEqual([["db-0 db:1"], ["db-0 db:1", "db-1 db:1"], ["db-0 db:1", "db-1 db:1", "db-2 db:1"], ["db-0 db:1", "db-1 db:1", "db-2 db:1"]]);
  const { metadata, spec } = object(t, "Pod", "db-1");
  expect([spec.hostname, spec.subdomain, spec.volumes, metadata.labels]).toEqual([
    "db-1", "db", [{ name: "data", persistentVolumeClaim: { claimName: "data-db-1" } }],
    { app: "db", "apps.kubernetes.io/pod-index": "1", "controller-revision-hash": object(t, "StatefulSet", "db").status.updateRevision, "statefulset.kubernetes.io/pod-name": "db-1" },
  ]);
  expect(objects(t, "PersistentVolumeClaim").map((claim) => claim.metadata.name)).toEqual(["data-db-0", "data-db-1", "data-db-2"]);
  expect(told(t, "db").slice(0, 2)).toEqual(["SuccessfulCreate create Claim data-db-0 Pod db-0 in StatefulSet db success", "SuccessfulCreate create Pod db-0 in StatefulSet db successful"]);
});

test("a pod that is deleted comes back under its name with its claim, and only when it is really gone", () => {
  const t = all(made(2));
  const leaving = later(ask(t, { do: "delete", kind: "Pod", key: "default/db-0" }), 5);
  expect(pods(leaving)).toEqual(["db-0 db:1 leaving", "db-1 db:1"]);
  const back = later(end(leaving), 0.5);
  expect(pods(back)).toEqual(["db-0 db:1", "db-1 db:1"]);
  expect(objects(back, "PersistentVolumeClaim").length).toBe(2);
});

test("fewer are wanted: the last goes first, and claims stay", () => {
  let t = edit(all(made(3)), db(1));
  const seen = [pods(t)];
  for (let i = 0; i < 3; i++) seen.push(pods((t = step(t))));
  expect(seen).toEqual([["db-0 db:1", "db-1 db:1", "db-2 db:1 leaving"], ["db-0 db:1", "db-1 db:1 leaving"], ["db-0 db:1"], ["db-0 db:1"]]);
  expect(objects(t, "PersistentVolumeClaim").length).toBe(3);
});

test("a new version begins with the last pod; a partition keeps the lower ones as they were, even when they are lost", () => {
  const t = all(made(3));
  const updated = all(edit(t, db(3, {}, "db:2")), 2);
  expect(pods(updated)).toEqual(["db-0 db:1", "db-1 db:1 leaving", "db-2 db:2"]);
  expect(pods(all(updated))).toEqual(["db-0 db:2", "db-1 db:2", "db-2 db:2"]);
  const { currentRevision, updateRevision, updatedReplicas } = object(all(updated), "StatefulSet", "db").status;
  expect([currentRevision === updateRevision, updatedReplicas]).toEqual([true, 3]);
  const part = all(edit(t, db(3, { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } }, "db:2")));
  expect(pods(part)).toEqual(["db-0 db:1", "db-1 db:1", "db-2 db:2"]);
  expect(pods(all(ask(part, { do: "delete", kind: "Pod", key: "default/db-0" })))).toEqual(["db-0 db:1", "db-1 db:1", "db-2 db:2"]);
});

test("a pod that is not ready holds up those after it, unless all may come at once", () => {
  const stuck = later(setPods(made(3), () => true, { phase: "Running", conditions: [{ type: "Ready", status: "False" }] }), 60);
  expect(pods(stuck)).toEqual(["db-0 db:1"]);
  expect(pods(made(3, { podManagementPolicy: "Parallel" }))).toEqual(["db-0 db:1", "db-1 db:1", "db-2 db:1"]);
});

test("a failed pod is ended and made anew", () => {
  const t = all(made(1));
  const failed = later(setPods(t, () => true, { phase: "Failed" }), 0.5);
  expect(pods(all(failed, 3))).toEqual(["db-0 db:1"]);
  expect(object(all(failed, 3), "Pod", "db-0").metadata.uid).not.toBe(object(t, "Pod", "db-0").metadata.uid);
});
