import { expect, test } from "vitest";
import type { DaemonSet } from "../../../../src/world/cluster/objects.ts";
import { update } from "../../../../src/world/cluster/write.ts";
import { ask, byHand, later, object, objects, scene, setPods, shape, told, type Scene } from "../by-hand.ts";

const agent = (spec: Partial<DaemonSet["spec"]> = {}, image = "agent:1"): DaemonSet => ({
  metadata: { name: "agent", namespace: "default" },
  spec: {
    selector: { matchLabels: { app: "agent" } }, updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
    template: { metadata: { labels: { app: "agent" } }, spec: { containers: [{ name: "agent", image, resources: { requests: { cpu: "100m", memory: "100Mi" } } }] } }, ...spec,
  },
  status: { updatedNumberScheduled: 0, desiredNumberScheduled: 0, numberAvailable: 0 },
});

const nodes = (count: number): Scene => scene(1, { hollow: [{ count }] });
const deployed = (count = 3, set = agent()): Scene => later(ask(nodes(count), { do: "create", kind: "DaemonSet", object: set }), 10);

/** `agent:1 on hollow-0`, sorted by node. */
const places = (t: Scene): string[] => objects(t, "Pod").map(({ spec, metadata }) => `${spec.containers[0]!.image} on ${spec.nodeName ?? "none"}${metadata.deletionTimestamp === undefined ? "" : " leaving"}`).toSorted((a, b) => (a.slice(8) < b.slice(8) ? -1 : 1));
const edit = (t: Scene, set: DaemonSet): Scene => ask(t, { do: "update", kind: "DaemonSet", object: { ...object(t, "DaemonSet", "agent"), spec: set.spec } });
const names = (t: Scene): string[] => objects(t, "Node").map(({ metadata }) => metadata.name);

test("every node gets one pod, bound by the scheduler, and the set knows how many run", () => {
  const t = deployed();
  expect(places(t)).toEqual(names(t).map((name) => `agent:1 on ${name}`));
  expect(object(t, "DaemonSet", "agent").status).toEqual({ desiredNumberScheduled: 3, currentNumberScheduled: 3, numberMisscheduled: 0, numberReady: 3, updatedNumberScheduled: 3, numberAvailable: 3, observedGeneration: 1 });
  expect(told(t, "agent")).toEqual(["SuccessfulCreate Created pod: agent-?????", "SuccessfulCreate Created pod: agent-?????", "SuccessfulCreate Created pod: agent-?????"]);
});

test("a tainted node gets none unless the set puts up with it; a cordoned one does, and a selector leaves others out", () => {
  const [first, second] = names(nodes(3));
  const prepared = byHand(nodes(3), (control) => {
    update(control, "Node", first!, (n) => ({ ...n, spec: { ...n.spec, taints: [{ key: "gpu", effect: "NoSchedule" }] } }));
    update(control, "Node", second!, (n) => ({ ...n, metadata: { ...n.metadata, labels: { ...n.metadata.labels, disk: "ssd" } }, spec: { ...n.spec, unschedulable: true, taints: [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }] } }));
  });
  const t = later(ask(prepared, { do: "create", kind: "DaemonSet", object: agent() }), 10);
  expect(places(t)).toEqual(names(t).slice(1).map((name) => `agent:1 on ${name}`));
  const spec = agent().spec.template!.spec;
  const chosen = (extra: object): Scene => later(edit(t, agent({ template: { metadata: { labels: { app: "agent" } }, spec: { ...spec, ...extra } } })), 60);
  expect(objects(chosen({ tolerations: [{ operator: "Exists" }] }), "Pod").length).toBe(3);
  expect(places(chosen({ nodeSelector: { disk: "ssd" } }))).toEqual([`agent:1 on ${second}`]);
});

test("a new version goes from node to node, one missing at a time; the old one can be had again", () => {
  let t = edit(deployed(), agent({}, "agent:2"));
  const fewest = [3];
  for (let i = 0; i < 60; i++) fewest.push(object((t = later(t, 0.5)), "DaemonSet", "agent").status.numberAvailable);
  expect(Math.min(...fewest)).toBe(2);
  expect(places(t)).toEqual(names(t).map((name) => `agent:2 on ${name}`));
  expect(objects(t, "ControllerRevision").map(({ metadata, revision }) => `${shape(metadata.name)} ${revision}`).toSorted()).toEqual(["agent-HASH 1", "agent-HASH 2"]);
  const back = later(edit(t, agent()), 30);
  expect([places(back), objects(back, "ControllerRevision").map(({ revision }) => revision).toSorted()]).toEqual([names(t).map((name) => `agent:1 on ${name}`), [2, 3]]);
});

test("with surge the new pod runs before the old one goes", () => {
  let t = edit(deployed(), agent({ updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }, "agent:2"));
  const counts = [3];
  for (let i = 0; i < 60; i++) counts.push(objects((t = later(t, 0.5)), "Pod").filter(({ status }) => status.conditions?.some((c) => c.type === "Ready" && c.status === "True")).length);
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([3, 4]);
  expect(places(t)).toEqual(names(t).map((name) => `agent:2 on ${name}`));
});

test("a failed pod is told about, ended, and made anew", () => {
  const t = deployed();
  const [first] = objects(t, "Pod");
  const failed = later(setPods(t, ({ metadata }) => metadata.name === first!.metadata.name, { phase: "Failed", reason: "Evicted" }), 10);
  expect(objects(failed, "Pod").map(({ metadata }) => metadata.name)).not.toContain(first!.metadata.name);
  expect(places(failed)).toEqual(places(t));
  expect(told(failed, "agent").some((line) => line.startsWith("FailedDaemonPod Found failed daemon pod default/agent-????? on node "))).toBe(true);
});
