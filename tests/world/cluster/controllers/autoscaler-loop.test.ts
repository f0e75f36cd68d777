import { describe, expect, test } from "vitest";
import type { Deployment, HorizontalPodAutoscaler, ResourceList } from "../../../../src/world/cluster/objects.ts";
import { registry, registryOf } from "../../../../src/world/containers/written.ts";
import { deployment } from "../by-hand.ts";
import { ask, clusterScenario, eventsOf } from "../clusters.ts";
import { after, GIB, host, look, play, type Play } from "../../scenes.ts";

/** What each pod does all the time: so many milliseconds of CPU in every 300. */
const works = (run: string, sleep: string): object => ({ kind: "cycle", run, sleep });
const images = registryOf(registry.parse({ images: [
  { name: "worker:1", from: "debian:12", cmd: ["worker"], programs: [{ name: "worker", program: works("60ms", "140ms"), onTerm: 0 }] },
  { name: "shop:1", from: "debian:12", cmd: ["shop"], programs: [{ name: "shop", program: { kind: "serve", perSecond: 0, arrivals: "poisson", work: "10ms", spread: 0, timeout: "1s", backlog: 100 }, port: 8080, onTerm: 0 }] },
  { name: "sleeper:1", from: "debian:12", cmd: ["sleeper"], programs: [{ name: "sleeper", onTerm: 0 }] },
] }));

const nodes = (more: object = {}): Play => play({ ...clusterScenario({ nodes: [{ machine: "n1" }, { machine: "n2" }], ...more }, ["n1", "n2"].map((name) => host([], { name, cpus: 8, memoryBytes: 8 * GIB }))), registry: images });

const shop = (image: string, replicas: number, requests: ResourceList = { cpu: "200m" }): Deployment => {
  const made = deployment("shop", replicas);
  return { ...made, spec: { ...made.spec, template: { ...made.spec.template, spec: { containers: [{ name: "app", image, resources: { requests } }] } } } };
};

const autoscaler = (more: Partial<HorizontalPodAutoscaler["spec"]> = {}): HorizontalPodAutoscaler => ({
  metadata: { name: "shop", namespace: "default" },
  spec: { scaleTargetRef: { kind: "Deployment", name: "shop" }, minReplicas: 1, maxReplicas: 10, metrics: [{ type: "Resource", resource: "cpu", averageUtilization: 50 }], ...more },
  status: { currentReplicas: 0, desiredReplicas: 0 },
});

const scaled = (workload: Deployment, hpa = autoscaler()): Play => ask(nodes(), { do: "create", kind: "Deployment", object: workload }, { do: "create", kind: "HorizontalPodAutoscaler", object: hpa });
const sizeOf = (t: Play): number => look(t).cluster!.get("Deployment", "default/shop")!.spec.replicas;
const statusOf = (t: Play): HorizontalPodAutoscaler["status"] => look(t).cluster!.get("HorizontalPodAutoscaler", "default/shop")!.status;
const conditions = (t: Play): string[] => statusOf(t).conditions!.map(({ type, status, reason, message }) => `${type}=${status} ${reason}: ${message}`);

describe("the metrics server", () => {
  const t = after(ask(nodes(), { do: "create", kind: "Deployment", object: shop("worker:1", 1) }), 60);
  const [pod] = look(t).cluster!.list("Pod");

  test("tells what a pod used on average over its last fifteen seconds", () => {
    const { cpuMilli, timestamp, window } = look(t).cluster!.podUsage(`default/${pod!.metadata.name}`)!;
    expect(cpuMilli).toBeGreaterThan(295);
    expect(cpuMilli).toBeLessThan(305);
    expect([timestamp, window]).toEqual([60e9, 15e9]);
    expect(look(t).cluster!.nodeUsage(pod!.spec.nodeName!)!.cpuMilli).toBeGreaterThanOrEqual(cpuMilli);
  });

  test("knows nothing of a pod that has just begun", () => {
    expect(look(after(ask(nodes(), { do: "create", kind: "Deployment", object: shop("worker:1", 1) }), 14)).cluster!.podUsage(`default/${pod!.metadata.name}`)).toBeUndefined();
  });
});

