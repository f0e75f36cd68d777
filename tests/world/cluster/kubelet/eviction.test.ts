import { expect, test } from "vitest";
import { conditionOf } from "../../../../src/world/cluster/objects.ts";
import { after, look, MIB, type Play } from "../../scenes.ts";
import { create, eventsOf, nodes, podNamed, podOn, pods } from "../clusters.ts";

const leaker = (name: string, speed: string) => ({ name, from: "debian:12", cmd: ["leaker"], programs: [{ name: "leaker", memory: "16MiB", program: { kind: "leak" as const, bytesPerSecond: speed } }] });
const images = [
  leaker("slow-leak:1", "8MiB/s"), leaker("fast-leak:1", "50MiB/s"),
  { name: "db:1", from: "debian:12", cmd: ["db"], programs: [{ name: "db", memory: "3GiB", onTerm: 0 }] },
];
const GUARANTEED = { requests: { cpu: "500m", memory: "3200Mi" }, limits: { cpu: "500m", memory: "3200Mi" } };

/** A database that has asked for all it uses, one that has asked for a third of it, and somebody who leaks beside them. */
const leaking = (image: string, s: number): Play =>
  after(create(nodes(["n1"], images), podOn("n1", "report-db", { image: "db:1", resources: GUARANTEED }), podOn("n1", "old-db", { image: "db:1", resources: { requests: { memory: "1Gi" } } }), podOn("n1", "scratch", { image })), s);

const pressure = (t: Play) => conditionOf(look(t).cluster!.get("Node", "n1")!.status.conditions, "MemoryPressure")!.status;

test("when memory runs short, who is most above its request is evicted, whoever leaks", () => {
  const t = leaking("slow-leak:1", 150);
  expect([pods(t), pressure(t)]).toEqual([["old-db 0/1 Completed 0", "report-db 1/1 Running 0", "scratch 1/1 Running 0"], "True"]);
  expect(podNamed(t, "old-db")!.status).toMatchObject({ phase: "Failed", reason: "Evicted" });
  const message = "The node was low on resource: memory. Threshold quantity: 100Mi, available: 78596Ki. Container app was using 3152056Ki, request is 1Gi, has larger consumption of memory. ";
  expect(eventsOf(t, "old-db").slice(-2)).toEqual([`Warning Evicted ${message}`, "Normal Killing Stopping container app"]);
  expect(eventsOf(t, "n1")).toEqual(["Normal NodeHasInsufficientMemory Node n1 status is now: NodeHasInsufficientMemory", "Warning EvictionThresholdMet Attempting to reclaim memory"]);
});

test("pressure is told of for five minutes after it has ended, and nobody without a request is let in", () => {
  const t = leaking("slow-leak:1", 150);
  const late = after(create(t, podOn("n1", "late")), 3);
  expect([pods(late)[0], podNamed(late, "late")!.status.message]).toEqual(["late 0/1 Evicted 0", "Pod was rejected: The node had condition: [MemoryPressure]. "]);
  expect([pressure(after(t, 200)), pressure(after(t, 340))]).toEqual(["True", "False"]);
});

test("who leaks faster than the kubelet looks meets the kernel's OOM killer", () => {
  const t = leaking("fast-leak:1", 40);
  expect([pods(t), podNamed(t, "scratch")!.status.containerStatuses![0]!.lastState!.terminated!.reason]).toEqual([["old-db 1/1 Running 2 (13s ago)", "report-db 1/1 Running 0", "scratch 1/1 Running 1 (3s ago)"], "OOMKilled"]);
  expect(look(t).tables.groups.find(({ path }) => path === "/kubepods.slice")!.mem_max / MIB).toBe(7268);
});
