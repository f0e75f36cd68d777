import { expect, test } from "vitest";
import { conditionOf, type Pod, type ResourceRequirements } from "../../../../src/world/cluster/objects.ts";
import { act } from "../../../../src/kernel/timeline.ts";
import { after, look, type Play } from "../../scenes.ts";
import { ask, create, eventsOf, nodes, podNamed, podOn, pods } from "../clusters.ts";

const asks = (cpu: string, memory: string): ResourceRequirements => ({ requests: { cpu, memory }, limits: { cpu, memory } });

const running = (): Play => after(create(nodes(["n1"]), podOn("n1", "web", { resources: asks("500m", "256Mi") }), podOn("n1", "other", { resources: asks("2", "1Gi") })), 12);

/** `kubectl patch pod web --subresource resize`, and a moment later. */
function resize(t: Play, resources: ResourceRequirements, s = 2, more: Partial<Pod["spec"]["containers"][number]> = {}): Play | string {
  const pod = podNamed(t, "web")!;
  const object = { ...pod, spec: { ...pod.spec, containers: pod.spec.containers.map((c) => ({ ...c, ...more, resources })) } };
  const [next, result] = act(t, { type: "kube", line: "kubectl …", requests: [{ do: "update", kind: "Pod", object, subresource: "resize" }] });
  return result.ok ? after(next, s) : result.reason;
}

/** cpu.max, cpu.weight and memory.max of the pod and its containers; who runs in them, and since when. */
function groups(t: Play): unknown[] {
  const uid = podNamed(t, "web")!.metadata.uid!.replaceAll("-", "_");
  const found = look(t).tables.groups.filter(({ path, mem_max }) => path.includes(`pod${uid}`) && mem_max > 0).map(({ quota_us, weight, mem_max }) => `${quota_us / 1000}% ${weight} ${mem_max / 2 ** 20}`);
  return [...found, pods(t).find((line) => line.startsWith("web"))];
}

test("more CPU and memory for a pod that runs: nothing is restarted", () => {
  const before = running();
  expect(groups(before)).toEqual(["50% 59 256", "50% 59 256", "web 1/1 Running 0"]);
  const t = resize(before, asks("1500m", "512Mi")) as Play;
  expect(groups(t)).toEqual(["150% 138 512", "150% 138 512", "web 1/1 Running 0"]);
  expect(eventsOf(t, "web").at(-1)).toBe('Normal ResizeCompleted Pod resize completed: {"containers":[{"name":"app","resources":{"limits":{"cpu":"1500m","memory":"512Mi"},"requests":{"cpu":"1500m","memory":"512Mi"}}}]}');
});

test("what the node has no room for waits until there is room; what it never has is refused", () => {
  const waiting = resize(running(), asks("3", "256Mi")) as Play;
  expect([groups(waiting), conditionOf(podNamed(waiting, "web")!.status.conditions, "PodResizePending")]).toMatchObject([
    ["50% 59 256", "50% 59 256", "web 1/1 Running 0"],
    { reason: "Deferred", message: "Node didn't have enough resource: cpu, requested: 3000, used: 2000, capacity: 3800" },
  ]);
  expect(groups(after(ask(waiting, { do: "delete", kind: "Pod", key: "default/other" }), 40))).toEqual(["300% 240 256", "300% 240 256", "web 1/1 Running 0"]);
  const never = resize(running(), asks("100", "256Mi")) as Play;
  expect(conditionOf(podNamed(never, "web")!.status.conditions, "PodResizePending")!).toMatchObject({ reason: "Infeasible", message: "Node didn't have enough capacity: cpu, requested: 100000, capacity: 3800" });
});

test("a limit below what is in use is not written; a class does not change", () => {
  expect(conditionOf(podNamed(resize(running(), asks("500m", "8Mi")) as Play, "web")!.status.conditions, "PodResizeInProgress")!.reason).toBe("Error");
  expect([resize(running(), { requests: { cpu: "100m", memory: "256Mi" } }), resize(running(), asks("1", "256Mi"), 2, { image: "redis:7" })]).toEqual([
    'The Pod "web" is invalid: spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing',
    'The Pod "web" is invalid: spec: Forbidden: only cpu and memory resources are mutable',
  ]);
});
