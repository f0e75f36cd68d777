import fc from "fast-check";
import { expect, test } from "vitest";
import { isPodReady, type Pod, type StatefulSet } from "../../../../src/world/cluster/objects.ts";
import { ask, end, later, object, objects, scene, setPods, start, type Scene } from "../by-hand.ts";

const db = (replicas: number, image = "db:1"): StatefulSet => ({
  metadata: { name: "db", namespace: "default" },
  spec: {
    replicas, serviceName: "db", selector: { matchLabels: { app: "db" } }, podManagementPolicy: "OrderedReady", updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
    template: { metadata: { labels: { app: "db" } }, spec: { containers: [{ name: "db", image }] } },
    volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } }, status: { phase: "Pending" } }],
  },
  status: { replicas: 0, readyReplicas: 0, currentReplicas: 0, updatedReplicas: 0 },
});

const acts = fc.array(fc.record({ what: fc.constantFrom("scale", "image", "kill", "fail", "wait", "wait"), n: fc.nat(4) }), { maxLength: 20 });

function carryOut(t: Scene, { what, n }: { readonly what: string; readonly n: number }): Scene {
  const set = object(t, "StatefulSet", "db");
  const edit = (spec: Partial<StatefulSet["spec"]>): Scene => ask(t, { do: "update", kind: "StatefulSet", object: { ...set, spec: { ...set.spec, ...spec } } });
  const pod = objects(t, "Pod")[n];
  if (what === "scale") return edit({ replicas: n });
  if (what === "image") return edit({ template: db(1, `db:${n}`).spec.template! });
  if (what === "kill") return pod === undefined ? t : ask(t, { do: "delete", kind: "Pod", key: `default/${pod.metadata.name}` });
  if (what === "fail") return pod === undefined ? t : setPods(t, ({ metadata }) => metadata.name === pod.metadata.name, { phase: "Failed", conditions: [] });
  return run(t, n / 3);
}

/** Time passes, and then kubelets start and end pods: meanwhile at most one pod is new, and all below it were ready. */
function run(t: Scene, s: number): Scene {
  const next = later(t, s);
  const before = objects(t, "Pod");
  const fresh = objects(next, "Pod").filter((pod) => !before.some(({ metadata }) => metadata.uid === pod.metadata.uid));
  expect(fresh.length).toBeLessThanOrEqual(1);
  for (let lower = 0; fresh[0] !== undefined && lower < ordinal(fresh[0]); lower++) expect(before.some((pod) => pod.metadata.name === `db-${lower}` && isPodReady(pod))).toBe(true);
  return end(start(next));
}

const ordinal = ({ metadata }: Pod): number => Number(metadata.name.slice("db-".length));

test("whatever is done to a StatefulSet, pods are made in order, and in the end each is there under its name, of the version that was wished, with its claim", () => {
  fc.assert(fc.property(acts, (all) => {
    let t = later(ask(scene(), { do: "create", kind: "StatefulSet", object: db(2) }), 0.1);
    t = all.reduce(carryOut, t);
    for (let i = 0; i < 40; i++) t = run(t, 0.5);
    const { spec, status } = object(t, "StatefulSet", "db");
    const names = Array.from({ length: spec.replicas! }, (_, i) => `db-${i}`);
    expect(objects(t, "Pod").map(({ metadata }) => metadata.name)).toEqual(names);
    expect(objects(t, "Pod").every((pod) => isPodReady(pod) && pod.spec.containers[0]!.image === spec.template!.spec.containers[0]!.image)).toBe(true);
    expect([status.readyReplicas, status.updatedReplicas, status.currentRevision === status.updateRevision]).toEqual([spec.replicas, spec.replicas, true]);
    const claims = objects(t, "PersistentVolumeClaim").map(({ metadata }) => metadata.name);
    for (const name of names) expect(claims).toContain(`data-${name}`);
  }), { numRuns: 25 });
});