describe("an autoscaler", () => {
  test("grows as the usage in percent of the request asks, at most doubling each time; pods that have just come count as idle", () => {
    const t = scaled(shop("worker:1", 3));
    const sizes = [30, 45, 60, 75, 120].map((s) => sizeOf(after(t, s)));
    expect(sizes).toEqual([3, 6, 9, 10, 10]);
    const busy = after(t, 120);
    expect(eventsOf(busy, "shop").filter((line) => line.includes("Rescale"))).toEqual([
      "Normal SuccessfulRescale New size: 6; reason: cpu resource utilization (percentage of request) above target",
      "Normal SuccessfulRescale New size: 9; reason: cpu resource utilization (percentage of request) above target",
      "Normal SuccessfulRescale New size: 10; reason: cpu resource utilization (percentage of request) above target",
    ]);
    expect(statusOf(busy).currentMetrics![0]).toMatchObject({ averageUtilization: 150 });
    expect(conditions(busy)).toEqual([
      "AbleToScale=True ReadyForNewScale: recommended size matches current size",
      "ScalingActive=True ValidMetricFound: the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)",
      "ScalingLimited=True TooManyReplicas: the desired replica count is more than the maximum replica count",
    ]);
  });

  test("shrinks five minutes after the last time more was wanted, to its minimum", () => {
    const t = scaled(shop("sleeper:1", 4), autoscaler({ minReplicas: 2 }));
    expect([120, 300, 345].map((s) => sizeOf(after(t, s)))).toEqual([4, 4, 2]);
    expect(conditions(after(t, 120))[0]).toBe("AbleToScale=True ScaleDownStabilized: recent recommendations were higher than current one, applying the highest recent recommendation");
    expect(conditions(after(t, 345)).at(-1)).toBe("ScalingLimited=True TooFewReplicas: the desired replica count is less than the minimum replica count");
  });

  test("with a window of nothing shrinks at once", () => {
    expect(sizeOf(after(scaled(shop("sleeper:1", 4), autoscaler({ behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } })), 75))).toBe(1);
  });

  test("does nothing where pods have no request: it has nothing to compare with", () => {
    const t = after(scaled(shop("worker:1", 2, {})), 75);
    expect(sizeOf(t)).toBe(2);
    expect(eventsOf(t, "shop").filter((line) => line.startsWith("Warning")).map((line) => line.replace(/shop-[a-z0-9]+-[a-z0-9]+/, "POD"))).toContainEqual(
      expect.stringContaining("FailedGetResourceMetric failed to get cpu utilization: missing request for cpu in container app of Pod POD"));
    expect(conditions(t)[1]).toContain(`ScalingActive=False FailedGetResourceMetric: the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container app of Pod`);
  });

  test("leaves a workload alone that was scaled to nothing, and says when there is none", () => {
    expect(conditions(after(scaled(shop("worker:1", 0)), 30))[1]).toBe("ScalingActive=False ScalingDisabled: scaling is disabled since the replica count of the target is zero");
    const alone = after(ask(nodes(), { do: "create", kind: "HorizontalPodAutoscaler", object: autoscaler() }), 30);
    expect(conditions(alone)).toEqual(['AbleToScale=False FailedGetScale: the HPA controller was unable to get the target\'s current scale: deployments.apps "shop" not found']);
  });

  test("brings a size into its bounds without any metric", () => {
    expect(sizeOf(after(scaled(shop("sleeper:1", 12)), 16))).toBe(10);
  });

  test("that is deleted does nothing any more", () => {
    const deleted = ask(scaled(shop("worker:1", 3)), { do: "delete", kind: "HorizontalPodAutoscaler", key: "default/shop" });
    expect(sizeOf(after(deleted, 120))).toBe(3);
  });
});

test("four times the load: pods are held at their limits, so it sees less than there is, doubles, and goes on from there", () => {
  const world = nodes({ clients: [{ service: "shop", waves: [{ perSecond: 60, for: "80s" }, { perSecond: 240, for: "1h" }] }] });
  const made = shop("shop:1", 6);
  const template = { ...made.spec.template, spec: { containers: [{ name: "app", image: "shop:1", resources: { requests: { cpu: "200m" }, limits: { cpu: "300m" } } }] } };
  const served = ask(world,
    { do: "create", kind: "Service", object: { metadata: { name: "shop", namespace: "default" }, spec: { selector: { app: "shop" }, ports: [{ port: 80, targetPort: 8080 }] }, status: { loadBalancer: {} } } },
    { do: "create", kind: "Deployment", object: { ...made, spec: { ...made.spec, template } } },
    { do: "create", kind: "HorizontalPodAutoscaler", object: autoscaler({ minReplicas: 3, maxReplicas: 30 }) });
  const reading = (now: Play): [size: number, utilization: number] => [sizeOf(now), statusOf(now).currentMetrics![0]!.averageUtilization!];
  const before = after(served, 80);
  const [calm, calmUsage] = reading(before);
  expect([calm, Math.abs(calmUsage - 50) < 5]).toEqual([6, true]);
  const first = after(before, 12);
  const [size, usage] = reading(first);
  expect([size, usage > 100 && usage <= 150]).toEqual([12, true]);
  expect(sizeOf(after(first, 45))).toBeGreaterThan(16);
});
