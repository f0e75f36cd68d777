import { describe, expect, test } from "vitest";
import { goTo } from "../../../../src/kernel/timeline.ts";
import { seconds } from "../../../../src/kernel/time.ts";
import type { Pod } from "../../../../src/world/cluster/objects.ts";
import { later, object, scene, type Scene } from "../by-hand.ts";
import { alive, changing, creating, deleting, inZone, loads, node, places, pod, told } from "./scene.ts";

const condition = (t: Scene, name: string) => object(t, "Pod", name).status.conditions;

/** What was said of pods that fit nowhere, without what came of looking for room. */
const refusals = (t: Scene): string[] => told(t).filter((line) => line.startsWith("Warning")).map((line) => line.replace(/ preemption: .*$/, ""));

describe("a pod", () => {
  test("without a node gets one that has what it asks for", () => {
    const nodes = creating(scene(), "Node", node("small", { cpu: "500m" }), node("large"));
    const t = later(creating(nodes, "Pod", pod("web", { cpu: "600m" })), 1);
    expect(places(t)).toEqual(["web on large"]);
    expect(told(t)).toEqual(["Normal Scheduled pod/web: Successfully assigned default/web to large"]);
    expect(condition(t, "web")).toEqual([{ type: "PodScheduled", status: "True", lastTransitionTime: 12e6 }]);
  });

  test("goes where most is left: the scheduler adds up requests and knows nothing of usage", () => {
    const nodes = creating(scene(), "Node", node("n1"), node("n2"));
    const t = later(creating(later(creating(nodes, "Pod", pod("big", { cpu: "1500m" }, { nodeName: "n1" })), 1), "Pod", pod("web", { cpu: "100m" })), 1);
    expect(places(t)).toEqual(["big on n1", "web on n2"]);
  });

  test("goes where least is left where the scheduler is told to pack, and half way up where a shape says so", () => {
    const filled = (scoringStrategy: object): Scene => {
      const nodes = creating(scene(1, { scoringStrategy }), "Node", node("n1"), node("n2"), node("n3"));
      return later(creating(nodes, "Pod", pod("big", { cpu: "1500m", memory: "3Gi" }, { nodeName: "n1" }), pod("half", { cpu: "800m", memory: "1600Mi" }, { nodeName: "n2" })), 1);
    };
    const web = (t: Scene): string => places(later(creating(t, "Pod", pod("web", { cpu: "200m", memory: "400Mi" })), 1))[2]!;
    const shape = [{ utilization: 0, score: 0 }, { utilization: 50, score: 10 }, { utilization: 100, score: 0 }];
    expect([web(filled({})), web(filled({ type: "MostAllocated" })), web(filled({ type: "RequestedToCapacityRatio", shape }))]).toEqual(["web on n3", "web on n1", "web on n2"]);
  });

  test("that fits nowhere waits, and is told why by every node", () => {
    const nodes = creating(scene(), "Node", node("n1"), node("n2", {}, { spec: { taints: [{ key: "dedicated", value: "db", effect: "NoSchedule" }] } }), node("n3", { memory: "512Mi" }));
    const t = later(creating(nodes, "Pod", pod("huge", { cpu: "3", memory: "1Gi" })), 1);
    const why = "0/3 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint {dedicated: db}, 2 Insufficient cpu. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.";
    expect(told(t)).toEqual([`Warning FailedScheduling pod/huge: ${why}`]);
    expect(condition(t, "huge")).toEqual([{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: why, lastTransitionTime: 12e6 }]);
  });

  test("waits for the first node of a cluster", () => {
    const t = later(creating(scene(), "Pod", pod("web")), 5);
    expect(told(t)).toEqual(["Warning FailedScheduling pod/web: no nodes available to schedule pods"]);
    expect(places(later(creating(t, "Node", node("n1")), 1))).toEqual(["web on n1"]);
  });

  test("gets its chance when another one leaves, after its back-off; and when nothing happens, after five minutes", () => {
    const full = later(creating(creating(creating(scene(), "Lease", alive("n1")), "Node", node("n1")), "Pod", pod("first", { cpu: "2" }), pod("second", { cpu: "1" })), 0.5);
    expect(places(full)).toEqual(["first on n1", "second waits"]);
    const freed = deleting(full, "Pod", "default/first");
    expect(places(later(freed, 0.4))).toEqual(["second waits"]);
    expect(places(later(freed, 2))).toEqual(["second on n1"]);
    expect(told(later(full, 299))[1]).toMatch(/Insufficient cpu\. preemption: .* 1 No preemption victims found for incoming pod\.$/);
    expect(told(later(full, 331))[1]).toMatch(/incoming pod\. \(x2\)$/);
  });

  test("of higher priority is placed first, however late it came", () => {
    const waiting = later(creating(scene(), "Pod", pod("a", { cpu: "2" }), pod("b", { cpu: "2" }, { priority: 1000 })), 5);
    expect(places(later(creating(waiting, "Node", node("n1")), 1))).toEqual(["a waits", "b on n1"]);
  });

  test("behind a scheduling gate is not looked at before the gate is taken away", () => {
    const gated = later(creating(creating(scene(), "Node", node("n1")), "Pod", pod("web", {}, { schedulingGates: [{ name: "example.com/quota" }] })), 5);
    expect(condition(gated, "web")).toMatchObject([{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }]);
    expect(told(gated)).toEqual([]);
    const open = changing(gated, "Pod", "web", (p) => ({ ...p, spec: { ...p.spec, schedulingGates: [] } }));
    expect(places(later(open, 1))).toEqual(["web on n1"]);
  });

  test("of another scheduler is left alone", () => {
    expect(places(later(creating(creating(scene(), "Node", node("n1")), "Pod", pod("web", {}, { schedulerName: "mine" })), 5))).toEqual(["web waits"]);
  });
});

