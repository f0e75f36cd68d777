import { expect, test } from "vitest";
import type { Service } from "../../../../src/world/cluster/objects.ts";
import { packEndpoints } from "../../../../src/world/cluster/controllers/endpoint-slice/slices.ts";
import { update } from "../../../../src/world/cluster/write.ts";
import { ask, byHand, deployment, edit, end, later, object, objects, scene, setPods, settle, start, template, type Scene } from "../by-hand.ts";

const service = (name: string, spec: Partial<Service["spec"]> = {}): Service => ({
  metadata: { name, namespace: "default", labels: { app: name } },
  spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080, protocol: "TCP" }], ...spec },
  status: {},
});

/** Gives every pod that has none an address, in order of names. */
const addressed = (t: Scene): Scene => {
  let last = Math.max(1, ...objects(t, "Pod").map(({ status }) => Number(status.podIP?.split(".")[3] ?? 0)));
  let at = t;
  for (const { metadata, status } of objects(t, "Pod")) if (status.podIP === undefined) at = setPods(at, (pod) => pod.metadata.name === metadata.name, { podIP: `10.244.0.${++last}` });
  return later(at, 1);
};

const shop = (replicas: number, spec: Partial<Service["spec"]> = {}): Scene =>
  addressed(settle(ask(scene(), { do: "create", kind: "Deployment", object: deployment("shop", replicas) }, { do: "create", kind: "Service", object: service("shop", spec) }), 3));

/** `10.244.0.2 ready`, slice by slice. */
const endpoints = (t: Scene): string[][] => objects(t, "EndpointSlice").map((slice) => slice.endpoints.map(({ addresses, conditions: { ready, serving, terminating } }) =>
  `${addresses[0]}${ready ? " ready" : ""}${serving ? " serving" : ""}${terminating ? " terminating" : ""}`).toSorted());

test("a service gets an address of its own, and a slice with the pods that its selector finds", () => {
  const t = shop(3);
  expect(object(t, "Service", "shop").spec.clusterIP).toMatch(/^10\.96\.(?!0\.)\d+\.\d+$/);
  expect(endpoints(t)).toEqual([["10.244.0.2 ready serving", "10.244.0.3 ready serving", "10.244.0.4 ready serving"]]);
  const [slice] = objects(t, "EndpointSlice");
  expect([slice!.ports, slice!.metadata.labels]).toEqual([
    [{ port: 8080, protocol: "TCP" }],
    { app: "shop", "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io", "kubernetes.io/service-name": "shop" },
  ]);
});

test("two services never have the same address, one that asks for one gets it, and one without address has none", () => {
  const made = ask(scene(), ...["a", "b", "c"].map((name) => ({ do: "create" as const, kind: "Service" as const, object: service(name) })),
    { do: "create", kind: "Service", object: service("chosen", { clusterIP: "10.96.0.10" }) }, { do: "create", kind: "Service", object: service("headless", { clusterIP: "None" }) });
  const addresses = objects(made, "Service").map(({ spec }) => spec.clusterIP);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses).toContain("10.96.0.10");
  expect(addresses).toContain("None");
});

test("a service that is reached from outside gets a node port, and loses it when it no longer is", () => {
  const t = ask(scene(), { do: "create", kind: "Service", object: service("shop", { type: "NodePort" }) });
  const { spec } = object(t, "Service", "shop");
  expect(spec.ports![0]!.nodePort).toBeGreaterThanOrEqual(30_086);
  const inside = ask(t, { do: "update", kind: "Service", object: { ...object(t, "Service", "shop"), spec: { ...spec, type: "ClusterIP" } } });
  expect(object(inside, "Service", "shop").spec).toEqual({ ...spec, type: "ClusterIP", ports: [{ port: 80, targetPort: 8080, protocol: "TCP" }] });
});

test("a pod that is not ready stays on the list but is not sent to; one that is to be deleted may serve but is not ready", () => {
  const t = shop(3);
  const [first, second] = objects(t, "Pod").map(({ metadata }) => metadata.name);
  const sick = later(setPods(t, ({ metadata }) => metadata.name === first, { conditions: [{ type: "Ready", status: "False" }] }), 1);
  expect(endpoints(sick)[0]).toContain("10.244.0.2");
  const leaving = later(ask(sick, { do: "delete", kind: "Pod", key: `default/${second}` }), 1);
  expect(endpoints(leaving)[0]).toEqual(["10.244.0.2", "10.244.0.3 serving terminating", "10.244.0.4 ready serving"]);
  expect(endpoints(addressed(start(later(end(leaving), 1))))[0]).toEqual(["10.244.0.2", "10.244.0.4 ready serving", "10.244.0.5 ready serving"].toSorted());
});

test("the list edits itself when labels or the selector change, and goes with its service", () => {
  const t = shop(2);
  const wrong = later(ask(t, { do: "update", kind: "Service", object: { ...object(t, "Service", "shop"), spec: { ...object(t, "Service", "shop").spec, selector: { app: "shopp" } } } }), 1);
  expect(endpoints(wrong)).toEqual([[]]);
  const [first] = objects(t, "Pod").map(({ metadata }) => metadata.name);
  const relabelled = later(byHand(wrong, (control) => void update(control, "Pod", `default/${first}`, (p) => ({ ...p, metadata: { ...p.metadata, labels: { app: "shopp" } } }))), 1);
  expect(endpoints(relabelled)).toEqual([["10.244.0.2 ready serving"]]);
  expect(endpoints(later(ask(relabelled, { do: "delete", kind: "Service", key: "default/shop" }), 1))).toEqual([]);
});

test("a port by name is the one that each pod gives that name", () => {
  const ports = (containerPort: number): object => ({ template: { ...template("shop", `shop:${containerPort}`), spec: { containers: [{ name: "shop", image: `shop:${containerPort}`, ports: [{ name: "http", containerPort }] }] } } });
  const made = ask(scene(), { do: "create", kind: "Deployment", object: deployment("shop", 2, ports(8080)) }, { do: "create", kind: "Service", object: service("shop", { ports: [{ port: 80, targetPort: "http" }] }) });
  const changed = addressed(start(later(edit(addressed(settle(made, 3)), "shop", ports(9090)), 1)));
  expect(objects(changed, "EndpointSlice").map((slice) => `${slice.endpoints.length} on ${slice.ports[0]!.port}`).toSorted()).toEqual(["1 on 9090", "2 on 8080"]);
});

test("slices hold a hundred endpoints, and a new pod changes as few of them as possible", () => {
  const t = shop(250);
  expect(endpoints(t).map((slice) => slice.length).toSorted((a, b) => b - a)).toEqual([100, 100, 50]);
  const slices = objects(t, "EndpointSlice");
  const all = slices.flatMap((slice) => slice.endpoints);
  const one = { ...all[0]!, addresses: ["10.244.9.9"], targetRef: { ...all[0]!.targetRef!, uid: "new" } };
  const more = packEndpoints(slices, { ports: slices[0]!.ports, endpoints: [...all, one] });
  expect([more.update.map(({ endpoints: own }) => own.length), more.create, more.remove]).toEqual([[51], [], []]);
  expect(packEndpoints(slices, { ports: slices[0]!.ports, endpoints: all })).toEqual({ update: [], create: [], remove: [] });
});
