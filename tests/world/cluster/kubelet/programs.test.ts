import { expect, test } from "vitest";
import { act } from "../../../../src/kernel/timeline.ts";
import { conditionOf, isPodReady, type Container, type Probe, type Service } from "../../../../src/world/cluster/objects.ts";
import { registry, registryOf } from "../../../../src/world/containers/written.ts";
import type { FaultSpec, Scenario } from "../../../../src/world/scenario.ts";
import { seconds } from "../../../../src/kernel/time.ts";
import { after, doing, fault, GIB, host, look, MIB, play, vm, type Play } from "../../scenes.ts";
import { ask, clusterScenario, create, eventsOf, logs, nodes, podNamed, podOn, pods } from "../clusters.ts";

const serve = { port: 8080, onTerm: 0, program: { kind: "serve" as const, perSecond: 0, work: "10ms" } };
const images = [
  { name: "shop:1", from: "debian:12", cmd: ["shop"], programs: [{ name: "shop", prints: ["shop 1.0"], needsEnv: ["DB_URL"], noticesAfter: "5s", ...serve }] },
  { name: "orders:1", from: "debian:12", cmd: ["orders"], programs: [{ name: "orders", warmUp: "20s", asks: { env: "DB_URL", port: 5432, paths: ["/ready"], elseExits: "fatal: cannot reach the database" }, ...serve }] },
];
const DB: Service = { metadata: { name: "orders-db", namespace: "default" }, spec: { selector: { app: "orders-db" }, ports: [{ port: 5432, targetPort: 5432 }] }, status: {} };
const env = [{ name: "DB_URL", value: "postgres://orders-db/shop" }];
const http = (path: string): Probe => ({ httpGet: { path, port: 8080 } });

/** A database with a service in front of it, and what goes wrong. */
const withDatabase = (more: Partial<FaultSpec> = {}): Play =>
  after(ask(create(nodes(["n1", "n2"], images, [fault("it", more)]), podOn("n1", "orders-db", { image: "postgres:16" })), { do: "create", kind: "Service", object: DB }), 15);

const orders = (t: Play, container: Partial<Container>): Play => after(create(t, podOn("n2", "orders", { image: "orders:1", env, ...container })), 40);
const broken = (t: Play): Play => doing(t, { type: "fault", name: "it" });
const shop = (more: Partial<FaultSpec>, container: Partial<Container> = {}): Play => broken(after(create(nodes(["n1"], images, [fault("it", more)]), podOn("n1", "shop", { image: "shop:1", env, ...container })), 20));

test("a program that misses a variable says so in its last words", () => {
  const t = after(create(nodes(["n1"], images), podOn("n1", "shop", { image: "shop:1" })), 12);
  expect([pods(t), logs(t, "shop", true)]).toEqual([["shop 1/1 Running 1 (3s ago)"], ["shop 1.0", "shop: fatal: DB_URL is not set"]]);
  expect(pods(after(create(nodes(["n1"], images), podOn("n1", "shop", { image: "shop:1", env })), 60))).toEqual(["shop 1/1 Running 0"]);
});

test("one that finds no database when it starts ends, until the database is there", () => {
  const alone = after(create(nodes(["n1", "n2"], images), podOn("n2", "orders", { image: "orders:1", env })), 20);
  expect([pods(alone), logs(alone, "orders")]).toEqual([["orders 0/1 CrashLoopBackOff 2 (5s ago)"], ["fatal: cannot reach the database"]]);
  const t = after(ask(create(alone, podOn("n1", "orders-db", { image: "postgres:16" })), { do: "create", kind: "Service", object: DB }), 60);
  expect(pods(t)).toEqual(["orders 1/1 Running 3 (65s ago)", "orders-db 1/1 Running 0"]);
});

test("a blip of the database: who asks it for being alive is restarted, who asks it for being ready only waits", () => {
  const blip = withDatabase({ blip: [{ app: "orders-db", lasts: seconds(40) }] });
  const alive = after(broken(orders(blip, { livenessProbe: http("/ready"), readinessProbe: http("/ready") })), 100);
  const ready = broken(orders(blip, { livenessProbe: http("/healthz"), readinessProbe: http("/ready") }));
  expect([pods(alive)[0], pods(after(ready, 35))[0], pods(after(ready, 60))[0]]).toEqual(["orders 1/1 Running 3 (69s ago)", "orders 0/1 Running 0", "orders 1/1 Running 0"]);
  expect(eventsOf(alive, "orders").filter((line) => /503|Killing|BackOff/.test(line)).map((line) => line.replace(/\(\w{8}-[\w-]+\)/, "(UID)"))).toEqual([
    "Warning Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 503 (x3)",
    "Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 503 (x2)",
    "Normal Killing Container app failed liveness probe, will be restarted",
    "Warning BackOff Back-off restarting failed container app in pod orders_default(UID) (x2)",
  ]);
});

