import { describe, expect, test } from "vitest";
import { present } from "../../../../src/kernel/timeline.ts";
import { putKubelet } from "../../../../src/world/cluster/kubelet/kubelets.ts";
import { conditionOf, isPodReady, type Toleration } from "../../../../src/world/cluster/objects.ts";
import { update } from "../../../../src/world/cluster/write.ts";
import { ask, byHand, deployment, later, objects, scene, shape, template, type Scene } from "../by-hand.ts";

/** Hollow nodes hollow-0, hollow-1, … and a deployment that runs on them. */
const running = (nodes: number, replicas: number, zones: readonly string[] = []): Scene =>
  later(ask(scene(1, { hollow: [{ count: nodes, zones }] }), { do: "create", kind: "Deployment", object: deployment("shop", replicas) }), 10);

/** From now on nothing is heard of these nodes, or all is well with them again. */
const kubelets = (t: Scene, runs: boolean, ...nodes: string[]): Scene => byHand(t, ({ cluster }) => {
  for (const name of nodes) putKubelet(cluster, { ...cluster.kubelets.nodes.get(name)!, running: runs });
});

const back = (t: Scene, ...nodes: string[]): Scene => kubelets(t, true, ...nodes);

const nodeNamed = (t: Scene, name: string) => objects(t, "Node").find(({ metadata }) => metadata.name === name)!;
const readiness = (t: Scene, name: string) => conditionOf(nodeNamed(t, name).status.conditions, "Ready");
const taints = (t: Scene, name: string): string[] => nodeNamed(t, name).spec.taints?.map(({ key, effect }) => `${key}:${effect}`) ?? [];
const tainted = (t: Scene): string[] => objects(t, "Node").map(({ metadata }) => metadata.name).filter((name) => taints(t, name).some((taint) => taint.endsWith("NoExecute")));
const names = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `hollow-${from + i}`);

/** Ready, unready and leaving pods, by node. */
const pods = (t: Scene): string[] => objects(t, "Pod").map((pod) => `${pod.spec.nodeName} ${pod.metadata.deletionTimestamp === undefined ? (isPodReady(pod) ? "ready" : "not ready") : "terminating"}`).sort();

const happenedTo = (t: Scene, name: string): string[] => objects(t, "Event").toSorted((a, b) => a.firstTimestamp - b.firstTimestamp)
  .filter(({ involvedObject, source }) => involvedObject.name === name && source.component !== "kubelet")
  .map(({ reason, message, source }) => `${source.component}: ${reason} ${shape(message)}`);

describe("a node falls silent", () => {
  const lost = kubelets(running(3, 3), false, "hollow-0");

  test("and is believed in for fifty seconds", () => {
    expect(readiness(later(lost, 45), "hollow-0")!.status).toBe("True");
    const { status, reason, message } = readiness(later(lost, 60), "hollow-0")!;
    expect([status, reason, message]).toEqual(["Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."]);
    expect(taints(later(lost, 60), "hollow-0")).toEqual(["node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute"]);
  });

  test("its pods count as not ready from then on, are deleted five minutes later and replaced at once; they cannot end", () => {
    expect(pods(later(lost, 45))).toEqual(["hollow-0 ready", "hollow-1 ready", "hollow-2 ready"]);
    expect(pods(later(lost, 300))).toEqual(["hollow-0 not ready", "hollow-1 ready", "hollow-2 ready"]);
    const evicted = later(lost, 370);
    expect(pods(evicted)).toHaveLength(4);
    expect(pods(evicted)[0]).toBe("hollow-0 terminating");
    expect(pods(evicted).slice(1)).toEqual(expect.arrayContaining(["hollow-1 ready", "hollow-2 ready"]));
    const [gone] = objects(evicted, "Pod").filter(({ metadata }) => metadata.deletionTimestamp !== undefined);
    expect(happenedTo(evicted, gone!.metadata.name)).toEqual([
      "default-scheduler: Scheduled Successfully assigned default/shop-HASH-????? to hollow-0",
      "node-controller: NodeNotReady Node is not ready",
      "taint-eviction-controller: TaintManagerEviction Marking for deletion Pod default/shop-HASH-?????",
    ]);
    expect(conditionOf(gone!.status.conditions, "DisruptionTarget")).toMatchObject({ status: "True", reason: "DeletionByTaintManager" });
  });

  test("when it is back in time its taints go, and nobody leaves", () => {
    const t = later(back(later(lost, 120), "hollow-0"), 400);
    expect([readiness(t, "hollow-0")!.status, taints(t, "hollow-0")]).toEqual(["True", []]);
    expect(objects(t, "Pod").filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).toEqual([]);
    expect(objects(t, "Event").filter(({ reason }) => reason === "TaintManagerEviction").map(({ message }) => shape(message))).toEqual(["Cancelling deletion of Pod default/shop-HASH-?????"]);
  });
});

