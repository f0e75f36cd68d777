import { expect, test } from "vitest";
import { act, goTo } from "../../../../src/kernel/timeline.ts";
import { seconds } from "../../../../src/kernel/time.ts";
import type { Command } from "../../../../src/world/command.ts";
import { look, type Play } from "../../scenes.ts";
import { ask, pods } from "../clusters.ts";
import { after, between, serviceOf, shop } from "./shop.ts";

const does = (t: Play, command: Command): Play => {
  const [next, result] = act(t, command);
  expect(result).toEqual({ ok: true });
  return next;
};

const setImage = (t: Play, image: string): Play => {
  const d = look(t).cluster!.get("Deployment", "default/shop")!;
  const [container] = d.spec.template.spec.containers;
  const template = { ...d.spec.template, spec: { ...d.spec.template.spec, containers: [{ ...container!, image }] } };
  return ask(t, { do: "update", kind: "Deployment", object: { ...d, spec: { ...d.spec, template } } });
};

const curl = (t: Play, host = "shop", port = 80): unknown => {
  const looked = look(t).cluster!.look({ node: "cp1", namespace: "default", pod: "" }, host, port);
  const reached = looked === "unknown" ? looked : looked.reached;
  return typeof reached === "string" ? reached : look(t).tables.containers.find((c) => c.id === reached.container)?.page;
};

/** The last time requests began to fail, and what led to it. */
function whyLost(t: Play): string[] {
  const { facts } = look(t);
  const chain = [facts.findLast(({ type }) => type === "requestsLost")!];
  for (let next = chain[0]!.because?.[0]; next !== undefined; next = chain.at(-1)!.because?.[0]) chain.push(facts[next]!);
  return chain.map(({ type }) => type);
}

test("requests to a service are served by all of its pods, and the books say how fast", () => {
  const warm = after(shop(), 30);
  const t = after(warm, 20);
  const { sent, served, errors } = between(warm, t);
  expect([errors, Math.abs(sent - served) <= 2]).toEqual([0, true]);
  const { load, endpoints, sent_per_s, served_per_s, errors_per_s, p50_ms, p99_ms } = serviceOf(t);
  expect([load, endpoints, errors_per_s]).toEqual([50, 4, 0]);
  expect(sent_per_s).toBeGreaterThan(30);
  expect(served_per_s).toBeGreaterThan(30);
  expect(p50_ms).toBeGreaterThanOrEqual(10);
  expect(p99_ms).toBeLessThan(60);
  const shares = look(t).tables.apps.filter(({ name }) => name.startsWith("shop-")).map((app) => app.requests);
  expect(shares.length).toBe(4);
  expect(Math.min(...shares)).toBeGreaterThan(0);
  expect(curl(t)).toBe("shop 1");
});

test("a pod that is started but does not listen yet refuses what is sent to it", () => {
  const cold = after(shop(), 10);
  const { served, errors, refused } = serviceOf(cold);
  expect(served).toBe(0);
  expect(refused).toBeGreaterThan(errors * 0.9);
  expect(curl(cold)).toBe("refused");
  expect(curl(cold, "shopp")).toBe("unknown");
});

test("a rollout without a readiness probe: all pods are cold at once, and hundreds of requests fail", () => {
  const warm = after(shop(), 40);
  const rolled = setImage(warm, "shop:2");
  const swapped = after(rolled, 6);
  expect(pods(swapped).every((line) => line.endsWith("1/1 Running 0"))).toBe(true);
  expect(between(after(swapped, 1), after(swapped, 5)).served).toBe(0);
  const done = after(swapped, 24);
  const { errors, sent } = between(rolled, done);
  expect([errors > 400, errors < sent * 0.6]).toEqual([true, true]);
  expect(curl(done)).toBe("shop 2");
  const facts = look(done).facts.filter(({ about }) => about === "service/shop").map(({ type }) => type);
  expect(facts).toEqual(["loadChanged", "requestsLost", "requestsLostOver", "requestsLost", "requestsLostOver"]);
  expect(whyLost(done)).toEqual(["requestsLost", "containerDied", "processKilled", "containerAsked", "killing", "successfulDelete", "scalingReplicaSet", "commandGiven"]);
});

const READY = ["readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}"];

test("with a readiness probe never fewer than three of four serve, and what is lost is what came to pods that had just ended", () => {
  const warm = after(shop({ container: READY }), 60);
  const rolled = setImage(warm, "shop:2");
  let at = rolled;
  const ready: number[] = [];
  for (let s = 0; s < 60; s++) ready.push(serviceOf((at = after(at, 1))).endpoints);
  expect([Math.min(...ready), Math.max(...ready)]).toEqual([3, 4]);
  const { errors, refused } = between(rolled, at);
  expect([errors > 20, errors < 80, errors - refused <= 1, curl(at)]).toEqual([true, true, true, "shop 2"]);
});

test("a pod that goes on serving after its goodbye loses nothing in a rollout", () => {
  const warm = after(shop({ container: [...READY, "lifecycle: {preStop: {sleep: {seconds: 5}}}"], deployment: ["strategy: {rollingUpdate: {maxUnavailable: 0}}"] }), 60);
  const rolled = setImage(warm, "shop:2");
  const done = after(rolled, 90);
  expect([between(rolled, done).errors, curl(done), look(done).cluster!.get("Deployment", "default/shop")!.status.updatedReplicas]).toEqual([0, "shop 2", 4]);
});

