import { describe, expect, test } from "vitest";
import { act } from "../../../src/kernel/timeline.ts";
import type { DaemonSet, Job, LimitRange, LimitRangeItem, Pod, ResourceList, ResourceQuota, ResourceRequirements } from "../../../src/world/cluster/objects.ts";
import { ask, deployment, later, object, objects, scene, settle, template, told, type Scene } from "./by-hand.ts";

const pod = (name: string, resources: ResourceRequirements = {}, spec: Partial<Pod["spec"]> = {}): Pod => ({
  metadata: { name, namespace: "default" }, spec: { containers: [{ name: "app", image: "nginx:1.27", resources }], ...spec }, status: { phase: "Pending" },
});
const making = (t: Scene, made: Pod) => act(t, { type: "kube", line: "kubectl create", requests: [{ do: "create", kind: "Pod", object: made }] });
const refusal = (t: Scene, made: Pod): string => {
  const [, result] = making(t, made);
  return result.ok ? "" : result.reason;
};

const range = (item: Omit<LimitRangeItem, "type">, type: LimitRangeItem["type"] = "Container"): LimitRange => ({ metadata: { name: "range", namespace: "default" }, spec: { limits: [{ type, ...item }] } });
const within = (item: Omit<LimitRangeItem, "type">, type: LimitRangeItem["type"] = "Container"): Scene => later(ask(scene(), { do: "create", kind: "LimitRange", object: range(item, type) }), 1);

const quota = (hard: ResourceList): ResourceQuota => ({ metadata: { name: "team", namespace: "default" }, spec: { hard }, status: {} });
const limited = (hard: ResourceList): Scene => later(ask(scene(), { do: "create", kind: "ResourceQuota", object: quota(hard) }), 1);