test("pods say for how long they stay on a node with a taint: not at all, for a while, for ever", () => {
  const tolerating = (name: string, tolerations: readonly Toleration[]) => ({
    metadata: { name, namespace: "default" }, spec: { ...template("a").spec, nodeName: "hollow-0", tolerations }, status: { phase: "Pending" as const },
  });
  const maintenance = { key: "maintenance", operator: "Exists", effect: "NoExecute" } as const;
  const t = later(ask(running(1, 0),
    { do: "create", kind: "Pod", object: tolerating("never", []) },
    { do: "create", kind: "Pod", object: tolerating("minute", [{ ...maintenance, tolerationSeconds: 60 }]) },
    { do: "create", kind: "Pod", object: tolerating("always", [maintenance]) }), 10);
  const marked = byHand(t, (control) => void update(control, "Node", "hollow-0", (n) => ({ ...n, spec: { ...n.spec, taints: [{ key: "maintenance", effect: "NoExecute" }] } })));
  const left = (s: number): string[] => objects(later(marked, s), "Pod").map(({ metadata }) => metadata.name);
  expect([left(5), left(55), left(65), left(1000)]).toEqual([["always", "minute"], ["always", "minute"], ["always"], ["always"]]);
});

test("a cordon is a taint as well, and goes with it", () => {
  const cordoned = later(byHand(running(1, 0), (control) => void update(control, "Node", "hollow-0", (n) => ({ ...n, spec: { ...n.spec, unschedulable: true } }))), 1);
  expect(taints(cordoned, "hollow-0")).toEqual(["node.kubernetes.io/unschedulable:NoSchedule"]);
  const open = later(byHand(cordoned, (control) => void update(control, "Node", "hollow-0", (n) => ({ ...n, spec: { ...n.spec, unschedulable: false } }))), 1);
  expect(taints(open, "hollow-0")).toEqual([]);
});

describe("many nodes fall silent", () => {
  test("one after the other is given up, one in ten seconds", () => {
    const t = kubelets(running(10, 0), false, ...names(0, 4));
    expect([55, 65, 75, 85].map((s) => tainted(later(t, s)).length)).toEqual([1, 2, 3, 4]);
  });

  test("more than half of a small zone: nobody is evicted there, while the other zone goes on", () => {
    const t = kubelets(running(8, 0, ["a", "b"]), false, "hollow-2", "hollow-4", "hollow-6", "hollow-1");
    expect(tainted(later(t, 600))).toEqual(["hollow-1"]);
  });

  test("all of a large zone, of several: evictions go on at the usual rate", () => {
    const t = kubelets(running(8, 0, ["a", "b"]), false, "hollow-0", "hollow-2", "hollow-4", "hollow-6");
    expect([65, 100].map((s) => tainted(later(t, s)).length)).toEqual([1, 4]);
  });

  test("all there are: the fault is taken to be the control plane's, until one of them is back", () => {
    const all = kubelets(running(3, 3), false, ...names(0, 3));
    expect(tainted(later(all, 1000))).toEqual([]);
    expect(pods(later(all, 1000))).toEqual(["hollow-0 not ready", "hollow-1 not ready", "hollow-2 not ready"]);
    const first = later(back(later(all, 1000), "hollow-0"), 60);
    expect([tainted(first), pods(first)]).toEqual([["hollow-1", "hollow-2"], ["hollow-0 ready", "hollow-1 not ready", "hollow-2 not ready"]]);
  });
});

test("why a pod was evicted goes back to the node", () => {
  const t = later(kubelets(running(2, 2), false, "hollow-0"), 370);
  const facts = present(t).facts;
  const eviction = facts.all().find(({ type }) => type === "taintManagerEviction")!;
  expect(eviction.because!.map((id) => `${facts.at(id)!.type} ${facts.at(id)!.about}`)).toEqual(["nodeNotReady node/hollow-0"]);
});

test("pods of a node that was taken out of the cluster are given up after forty seconds", () => {
  const t = ask(running(2, 2), { do: "delete", kind: "Node", key: "hollow-0" });
  expect(pods(later(t, 35))).toEqual(["hollow-0 ready", "hollow-1 ready"]);
  expect(pods(later(t, 70))).toEqual(["hollow-1 ready", "hollow-1 ready"]);
});
