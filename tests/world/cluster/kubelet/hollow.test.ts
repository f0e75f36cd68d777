import { expect, test } from "vitest";
import { conditionOf } from "../../../../src/world/cluster/objects.ts";
import { after, look, play, type Play } from "../../scenes.ts";
import { ask, clusterScenario, create, podNamed, podOn, pods } from "../clusters.ts";

const hollow = (count: number): Play => play(clusterScenario({ hollow: [{ count, cpus: 32, memory: "128GiB", zones: ["a", "b"] }] }));

test("hollow kubelets register their nodes and renew their leases every ten seconds", () => {
  const t = after(hollow(3), 25);
  const { cluster } = look(t);
  expect(cluster!.list("Node").map(({ metadata, spec, status }) => [metadata.name, metadata.labels!["topology.kubernetes.io/zone"], spec.podCIDR, status.allocatable])).toEqual([
    ["hollow-0", "a", "10.244.0.0/24", { cpu: "32", "ephemeral-storage": "87890625Ki", memory: "128Gi", pods: "110" }],
    ["hollow-1", "b", "10.244.1.0/24", { cpu: "32", "ephemeral-storage": "87890625Ki", memory: "128Gi", pods: "110" }],
    ["hollow-2", "a", "10.244.2.0/24", { cpu: "32", "ephemeral-storage": "87890625Ki", memory: "128Gi", pods: "110" }],
  ]);
  expect(cluster!.list("Lease").map(({ spec }) => spec.renewTime! / 1e9)).toEqual([20, 20.1, 20.2]);
});

test("a pod that is bound to a hollow node is there within two seconds, and gone within two", () => {
  const t = create(hollow(1), podOn("hollow-0", "web"));
  expect(pods(after(t, 0.5))).toEqual(["web 0/1 ContainerCreating 0"]);
  const there = after(t, 2);
  expect(pods(there)).toEqual(["web 1/1 Running 0"]);
  const { status } = podNamed(there, "web")!;
  expect([status.podIP, status.hostIP, status.qosClass, conditionOf(status.conditions, "Ready")?.status]).toEqual(["10.244.0.2", "192.168.10.10", "BestEffort", "True"]);
  const told = ask(there, { do: "delete", kind: "Pod", key: "default/web" });
  expect(pods(after(told, 0.5))).toEqual(["web 1/1 Terminating 0"]);
  expect(pods(after(told, 2))).toEqual([]);
});

test("a node refuses what it has no room for, whoever put it there", () => {
  const big = (name: string) => podOn("hollow-0", name, { resources: { requests: { cpu: "20" } } });
  const t = after(create(hollow(1), big("first"), big("second")), 3);
  expect(pods(t)).toEqual(["first 1/1 Running 0", "second 0/1 OutOfcpu 0"]);
  expect(podNamed(t, "second")!.status.message).toBe("Pod was rejected: Node didn't have enough resource: cpu, requested: 20000, used: 20000, capacity: 32000");
});
