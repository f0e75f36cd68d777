import { describe, expect, test } from "vitest";
import type { PodDisruptionBudget, PriorityClass } from "../../../../src/world/cluster/objects.ts";
import { withCondition } from "../../../../src/world/cluster/conditions.ts";
import { end, later, object, objects, scene, type Scene } from "../by-hand.ts";
import { changing, creating, node, places, pod, told } from "./scene.ts";

const NO_ROOM = "0/1 nodes are available: 1 Insufficient cpu.";
const high: PriorityClass = { metadata: { name: "high" }, value: 1000 };
const important = (name: string, cpu: string, more = {}) => pod(name, { cpu }, { priorityClassName: "high", ...more });

/** A node of two CPUs with pods of one CPU each. */
const full = (...names: string[]): Scene => later(creating(creating(creating(scene(), "PriorityClass", high), "Node", node("n1")), "Pod", ...names.map((name) => pod(name, { cpu: "1" }))), 1);
const leaving = (t: Scene): string[] => objects(t, "Pod").filter(({ metadata }) => metadata.deletionTimestamp !== undefined).map(({ metadata }) => metadata.name);
const nominated = (t: Scene, name: string): string | undefined => object(t, "Pod", name).status.nominatedNodeName;
const warnings = (t: Scene, name: string): string[] => told(t).filter((line) => line.startsWith(`Warning FailedScheduling pod/${name}:`)).map((line) => line.slice(line.indexOf(": ") + 2));

describe("a pod of higher priority that fits nowhere", () => {
  test("has another one leave, waits until it has, and gets its place", () => {
    const asked = later(creating(full("a", "b"), "Pod", important("vip", "1")), 1);
    expect([leaving(asked).length, nominated(asked, "vip"), places(asked).at(-1)]).toEqual([1, "n1", "vip waits"]);
    expect(warnings(asked, "vip")).toEqual([NO_ROOM]);
    const [victim] = leaving(asked);
    expect(object(asked, "Pod", victim!).status.conditions!.at(-1)).toMatchObject({ type: "DisruptionTarget", reason: "PreemptionByScheduler" });
    expect(told(asked).find((line) => line.includes("Preempted"))).toBe(`Normal Preempted pod/${victim}: Preempted by pod ${object(asked, "Pod", "vip").metadata.uid} on node n1`);
    expect(places(later(asked, 25)).at(-1)).toBe("vip waits");
    expect(places(later(end(asked), 2)).at(-1)).toBe("vip on n1");
  });

  test("takes no more than it needs, and the youngest", () => {
    const [first, second] = [full("old"), pod("young", { cpu: "1" })];
    expect(leaving(later(creating(later(creating(first, "Pod", second), 5), "Pod", important("vip", "1")), 1))).toEqual(["young"]);
  });

  test("keeps the room from others of the same or lower priority that come in between", () => {
    const asked = later(creating(full("a", "b"), "Pod", important("vip", "1")), 1);
    const t = later(end(later(creating(asked, "Pod", pod("late", { cpu: "1" })), 0.1)), 3);
    expect(places(t).slice(-1)).toEqual(["vip on n1"]);
    expect(places(t)).toContain("late waits");
  });

  test("spares a pod whose budget would be broken when another will do", () => {
    const budget: PodDisruptionBudget = { metadata: { name: "a", namespace: "default" }, spec: { minAvailable: 1, selector: { matchLabels: { app: "a" } } }, status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 } };
    const both = later(creating(full(), "Pod", pod("b", { cpu: "1" }, {}, { app: "b" }), pod("a", { cpu: "1" }, {}, { app: "a" })), 1);
    const ready = ["a", "b"].reduce((t, name) => changing(t, "Pod", name, (p) => withCondition({ ...p, status: { ...p.status, phase: "Running" } }, { type: "Ready", status: "True" }, 0)), later(creating(both, "PodDisruptionBudget", budget), 1));
    expect(leaving(later(creating(later(ready, 1), "Pod", important("vip", "1")), 1))).toEqual(["b"]);
  });

  test("cannot help itself where only more important pods run, or where nobody's leaving would help", () => {
    const t = later(creating(creating(full("a"), "Node", node("n2", {}, { spec: { unschedulable: true } })), "Pod", important("vip", "2"), important("giant", "8")), 1);
    expect(warnings(t, "giant")).toEqual(["0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling."]);
    const equals = later(creating(later(end(t), 3), "Pod", important("second", "2")), 1);
    expect(warnings(equals, "second")).toEqual(["0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable. preemption: 0/2 nodes are available: 1 No preemption victims found for incoming pod, 1 Preemption is not helpful for scheduling."]);
  });

  test("of a class that never preempts has to wait", () => {
    const t = later(creating(full("a", "b"), "Pod", important("vip", "1", { preemptionPolicy: "Never" })), 1);
    expect([leaving(t), warnings(t, "vip")]).toEqual([[], [`${NO_ROOM} preemption: not eligible due to preemptionPolicy=Never.`]]);
  });

  test("chooses the node where the least is lost", () => {
    const two = creating(creating(creating(scene(), "PriorityClass", high, { metadata: { name: "medium" }, value: 500 }), "Node", node("n1"), node("n2")), "Pod",
      pod("m", { cpu: "2" }, { priorityClassName: "medium", nodeName: "n1" }), pod("x", { cpu: "1" }, { nodeName: "n2" }), pod("y", { cpu: "1" }, { nodeName: "n2" }));
    expect(leaving(later(creating(later(two, 1), "Pod", important("vip", "2")), 1))).toEqual(["x", "y"]);
  });
});
