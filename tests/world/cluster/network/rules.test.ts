import { expect, test } from "vitest";
import { present } from "../../../../src/kernel/timeline.ts";
import { resolveName } from "../../../../src/world/cluster/network/dns.ts";
import { routeOf } from "../../../../src/world/cluster/network/connect.ts";
import type { Pod, Service } from "../../../../src/world/cluster/objects.ts";
import { create, update } from "../../../../src/world/cluster/write.ts";
import { ask, byHand, later, object, scene, type Scene } from "../by-hand.ts";

const service = (name: string, more: Partial<Service["spec"]> = {}, namespace = "default"): Service => ({
  metadata: { name, namespace }, spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], clusterIP: "10.96.7.7", ...more }, status: {},
});

const pod = (name: string, address: string, ready: boolean, more: Partial<Pod["spec"]> = {}): Pod => ({
  metadata: { name, namespace: "default", labels: { app: name.split("-")[0]! } },
  spec: { containers: [{ name: "c" }], nodeName: "elsewhere", ...more },
  status: { phase: "Running", podIP: address, conditions: [{ type: "Ready", status: ready ? "True" : "False" }] },
});

const add = (t: Scene, ...pods: readonly Pod[]): Scene => byHand(t, (control) => { for (const p of pods) create(control, "Pod", p); });
const withService = (...pods: readonly Pod[]): Scene => later(add(ask(scene(1, { nodes: [{ machine: "n1" }] }, ["n1"]), { do: "create", kind: "Service", object: service("shop") }), ...pods), 3);

/** Where a connection from n1 to the service goes, for chances spread over [0, 1). */
const routes = (t: Scene, port = 80): string[] => {
  const { cluster } = present(t).state;
  return [0, 0.2, 0.4, 0.6, 0.8, 0.99].map((chance) => {
    const route = routeOf(cluster!, "n1", "10.96.7.7", port, chance);
    return typeof route === "string" ? route : `${route.address}:${route.port}`;
  });
};

const ready = (t: Scene, name: string, is: boolean): Scene => byHand(t, (control) => void update(control, "Pod", `default/${name}`, (p) => ({ ...p, status: { ...p.status, conditions: [{ type: "Ready", status: is ? "True" : "False" }] } })));

test("a connection goes to any ready pod, each as likely as the others; a port that the service has not leads nowhere", () => {
  const t = withService(pod("shop-1", "10.244.9.1", true), pod("shop-2", "10.244.9.2", true), pod("shop-3", "10.244.9.3", false));
  expect(routes(t)).toEqual(["10.244.9.1:8080", "10.244.9.1:8080", "10.244.9.1:8080", "10.244.9.2:8080", "10.244.9.2:8080", "10.244.9.2:8080"]);
  expect(routes(t, 81)[0]).toBe("silent");
});

test("with nobody behind it a service refuses at once", () => {
  expect(routes(withService())).toEqual(Array(6).fill("refused"));
});

test("pods that are on their way out are sent to only when there is nobody else", () => {
  const both = withService(pod("shop-1", "10.244.9.1", true), pod("shop-2", "10.244.9.2", true));
  const one = later(ask(both, { do: "delete", kind: "Pod", key: "default/shop-1" }), 2);
  expect(new Set(routes(one))).toEqual(new Set(["10.244.9.2:8080"]));
  const none = later(ask(one, { do: "delete", kind: "Pod", key: "default/shop-2" }), 2);
  expect(new Set(routes(none))).toEqual(new Set(["10.244.9.1:8080", "10.244.9.2:8080"]));
});

test("rules are written at once after a quiet second, and at most once a second: what changes meanwhile waits", () => {
  const t = withService(pod("shop-1", "10.244.9.1", true), pod("shop-2", "10.244.9.2", true));
  const first = ready(t, "shop-1", false);
  expect(new Set(routes(later(first, 0.1))).size).toBe(2);
  expect(routes(later(first, 0.15))[0]).toBe("10.244.9.2:8080");
  const second = ready(later(first, 0.2), "shop-2", false);
  expect([0.1, 0.5, 0.9].map((s) => routes(later(second, s))[0])).toEqual(["10.244.9.2:8080", "10.244.9.2:8080", "10.244.9.2:8080"]);
  expect(routes(later(second, 1.1))[0]).toBe("refused");
});

test("names: a service's address from its own namespace by its short name, from others with theirs, headless ones by their pods", () => {
  const db = service("db", { clusterIP: "None" });
  const t = later(add(ask(scene(), { do: "create", kind: "Service", object: service("shop") }, { do: "create", kind: "Service", object: db },
    { do: "create", kind: "Service", object: { metadata: { name: "bank", namespace: "default" }, spec: { type: "ExternalName", externalName: "bank.example.com" }, status: {} } }),
  pod("db-0", "10.244.9.1", true, { hostname: "db-0", subdomain: "db" }), pod("db-1", "10.244.9.2", false, { hostname: "db-1", subdomain: "db" })), 1);
  const { store } = present(t).state.cluster!;
  const from = (namespace: string, name: string): readonly string[] | undefined => resolveName(store, namespace, name);
  expect(object(t, "Service", "shop").spec.clusterIP).toBe("10.96.7.7");
  expect(["shop", "shop.default", "shop.default.svc", "shop.default.svc.cluster.local"].map((name) => from("default", name))).toEqual([["10.96.7.7"], ["10.96.7.7"], ["10.96.7.7"], ["10.96.7.7"]]);
  expect([from("other", "shop"), from("other", "shop.default"), from("default", "shopp")]).toEqual([undefined, ["10.96.7.7"], undefined]);
  expect([from("default", "db"), from("default", "db-0.db"), from("default", "db-1.db"), from("default", "bank")]).toEqual([["10.244.9.1"], ["10.244.9.1"], undefined, ["bank.example.com"]]);
});
