import { expect, test } from "vitest";
import type { ConfigMap, PersistentVolume, PersistentVolumeClaim, ResourceQuota } from "../../../../src/world/cluster/objects.ts";
import { ask, deployment, end, later, object, objects, scene, settle, template, told, type Scene } from "../by-hand.ts";

const claim = (storage: string, storageClassName = "standard", name = "data"): PersistentVolumeClaim => ({
  metadata: { name, namespace: "default" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, storageClassName }, status: { phase: "Pending" },
});

const volume = (name: string, storage: string, policy: "Retain" | "Delete" = "Retain"): PersistentVolume => ({
  metadata: { name }, spec: { capacity: { storage }, accessModes: ["ReadWriteOnce"], storageClassName: "", persistentVolumeReclaimPolicy: policy }, status: { phase: "Available" },
});

const volumes = (t: Scene): string[] => objects(t, "PersistentVolume").map(({ metadata, spec, status }) => `${metadata.name.replace(/^pvc-.*/, "pvc-UID")} ${spec.capacity["storage"]} ${status.phase} ${spec.claimRef?.name ?? "-"}`);
const create = (t: Scene, ...claims: PersistentVolumeClaim[]): Scene => ask(t, ...claims.map((one) => ({ do: "create" as const, kind: "PersistentVolumeClaim" as const, object: one })));
const withVolumes = (...all: PersistentVolume[]): Scene => ask(scene(), ...all.map((one) => ({ do: "create" as const, kind: "PersistentVolume" as const, object: one })));

test("a claim of the standard class gets a volume that is made for it, and that goes with it", () => {
  const t = create(scene(), claim("5Gi"));
  expect(object(later(t, 1), "PersistentVolumeClaim", "data").status.phase).toBe("Pending");
  const bound = later(t, 3);
  expect([object(bound, "PersistentVolumeClaim", "data").status, volumes(bound)]).toEqual([{ phase: "Bound", capacity: { storage: "5Gi" } }, ["pvc-UID 5Gi Bound data"]]);
  expect(told(bound, "data").map((line) => line.split(" ")[0])).toEqual(["ExternalProvisioning", "ProvisioningSucceeded"]);
  expect(volumes(later(ask(bound, { do: "delete", kind: "PersistentVolumeClaim", key: "default/data" }), 1))).toEqual([]);
});

test("a claim without a class gets the smallest volume that is large enough; with none it waits until one comes", () => {
  const t = later(create(withVolumes(volume("small", "1Gi"), volume("large", "100Gi"), volume("right", "10Gi")), claim("5Gi", "")), 1);
  expect(volumes(t)).toEqual(["large 100Gi Available -", "right 10Gi Bound data", "small 1Gi Available -"]);
  const waits = later(create(t, claim("200Gi", "", "huge")), 60);
  expect([object(waits, "PersistentVolumeClaim", "huge").status.phase, told(waits, "huge")]).toEqual(["Pending", ["FailedBinding no persistent volumes available for this claim and no storage class is set"]]);
  expect(object(later(ask(waits, { do: "create", kind: "PersistentVolume", object: volume("new", "1Ti") }), 1), "PersistentVolumeClaim", "huge").spec.volumeName).toBe("new");
});

test("a volume that is kept is released with its data, and nobody else gets it", () => {
  const bound = later(create(withVolumes(volume("disk", "10Gi")), claim("5Gi", "")), 1);
  const released = later(ask(bound, { do: "delete", kind: "PersistentVolumeClaim", key: "default/data" }), 1);
  expect(volumes(later(create(released, claim("5Gi", "", "other")), 1))).toEqual(["disk 10Gi Released data"]);
});

test("a namespace is emptied before it goes, takes nothing new meanwhile, and its pods end in their time", () => {
  const made = ask(scene(), { do: "create", kind: "Namespace", object: { metadata: { name: "team" }, spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } } });
  const shop = { ...deployment("shop", 2), metadata: { name: "shop", namespace: "team" } };
  const t = settle(ask(made, { do: "create", kind: "Deployment", object: shop }), 3);
  const leaving = later(ask(t, { do: "delete", kind: "Namespace", key: "team" }), 1);
  expect([objects(leaving, "Namespace").find(({ metadata }) => metadata.name === "team")!.status.phase, objects(leaving, "Deployment").length, objects(leaving, "Pod").length]).toEqual(["Terminating", 0, 2]);
  const notes: ConfigMap = { metadata: { name: "notes", namespace: "team" }, data: {} };
  expect(() => ask(leaving, { do: "create", kind: "ConfigMap", object: notes })).toThrow("because it is being terminated");
  const gone = later(end(leaving), 1);
  expect([objects(gone, "Namespace").map(({ metadata }) => metadata.name), objects(gone, "Pod"), objects(gone, "Event").filter(({ metadata }) => metadata.namespace === "team")]).toEqual([["default", "kube-node-lease", "kube-public", "kube-system"], [], []]);
});

test("a quota says how much of it is used", () => {
  const quota: ResourceQuota = { metadata: { name: "budget", namespace: "default" }, spec: { hard: { pods: "10", "requests.cpu": "2", "limits.memory": "4Gi", "count/deployments.apps": "3", services: "5" } }, status: {} };
  const resources = { requests: { cpu: "250m" }, limits: { memory: "512Mi" } };
  const pod = { ...template("shop"), spec: { containers: [{ name: "shop", image: "shop:1", resources }] } };
  const t = settle(ask(scene(), { do: "create", kind: "ResourceQuota", object: quota }, { do: "create", kind: "Deployment", object: deployment("shop", 3, { template: pod }) }), 3);
  expect(object(t, "ResourceQuota", "budget").status.used).toEqual({ pods: "3", "requests.cpu": "750m", "limits.memory": "1536Mi", "count/deployments.apps": "1", services: "1" });
});
