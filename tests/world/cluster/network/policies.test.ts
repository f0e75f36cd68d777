import { expect, test } from "vitest";
import { isAllowed, type End } from "../../../../src/world/cluster/network/policies.ts";
import type { NetworkPolicy, Pod } from "../../../../src/world/cluster/objects.ts";
import { present } from "../../../../src/kernel/timeline.ts";
import { ask, byHand, scene, type Scene } from "../by-hand.ts";
import { create } from "../../../../src/world/cluster/write.ts";

const pod = (name: string, address: string, namespace = "default"): Pod => ({
  metadata: { name, namespace, labels: { app: name } }, spec: { nodeName: "n1", containers: [{ name: "c", ports: [{ name: "sql", containerPort: 5432 }] }] }, status: { phase: "Running", podIP: address },
});

const [web, db, other] = [pod("web", "10.244.1.2"), pod("db", "10.244.1.3"), pod("web", "10.244.2.2", "other")];
const outside: End = { pod: undefined, address: "192.168.10.10" };
const from = (source: Pod): End => ({ pod: source, address: source.status.podIP! });

const world = (...policies: NetworkPolicy["spec"][]): Scene => {
  const t = byHand(scene(), (control) => {
    create(control, "Namespace", { metadata: { name: "other", labels: { team: "other" } }, spec: {}, status: { phase: "Active" } });
    for (const one of [web, db, other]) create(control, "Pod", one);
  });
  return policies.length === 0 ? t : ask(t, ...policies.map((spec, i) => ({ do: "create" as const, kind: "NetworkPolicy" as const, object: { metadata: { name: `p${i}`, namespace: "default" }, spec } })));
};

/** Who gets to db: web, a pod called web of another namespace, somebody outside. */
const reach = (t: Scene, port = 5432): boolean[] => [from(web!), from(other!), outside].map((end) => isAllowed(present(t).state.cluster!, end, db!, port));
const onDb = { matchLabels: { app: "db" } };

test("without policies everybody gets to everybody", () => expect(reach(world())).toEqual([true, true, true]));

test("a policy that selects a pod and names nobody lets nobody in", () => {
  expect(reach(world({ podSelector: {} }))).toEqual([false, false, false]);
  expect(reach(world({ podSelector: { matchLabels: { app: "cache" } } }))).toEqual([true, true, true]);
});

test("rules name pods of the own namespace, of others by label, and blocks of addresses; one that fits is enough", () => {
  const web80 = { podSelector: onDb, ingress: [{ from: [{ podSelector: { matchLabels: { app: "web" } } }], ports: [{ port: 5432 }] }] };
  expect([reach(world(web80)), reach(world(web80), 80)]).toEqual([[true, false, false], [false, false, false]]);
  expect(reach(world({ podSelector: onDb, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "other" } } }] }] }))).toEqual([false, true, false]);
  expect(reach(world({ podSelector: onDb, ingress: [{ from: [{ ipBlock: { cidr: "192.168.0.0/16", except: ["192.168.11.0/24"] } }] }] }))).toEqual([false, false, true]);
  expect(reach(world({ podSelector: onDb, ingress: [{ ports: [{ port: "sql" }] }] }))).toEqual([true, true, true]);
  expect(reach(world({ podSelector: {} }, web80))).toEqual([true, false, false]);
});

test("what may leave is ruled by the sender's side", () => {
  const t = world({ podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Egress"], egress: [{ to: [{ podSelector: { matchLabels: { app: "cache" } } }] }] });
  expect(reach(t)).toEqual([false, true, true]);
});
