import { expect, test } from "vitest";
import type { PodSpec } from "../../../../src/world/cluster/objects.ts";
import { after, doing, look, type Play } from "../../scenes.ts";
import { ask, create, eventsOf, nodes, podNamed, podOn, pods } from "../clusters.ts";

const mounted = (volume: NonNullable<PodSpec["volumes"]>[number], node = "n1", name = "web"): ReturnType<typeof podOn> => podOn(node, name, { volumeMounts: [{ name: volume.name, mountPath: "/data" }] }, { volumes: [volume], terminationGracePeriodSeconds: 1 });

/** What a container sees below /data. */
const files = (t: Play, pod: string): string[] => {
  const { id } = look(t).tables.containers.find(({ name, running }) => name === `${pod}/app` && running)!;
  return look(t).tables.files.filter(({ container, path }) => container === id && path.startsWith("/data")).map(({ path, text }) => `${path} ${text}`);
};

const write = (t: Play, pod: string, machine: string, text: string): Play => {
  const { id } = look(t).tables.containers.find(({ name, running }) => name === `${pod}/app` && running)!;
  return doing(t, { type: "docker", machine, do: "write", id, path: "/data/note", bytes: text.length, text, append: false });
};

test("a ConfigMap is a file for every key; as long as it is missing, its pod does not start", () => {
  const t = after(create(nodes(["n1"]), mounted({ name: "settings", configMap: { name: "shop" } })), 15);
  expect([pods(t), eventsOf(t, "web")]).toEqual([["web 0/1 ContainerCreating 0"], ['Warning FailedMount MountVolume.SetUp failed for volume "settings" : configmap "shop" not found (x2)']]);
  const given = after(ask(t, { do: "create", kind: "ConfigMap", object: { metadata: { name: "shop", namespace: "default" }, data: { "shop.conf": "colour = red" } } }), 15);
  expect([pods(given), files(given, "web")]).toEqual([["web 1/1 Running 0"], ["/data/shop.conf colour = red"]]);
});

test("an emptyDir outlives its containers, and goes with its pod", () => {
  const t = write(after(create(nodes(["n1"]), mounted({ name: "scratch", emptyDir: {} })), 10), "web", "n1", "hello");
  const { pid } = look(t).tables.containers.find(({ name }) => name === "web/app")!;
  const again = after(doing(t, { type: "signal", machine: "n1", pids: [pid], signal: "KILL" }), 5);
  expect([pods(again), files(again, "web")]).toEqual([["web 1/1 Running 1 (5s ago)"], ["/data/note hello"]]);
  const gone = after(ask(again, { do: "delete", kind: "Pod", key: "default/web" }), 5);
  expect(look(gone).tables.volumes).toEqual([]);
});

test("what is written to a claim is found by the next pod, on another node too", () => {
  const claim = { metadata: { name: "orders", namespace: "default" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } }, status: { phase: "Pending" as const } };
  const volume = { name: "store", persistentVolumeClaim: { claimName: "orders" } };
  const t = write(after(create(ask(nodes(["n1", "n2"]), { do: "create", kind: "PersistentVolumeClaim", object: claim }), mounted(volume)), 25), "web", "n1", "order 1");
  const moved = after(create(after(ask(t, { do: "delete", kind: "Pod", key: "default/web" }), 5), mounted(volume, "n2", "next")), 15);
  expect([pods(moved), files(moved, "next")]).toEqual([["next 1/1 Running 0"], ["/data/note order 1"]]);
});

test("who may not be root is not started as root; who may be active only for a while is ended", () => {
  const root = after(create(nodes(["n1"]), podOn("n1", "web", { securityContext: { runAsNonRoot: true } })), 10);
  expect(podNamed(root, "web")!.status.containerStatuses![0]!.state!.waiting!.reason).toBe("CreateContainerConfigError");
  const late = after(create(nodes(["n1"]), podOn("n1", "web", {}, { activeDeadlineSeconds: 20 })), 25);
  expect([podNamed(late, "web")!.status.phase, podNamed(late, "web")!.status.reason]).toEqual(["Failed", "DeadlineExceeded"]);
});
