import { describe, expect, test } from "vitest";
import type { Deployment } from "../../../src/world/cluster/objects.ts";
import { registryOf } from "../../../src/world/containers/written.ts";
import { after, GIB, host, look, play, vm, type Play } from "../scenes.ts";
import { deployment } from "./by-hand.ts";
import { ask, clusterScenario, eventsOf } from "./clusters.ts";

/** A host with three VMs that are nodes of a pool; one of them runs. */
function pool(more: object = {}): Play {
  const guests = ["w1", "w2", "w3"].map((name, i) => vm(name, 4, 8 * GIB, [], { running: i === 0 }));
  const machines = guests.map(({ name }) => name);
  const written = { nodes: machines.map((machine) => ({ machine })), groups: [{ name: "pool", machines, min: 1, ...more }] };
  return play({ ...clusterScenario(written, [host([], { cpus: 16, memoryBytes: 64 * GIB, vms: guests })]), registry: registryOf(undefined) });
}

const shop = (replicas: number, cpu: string): Deployment => {
  const made = deployment("shop", replicas);
  return { ...made, spec: { ...made.spec, template: { ...made.spec.template, spec: { containers: [{ name: "app", image: "nginx:1.27", resources: { requests: { cpu } } }] } } } };
};
const running = (t: Play, object: Deployment): Play => ask(t, { do: "create", kind: "Deployment", object });
const resized = (t: Play, replicas: number): Play => {
  const now = look(t).cluster!.get("Deployment", "default/shop")!;
  return ask(t, { do: "update", kind: "Deployment", object: { ...now, spec: { ...now.spec, replicas } } });
};

const nodes = (t: Play): string[] => look(t).cluster!.list("Node").map(({ metadata }) => metadata.name);
const vms = (t: Play): string[] => look(t).tables.vms.map(({ name, state }) => `${name} ${state}`);
const onNodes = (t: Play): string[] => look(t).cluster!.list("Pod").map(({ spec }) => spec.nodeName ?? "none").sort();
const told = (t: Play, reason: string): string[] => [...new Set(look(t).cluster!.list("Event").filter((event) => event.reason === reason).map(({ message }) => message))];

describe("pods that find no node", () => {
  const waiting = running(pool(), shop(5, "1500m"));

  test("have machines switched on, as many as they need; they wait until these have booted and joined", () => {
    expect([nodes(after(waiting, 5)), onNodes(after(waiting, 5))]).toEqual([["w1"], ["none", "none", "none", "w1", "w1"]]);
    const asked = after(waiting, 15);
    expect([vms(asked), nodes(asked)]).toEqual([["w1 running", "w2 running", "w3 running"], ["w1"]]);
    expect(told(asked, "TriggeredScaleUp")).toEqual(["pod triggered scale-up: [{pool 1->3 (max: 3)}]"]);
    const joined = after(waiting, 90);
    expect([nodes(joined), onNodes(joined).filter((name) => name === "none")]).toEqual([["w1", "w2", "w3"], []]);
  });

  test("of which one is larger than any machine stays where it is, and is told why", () => {
    const t = after(running(pool(), shop(1, "6")), 60);
    expect([vms(t), told(t, "NotTriggerScaleUp")]).toEqual([["w1 running", "w2 shut off", "w3 shut off"], ["pod didn't trigger scale-up: 1 Insufficient cpu"]]);
  });

  test("cannot have more than the group may grow to", () => {
    const t = after(running(pool({ max: 2 }), shop(6, "1500m")), 90);
    expect([nodes(t), told(t, "NotTriggerScaleUp")]).toEqual([["w1", "w2"], ["pod didn't trigger scale-up: 1 max node group size reached"]]);
  });
});

test("usage alone switches nothing on", () => {
  expect(vms(after(running(pool(), shop(2, "10m")), 60))).toEqual(["w1 running", "w2 shut off", "w3 shut off"]);
});

describe("a machine of which little is asked", () => {
  const grown = resized(after(running(pool(), shop(5, "1500m")), 90), 2);

  test("is switched off after ten minutes, when its pods have found room elsewhere", () => {
    expect(nodes(after(grown, 500))).toEqual(["w1", "w2", "w3"]);
    const t = after(grown, 900);
    expect([nodes(t).length, onNodes(t).includes("none")]).toEqual([1, false]);
    expect(vms(t).filter((state) => state.endsWith("shut off"))).toHaveLength(2);
    const gone = ["w1", "w2", "w3"].filter((name) => !nodes(t).includes(name));
    for (const name of gone) expect(eventsOf(t, name).filter((line) => line.includes("ScaleDown"))).toEqual(["Normal ScaleDown marked the node as toBeDeleted/unschedulable", "Normal ScaleDown node removed by cluster autoscaler"]);
  });

  test("stays while a budget lets none of its pods go", () => {
    const budget = { metadata: { name: "shop", namespace: "default" }, spec: { minAvailable: 2, selector: { matchLabels: { app: "shop" } } }, status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 } };
    const before = onNodes(after(grown, 60));
    const t = after(ask(after(grown, 60), { do: "create", kind: "PodDisruptionBudget", object: budget }), 1200);
    expect(onNodes(t)).toEqual(before);
  });
});