describe("every pod", () => {
  test("gets five minutes on a node that is lost, unless it says otherwise", () => {
    const own = { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute", tolerationSeconds: 10 } as const;
    const t = ask(scene(), { do: "create", kind: "Pod", object: pod("a") }, { do: "create", kind: "Pod", object: pod("b", {}, { tolerations: [own] }) });
    const tolerations = (name: string) => object(t, "Pod", name).spec.tolerations!.map(({ key, tolerationSeconds }) => `${key} ${tolerationSeconds}`);
    expect(tolerations("a")).toEqual(["node.kubernetes.io/not-ready 300", "node.kubernetes.io/unreachable 300"]);
    expect(tolerations("b")).toEqual(["node.kubernetes.io/unreachable 10", "node.kubernetes.io/not-ready 300"]);
  });

  test("has a priority: of its class, of the default class, or none", () => {
    const classes = ask(scene(), { do: "create", kind: "PriorityClass", object: { metadata: { name: "usual" }, value: 7, globalDefault: true } });
    const t = ask(classes, { do: "create", kind: "Pod", object: pod("a") }, { do: "create", kind: "Pod", object: pod("b", {}, { priorityClassName: "system-node-critical" }) });
    expect([object(t, "Pod", "a").spec.priority, object(t, "Pod", "b").spec.priority, object(ask(scene(), { do: "create", kind: "Pod", object: pod("c") }), "Pod", "c").spec.priority]).toEqual([7, 2_000_001_000, 0]);
    expect(refusal(scene(), pod("d", {}, { priorityClassName: "vip" }))).toBe('Error from server (Forbidden): pods "d" is forbidden: no PriorityClass with name vip was found');
  });
});

describe("a LimitRange", () => {
  test("fills in what a container leaves out", () => {
    const [t] = making(within({ default: { cpu: "500m", memory: "256Mi" }, defaultRequest: { cpu: "100m" } }), pod("a", { limits: { memory: "1Gi" } }));
    expect(object(t, "Pod", "a").spec.containers[0]!.resources).toEqual({ requests: { cpu: "100m", memory: "1Gi" }, limits: { cpu: "500m", memory: "1Gi" } });
  });

  test.each([
    [{ max: { memory: "1Gi" } }, { limits: { memory: "2Gi" } }, "maximum memory usage per Container is 1Gi, but limit is 2Gi"],
    [{ min: { cpu: "100m" } }, { requests: { cpu: "50m" } }, "minimum cpu usage per Container is 100m, but request is 50m"],
  ])("refuses what is outside: %j", (item, resources, said) => expect(refusal(within(item), pod("a", resources))).toBe(`Error from server (Forbidden): pods "a" is forbidden: ${said}`));

  test("for pods counts all containers together", () => {
    const two = pod("a", { limits: { cpu: "1" } });
    const both = { ...two, spec: { containers: [...two.spec.containers, { ...two.spec.containers[0]!, name: "side" }] } };
    expect(refusal(within({ max: { cpu: "1500m" } }, "Pod"), both)).toBe('Error from server (Forbidden): pods "a" is forbidden: maximum cpu usage per Pod is 1500m, but limit is 2000m');
  });
});

describe("a ResourceQuota", () => {
  test("obliges pods to say what they ask for, and lets in what there is room for", () => {
    const t = limited({ "requests.cpu": "1", "limits.memory": "1Gi" });
    expect(refusal(t, pod("a"))).toBe('Error from server (Forbidden): pods "a" is forbidden: failed quota: team: must specify limits.memory for: app; requests.cpu for: app');
    const asks = { requests: { cpu: "600m", memory: "100Mi" }, limits: { memory: "200Mi" } };
    const [first] = making(t, pod("a", asks));
    expect(object(first, "ResourceQuota", "team").status.used).toEqual({ "requests.cpu": "600m", "limits.memory": "200Mi" });
    expect(refusal(first, pod("b", asks))).toBe('Error from server (Forbidden): pods "b" is forbidden: exceeded quota: team, requested: requests.cpu=600m, used: requests.cpu=600m, limited: requests.cpu=1');
    const freed = later(ask(first, { do: "delete", kind: "Pod", key: "default/a" }), 1);
    expect(refusal(freed, pod("b", asks))).toBe("");
  });

  test("counts objects of other kinds as well", () => {
    const map = (name: string) => ({ do: "create", kind: "ConfigMap", object: { metadata: { name, namespace: "default" } } }) as const;
    const [, result] = act(ask(limited({ configmaps: "1" }), map("a")), { type: "kube", line: "", requests: [map("b")] });
    expect(result).toMatchObject({ reason: 'Error from server (Forbidden): configmaps "b" is forbidden: exceeded quota: team, requested: configmaps=1, used: configmaps=1, limited: configmaps=1' });
  });

  test("holds a Deployment back, which says so, and goes on when there is room", () => {
    const held = settle(ask(limited({ pods: "2" }), { do: "create", kind: "Deployment", object: deployment("shop", 3) }), 3);
    expect(objects(held, "Pod")).toHaveLength(2);
    expect(told(held).find((line) => line.startsWith("FailedCreate"))).toBe('FailedCreate Error creating: pods "shop-HASH-?????" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2');
    const failure = (t: Scene) => object(t, "Deployment", "shop").status.conditions!.find(({ type }) => type === "ReplicaFailure");
    expect([failure(held)!.reason, failure(held)!.message!.includes("exceeded quota: team")]).toEqual(["FailedCreate", true]);
    const wider = ask(held, { do: "update", kind: "ResourceQuota", object: { ...object(held, "ResourceQuota", "team"), spec: { hard: { pods: "5" } } } });
    expect([objects(settle(wider, 30), "Pod").length, failure(settle(wider, 30))]).toEqual([3, undefined]);
  });

  test("holds a StatefulSet back as well", () => {
    const db = { metadata: { name: "db", namespace: "default" }, spec: { replicas: 2, serviceName: "db", selector: { matchLabels: { app: "db" } }, template: template("db"), updateStrategy: { type: "RollingUpdate" } }, status: { replicas: 0, readyReplicas: 0, currentReplicas: 0, updatedReplicas: 0 } } as const;
    const held = settle(ask(limited({ pods: "1" }), { do: "create", kind: "StatefulSet", object: db }), 5);
    expect(objects(held, "Pod").map(({ metadata }) => metadata.name)).toEqual(["db-0"]);
    expect(told(held).find((line) => line.startsWith("FailedCreate"))).toMatch(/^FailedCreate create Pod db-1 in StatefulSet db failed error: pods "db-1" is forbidden: exceeded quota: team/);
    const wider = ask(held, { do: "update", kind: "ResourceQuota", object: { ...object(held, "ResourceQuota", "team"), spec: { hard: { pods: "5" } } } });
    expect(objects(settle(wider, 30), "Pod")).toHaveLength(2);
  });

  test("holds a Job and a DaemonSet back as well", () => {
    const job: Job = { metadata: { name: "sum", namespace: "default" }, spec: { parallelism: 3, completions: 3, template: { spec: { restartPolicy: "Never", containers: [{ name: "sum", image: "sum:1" }] } } }, status: {} };
    const held = later(ask(limited({ pods: "2" }), { do: "create", kind: "Job", object: job }), 5);
    expect([objects(held, "Pod").length, object(held, "Job", "sum").status.active]).toEqual([2, 2]);
    const wider = ask(held, { do: "update", kind: "ResourceQuota", object: { ...object(held, "ResourceQuota", "team"), spec: { hard: { pods: "5" } } } });
    expect(objects(later(wider, 30), "Pod")).toHaveLength(3);

    const agent: DaemonSet = { metadata: { name: "agent", namespace: "default" }, spec: { selector: { matchLabels: { app: "agent" } }, template: template("agent"), updateStrategy: { type: "RollingUpdate" } }, status: { updatedNumberScheduled: 0, desiredNumberScheduled: 0, numberAvailable: 0 } };
    const nodes = later(ask(scene(1, { hollow: [{ count: 3 }] }), { do: "create", kind: "ResourceQuota", object: quota({ pods: "2" }) }), 1);
    const two = later(ask(nodes, { do: "create", kind: "DaemonSet", object: agent }), 5);
    expect(objects(two, "Pod")).toHaveLength(2);
    expect(objects(later(ask(two, { do: "update", kind: "ResourceQuota", object: { ...object(two, "ResourceQuota", "team"), spec: { hard: {} } } }), 30), "Pod")).toHaveLength(3);
  });
});
