import { expect, test } from "vitest";
import { act, begin, goTo, present, wait } from "../../../src/kernel/timeline.ts";
import { seconds } from "../../../src/kernel/time.ts";
import type { ApiRequest } from "../../../src/world/cluster/command.ts";
import { clusterFrom, clusterFile } from "../../../src/world/cluster/written.ts";
import type { ConfigMap, ReplicaSet } from "../../../src/world/cluster/objects.ts";
import { observe } from "../../../src/world/observe.ts";
import { world } from "../../../src/world/world.ts";
import { host, scenario, type Play } from "../scenes.ts";

const empty = (): Play => begin(world, { ...scenario([host([])]), cluster: clusterFrom(clusterFile.parse({})) }, 1);

const ask = (t: Play, ...requests: ApiRequest[]): Play => {
  const [after, result] = act(t, { type: "kube", line: "kubectl …", requests });
  expect(result).toEqual({ ok: true });
  return after;
};

const names = (t: Play, kind: "ConfigMap" | "Namespace" | "ReplicaSet"): string[] => observe(present(t)).cluster!.list(kind).map((object) => object.metadata.name);

const notes = (name: string, owner?: ReplicaSet): ConfigMap => ({
  metadata: { name, namespace: "default", ...(owner && { ownerReferences: [{ kind: "ReplicaSet", name: owner.metadata.name, uid: owner.metadata.uid!, controller: true }] }) },
  data: { text: name },
});

test("a new cluster holds the namespaces that every cluster has", () => {
  expect(names(empty(), "Namespace")).toEqual(["default", "kube-node-lease", "kube-public", "kube-system"]);
});

test("an object is stored under its name, with a uid, a generation and the revision of the write", () => {
  const t = ask(empty(), { do: "create", kind: "ConfigMap", object: notes("motd") });
  const { metadata } = observe(present(t)).cluster!.get("ConfigMap", "default/motd")!;
  expect({ ...metadata, uid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(metadata.uid!) }).toEqual({ name: "motd", namespace: "default", uid: true, creationTimestamp: 0, generation: 1, resourceVersion: 8 });
});

test("a second object of the same name is refused in the server's words, and nothing has changed", () => {
  const t = ask(empty(), { do: "create", kind: "ConfigMap", object: notes("motd") });
  const [after, result] = act(t, { type: "kube", line: "kubectl …", requests: [{ do: "create", kind: "ConfigMap", object: notes("motd") }] });
  expect(result).toEqual({ ok: false, reason: 'Error from server (AlreadyExists): configmaps "motd" already exists' });
  expect(after).toBe(t);
});

test("what an owner controls goes soon after its owner", () => {
  const set: ReplicaSet = { metadata: { name: "shop-5d4", namespace: "default" }, spec: { replicas: 0, selector: { matchLabels: { app: "shop" } }, template: { metadata: { labels: { app: "shop" } }, spec: { containers: [{ name: "shop", image: "shop:1" }] } } }, status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 } };
  const owner = ask(empty(), { do: "create", kind: "ReplicaSet", object: set });
  const made = observe(present(owner)).cluster!.get("ReplicaSet", "default/shop-5d4")!;
  const both = ask(owner, { do: "create", kind: "ConfigMap", object: notes("of-the-set", made) }, { do: "create", kind: "ConfigMap", object: notes("nobody-s") });
  const gone = wait(ask(both, { do: "delete", kind: "ReplicaSet", key: "default/shop-5d4" }), seconds(1));
  expect(names(gone, "ReplicaSet")).toEqual([]);
  expect(names(gone, "ConfigMap")).toEqual(["nobody-s"]);
});

test("what was seen before stays as it was, and going back brings it back", () => {
  const t = ask(empty(), { do: "create", kind: "ConfigMap", object: notes("motd") });
  const before = observe(present(t));
  const later = wait(ask(wait(t, seconds(1)), { do: "delete", kind: "ConfigMap", key: "default/motd" }), seconds(1));
  expect(names(later, "ConfigMap")).toEqual([]);
  expect(before.cluster!.list("ConfigMap").map(({ metadata }) => metadata.name)).toEqual(["motd"]);
  expect(names(goTo(later, seconds(0.5)), "ConfigMap")).toEqual(["motd"]);
});