test("a node that stops takes a third of the requests with it until it counts as not ready", () => {
  const warm = after(shop({ replicas: 3, load: 60 }), 60);
  expect(new Set(look(warm).cluster!.list("Pod").map(({ spec }) => spec.nodeName))).toEqual(new Set(["n1", "n2", "n3"]));
  const dark = does(warm, { type: "fault", name: "n2 stops" });
  const { sent, timeouts } = between(after(dark, 5), after(dark, 35));
  expect([timeouts > sent * 0.25, timeouts < sent * 0.42]).toEqual([true, true]);
  const noticed = after(dark, 58);
  expect([serviceOf(noticed).endpoints, between(noticed, after(noticed, 30)).errors]).toEqual([2, 0]);
});

test("a service whose selector finds nobody refuses at once, and answers again when it does", () => {
  const warm = after(shop({ replicas: 2 }), 30);
  const { spec } = look(warm).cluster!.get("Service", "default/shop")!;
  const select = (t: Play, app: string): Play => after(ask(t, { do: "update", kind: "Service", object: { ...look(t).cluster!.get("Service", "default/shop")!, spec: { ...spec, selector: { app } } } }), 2);
  const wrong = select(warm, "shopp");
  expect([serviceOf(wrong).endpoints, between(wrong, after(wrong, 5)).served]).toEqual([0, 0]);
  expect(curl(wrong)).toBe("refused");
  const right = select(wrong, "shop");
  expect([serviceOf(right).endpoints, between(right, after(right, 5)).errors]).toEqual([2, 0]);
});

test("lab load changes how many come, and more than the pods can serve wait, time out and show in the latencies", () => {
  const warm = after(shop({ replicas: 1, load: 0 }), 30);
  const busy = after(does(warm, { type: "load", app: "shop", perSecond: 80 }), 10);
  expect([serviceOf(busy).load, between(warm, busy).errors]).toEqual([80, 0]);
  const swamped = after(does(busy, { type: "load", app: "shop", perSecond: 150 }), 10);
  const { timeouts, served } = between(busy, swamped);
  expect(timeouts).toBeGreaterThan(200);
  expect(served).toBeGreaterThan(500);
  expect(serviceOf(swamped).p99_ms).toBeGreaterThan(900);
  const { series } = look(swamped);
  expect(series["service/shop.load"]!.at(-1)!.value).toBe(150);
  const quiet = after(does(swamped, { type: "load", app: "shop", perSecond: 0 }), 5);
  expect([serviceOf(quiet).sent_per_s, between(quiet, after(quiet, 5)).sent]).toEqual([0, 0]);
});

test("pods answer at their own addresses, and a node port on every node", () => {
  const warm = after(shop({ replicas: 1, load: 0 }), 30);
  const { podIP } = look(warm).cluster!.list("Pod")[0]!.status;
  expect([curl(warm, podIP, 8080), curl(warm, podIP, 80)]).toEqual(["shop 1", "refused"]);
  const service = look(warm).cluster!.get("Service", "default/shop")!;
  const out = after(ask(warm, { do: "update", kind: "Service", object: { ...service, spec: { ...service.spec, type: "NodePort" } } }), 3);
  expect(curl(out, "n2", serviceOf(out).node_port)).toBe("shop 1");
});

test("a pod that asks another service for every request fails while nobody stands behind that one", () => {
  const warm = after(shop({ container: ["env: [{name: DB_URL, value: 'postgres://db/shop'}]"], warmUp: "2s", more: [
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: db}\nspec: {replicas: 1, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: 'postgres:16'}]}}}",
    "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {selector: {app: db}, ports: [{port: 5432}]}",
  ] }), 60);
  const working = after(warm, 10);
  const asked = (t: Play): number => look(t).tables.kube_services.find(({ name }) => name === "db")!.served;
  expect([between(warm, working).errors, Math.abs(between(warm, working).served - (asked(working) - asked(warm))) <= 2]).toEqual([0, true]);
  const scale = (t: Play, replicas: number): Play => {
    const db = look(t).cluster!.get("Deployment", "default/db")!;
    return ask(t, { do: "update", kind: "Deployment", object: { ...db, spec: { ...db.spec, replicas } } });
  };
  const away = after(scale(working, 0), 5);
  expect(between(away, after(away, 10)).served).toBe(0);
  const back = after(scale(after(away, 10), 1), 20);
  expect(between(back, after(back, 10)).errors).toBe(0);
});

test("a scenario's clients come when it says, in waves if it says so, until somebody changes the load", () => {
  const waves = [{ perSecond: 20, for: "10s" }, { perSecond: 80, for: "5s" }];
  const t = after(shop({ clients: [{ service: "shop", after: "30s", waves }] }), 29);
  const loads = [2, 12, 17, 27].map((s) => serviceOf(after(t, s)).load);
  expect([serviceOf(t).sent, loads]).toEqual([0, [20, 80, 20, 80]]);
  const changed = after(does(t, { type: "load", app: "shop", perSecond: 5 }), 40);
  expect(serviceOf(changed).load).toBe(5);
});

test("going back and letting it happen again brings the same books, request by request", () => {
  const rolled = setImage(after(shop(), 30), "shop:2");
  const first = after(rolled, 20);
  const before = serviceOf(first);
  const again = after(goTo(after(first, 30), seconds(35)), 15);
  expect([serviceOf(again), serviceOf(first)]).toEqual([before, before]);
});
