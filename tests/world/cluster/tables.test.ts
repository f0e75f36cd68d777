import { expect, test } from "vitest";
import { after, GIB, look, MIB } from "../scenes.ts";
import { shop } from "./network/shop.ts";

test("pods, nodes and Deployments as tables: what is written, where it is, what it uses", () => {
  const { pods, nodes, deployments, hpas } = look(after(shop({ replicas: 3, load: 30 }), 60)).tables;
  const [pod] = pods;
  expect({ ...pod, name: "", owner: "", ip: "", node: "", cpu: Math.round(pod!.cpu * 10) / 10, memory: pod!.memory > 8 * MIB, age_s: Math.round(pod!.age_s), started_s: Math.round(pod!.started_s) }).toEqual({
    namespace: "default", name: "", app: "shop", owner: "", node: "", phase: "Running", status: "Running", reason: "", ready: true, ready_containers: 1, containers: 1, restarts: 0, qos: "Burstable", ip: "",
    deleting: false, age_s: 60, started_s: 0, request_cpu: 0.2, request_memory: 64 * MIB, limit_cpu: 0, limit_memory: 0, cpu: 0.1, memory: true,
  });
  expect(nodes.map((n) => [n.name, n.ready, n.control_plane, n.pods, n.cpu_allocatable, n.cpu_requested, n.memory_allocatable / GIB, n.memory_requested / MIB, n.memory > n.memory_requested])).toEqual([
    ["cp1", true, true, 0, 3.8, 0, 7, 0, true],
    ["n1", true, false, 1, 3.8, 0.2, 7, 64, true],
    ["n2", true, false, 1, 3.8, 0.2, 7, 64, true],
    ["n3", true, false, 1, 3.8, 0.2, 7, 64, true],
  ]);
  expect(deployments).toEqual([{
    namespace: "default", name: "shop", image: "shop:1", wanted: 3, there: 3, ready: 3, updated: 3, available: 3, paused: false, complete: true, revision: 1, qos: "Burstable",
    request_cpu: 0.2, request_memory: 64 * MIB, limit_cpu: 0, limit_memory: 0, restarts: 0, nodes: 3, most_per_node: 1,
  }]);
  expect(hpas).toEqual([]);
});