describe("a node", () => {
  test("that is cordoned gets nothing new, and keeps what it has", () => {
    const nodes = later(creating(creating(scene(), "Node", node("n1"), node("n2")), "Pod", pod("old", {}, { nodeName: "n1" })), 1);
    const cordoned = changing(nodes, "Node", "n1", (n) => ({ ...n, spec: { unschedulable: true } }));
    const t = later(creating(later(cordoned, 1), "Pod", pod("a"), pod("b"), pod("c", { cpu: "3" })), 1);
    expect(places(t)).toEqual(["a on n2", "b on n2", "c waits", "old on n1"]);
    expect(told(t).at(-1)).toContain("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.");
    const open = changing(deleting(t, "Node", "n2"), "Node", "n1", (n) => ({ ...n, spec: {} }));
    expect(places(later(creating(later(open, 1), "Pod", pod("d")), 1))).toContain("d on n1");
  });

  test("takes no more pods than its slots, nor two that want the same port of it", () => {
    const web = pod("web", {}, { containers: [{ name: "web", image: "web:1", ports: [{ containerPort: 80, hostPort: 80 }] }] });
    const other = { ...web, metadata: { ...web.metadata, name: "web-2" } };
    const t = later(creating(creating(scene(), "Node", node("n1", { pods: "3" })), "Pod", web, other, pod("a"), pod("b"), pod("c")), 1);
    expect(places(t)).toEqual(["a on n1", "b on n1", "c waits", "web on n1", "web-2 waits"]);
    expect(refusals(t)).toEqual([
      "Warning FailedScheduling pod/web-2: 0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
      "Warning FailedScheduling pod/c: 0/1 nodes are available: 1 Too many pods.",
    ]);
  });
});

describe("pods of a set", () => {
  const many = (n: number, of: Partial<Pod["spec"]> = {}): Pod[] => Array.from({ length: n }, (_, i) => pod(`web-${i}`, { cpu: "10m" }, of, { app: "web" }));
  const zones = (): Scene => creating(scene(), "Node", ...["a", "a", "a", "b"].map((zone, i) => node(`${zone}${i}`, {}, inZone(zone))));
  const service = { metadata: { name: "web", namespace: "default" }, spec: { selector: { app: "web" }, ports: [{ port: 80 }] }, status: { loadBalancer: {} } };

  test("are spread over zones and nodes as soon as a service stands before them", () => {
    const t = later(creating(creating(zones(), "Service", service), "Pod", ...many(12)), 1);
    const { b3, ...a } = loads(t);
    expect([b3, Object.values(a).sort()]).toEqual([4, [2, 3, 3]]);
  });

  test("never run two on a node when they keep each other away", () => {
    const antiAffinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: "web" } }, topologyKey: "kubernetes.io/hostname" }] } };
    const t = later(creating(zones(), "Pod", ...many(5, { affinity: antiAffinity }), pod("guest", {}, {}, { app: "web" })), 1);
    expect(loads(t)).toEqual({ a0: 1, a1: 1, a2: 1, b3: 1, none: 2 });
    expect(refusals(t)).toEqual([
      "Warning FailedScheduling pod/web-4: 0/4 nodes are available: 4 node(s) didn't match pod anti-affinity rules.",
      "Warning FailedScheduling pod/guest: 0/4 nodes are available: 4 node(s) didn't satisfy existing pods anti-affinity rules.",
    ]);
  });

  test("follow the pod they want to be near, which may be the first of them", () => {
    const near = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: "web" } }, topologyKey: "topology.kubernetes.io/zone" }] } };
    const t = later(creating(zones(), "Pod", ...many(8, { affinity: near })), 1);
    expect(new Set(places(t).map((place) => place.split(" on ")[1]![0])).size).toBe(1);
  });

  test("keep within a hard skew of each other, and wait rather than break it", () => {
    const spread = [{ maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" as const, labelSelector: { matchLabels: { app: "web" } } }];
    const t = later(creating(zones(), "Pod", ...many(8, { topologySpreadConstraints: spread })), 1);
    const { b3, ...a } = loads(t);
    expect([Object.values(a).reduce((sum, n) => sum + n), b3]).toEqual([4, 4]);
    const halved = later(creating(changing(t, "Node", "b3", (n) => ({ ...n, spec: { unschedulable: true } })), "Pod", ...["x", "y"].map((name) => pod(name, {}, { topologySpreadConstraints: spread }, { app: "web" }))), 1);
    expect(places(halved).filter((place) => /^[xy] /.test(place)).sort()).toEqual([expect.stringMatching(/^x on a/), "y waits"]);
  });
});

test("among equals chance decides, and the same seed decides the same", () => {
  const spreadOut = (seed: number): string[] =>
    places(later(creating(creating(scene(seed), "Node", node("n1"), node("n2"), node("n3")), "Pod", pod("a"), pod("b"), pod("c")), 1));
  expect(spreadOut(1)).toEqual(spreadOut(1));
  expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => spreadOut(seed)[0])).size).toBeGreaterThan(1);
});

test("what is known is right after going back: a freed place is found again", () => {
  const full = later(creating(creating(scene(), "Node", node("n1")), "Pod", pod("first", { cpu: "2" })), 1);
  const second = later(creating(later(deleting(full, "Pod", "default/first"), 1), "Pod", pod("second", { cpu: "2" })), 5);
  expect(places(second)).toEqual(["second on n1"]);
  const back = goTo(second, seconds(0.5));
  expect(places(later(creating(back, "Pod", pod("third", { cpu: "2" })), 5))).toEqual(["first on n1", "third waits"]);
  expect(places(second)).toEqual(["second on n1"]);
});