test("a crash is repaired in place; a deadlock only where somebody asks", () => {
  expect(pods(after(shop({ crash: ["shop"] }), 5))).toEqual(["shop 1/1 Running 1 (5s ago)"]);
  expect(pods(after(shop({ deadlock: ["shop"] }), 120))).toEqual(["shop 1/1 Running 0"]);
  const probed = after(shop({ deadlock: ["shop"] }, { livenessProbe: http("/healthz") }), 60);
  expect([pods(probed), eventsOf(probed, "shop").filter((line) => line.includes("Liveness"))]).toEqual([
    ["shop 1/1 Running 1 (38s ago)"],
    ['Warning Unhealthy Liveness probe failed: Get "http://10.244.0.2:8080/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers) (x3)'],
  ]);
  expect(pods(after(shop({ deadlock: ["shop"] }, { livenessProbe: { tcpSocket: { port: 8080 } } }), 120))).toEqual(["shop 1/1 Running 0"]);
});

test("a leak ends at the limit", () => {
  const t = after(shop({ leak: [{ app: "shop", bytesPerSecond: 8 * MIB }] }, { resources: { limits: { memory: "128Mi" } } }), 30);
  expect([pods(t), podNamed(t, "shop")!.status.containerStatuses![0]!.lastState!.terminated!.reason]).toEqual([["shop 1/1 Running 1 (15s ago)"], "OOMKilled"]);
});

test("a machine without power: its pods are what was last heard of them; when it is back, they are started anew", () => {
  const off = after(shop({ powerOff: ["n1"] }), 30);
  expect([pods(off), logs(off, "shop")]).toEqual([["shop 1/1 Running 0"], expect.stringContaining("no route to host")]);
  const t = after(shop({ reboot: ["n1"] }), 45);
  expect([pods(t), podNamed(t, "shop")!.status.podIP, eventsOf(t, "n1")]).toEqual([["shop 1/1 Running 1 (12s ago)"], "10.244.0.3", ["Normal Starting Starting kubelet.", "Warning Rebooted Node n1 has been rebooted, boot id: 2"]]);
  expect(look(t).cluster!.get("Lease", "kube-node-lease/n1")!.spec.renewTime! / 1e9).toBeGreaterThan(50);
});

test("a node that stands still is missed after fifty seconds; when it goes on, so do its pods", () => {
  const vms = [vm("n1", 2, 4 * GIB, [], { systemBytes: 500 * MIB })];
  const world: Scenario = { ...clusterScenario({ nodes: [{ machine: "n1" }] }, [host([], { vms })]), registry: registryOf(registry.parse({ images })) };
  const probed = { image: "shop:1", env, readinessProbe: { ...http("/"), periodSeconds: 5 }, livenessProbe: { ...http("/"), periodSeconds: 5 } };
  const t = after(create(play(world), podOn("n1", "shop", probed)), 30);
  const node = (at: Play) => conditionOf(look(at).cluster!.get("Node", "n1")!.status.conditions, "Ready")!.status;
  const still = doing(t, { type: "vmSuspend", vm: "n1" });
  expect([pods(t), node(after(still, 40)), node(after(still, 70)), isPodReady(podNamed(after(still, 70), "shop")!)]).toEqual([["shop 1/1 Running 0"], "True", "Unknown", false]);
  const on = after(doing(after(still, 70), { type: "vmResume", vm: "n1" }), 15);
  expect([pods(on), node(on), isPodReady(podNamed(on, "shop")!)]).toEqual([["shop 1/1 Running 0"], "True", true]);
});

test("what passes can happen again: a crash, a blip; a machine is without power once", () => {
  const twice = broken(after(shop({ crash: ["shop"] }), 5));
  expect(pods(after(twice, 3))).toEqual(["shop 0/1 CrashLoopBackOff 1 (3s ago)"]);
  expect(act(shop({ powerOff: ["n1"] }), { type: "fault", name: "it" })[1]).toEqual({ ok: false, reason: '"it" has already happened' });
});

test("two images of the same layers are two when their programs differ", () => {
  const other = { ...images[0]!, name: "shop:0", programs: [{ name: "shop", prints: ["shop 0.9"], ...serve }] };
  const t = after(create(nodes(["n1"], [...images, other]), podOn("n1", "old", { image: "shop:0" }), podOn("n1", "new", { image: "shop:1", env }), podOn("n1", "again", { image: "shop:0" })), 20);
  expect([logs(t, "old"), logs(t, "new"), logs(t, "again")]).toEqual([["shop 0.9"], ["shop 1.0"], ["shop 0.9"]]);
});
