import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numFeasibleNodesToFind } from "../../../../src/world/cluster/scheduler/feasible-nodes.ts";
import { imageLocalityScore } from "../../../../src/world/cluster/scheduler/image-locality.ts";
import { addPod, nodeInfo, podInfo, removePod, type NodeInfo } from "../../../../src/world/cluster/scheduler/node-info.ts";
import { insufficientResources } from "../../../../src/world/cluster/scheduler/node-resources-fit.ts";
import { spreadConstraints } from "../../../../src/world/cluster/scheduler/pod-topology-spread/constraint.ts";
import { globalMinimum } from "../../../../src/world/cluster/scheduler/pod-topology-spread/domain-counts.ts";
import {
  spreadFilterState,
  spreadRefusal,
  updateSpreadFilterState,
} from "../../../../src/world/cluster/scheduler/pod-topology-spread/filter.ts";
import { taintReason, untoleratedTaint } from "../../../../src/world/cluster/scheduler/taint-toleration.ts";
import type { Pod } from "../../../../src/world/cluster/objects.ts";
import { container, node, pod } from "../../../conformance/kubernetes/objects.ts";

const request = fc.record({ cpu: fc.integer({ min: 0, max: 4000 }).map(m => `${m}m`), memory: fc.integer({ min: 0, max: 4096 }).map(mi => `${mi}Mi`) });

describe("the sums of a node", () => {
  test("are as at first once all its pods have gone, in whatever order", () => {
    fc.assert(fc.property(fc.array(request, { maxLength: 20 }), fc.func(fc.integer()), (requests, order) => {
      const info = nodeInfo(node("n", { allocatable: { cpu: "4", memory: "8Gi", pods: "110" } }));
      const empty = structuredClone(info);
      const pods = requests.map((r, i) => podInfo(pod({ containers: [container(r)] }, { metadata: { name: `p${i}` } })));
      for (const p of pods) addPod(info, p);
      expect(info.requested.milliCPU).toBe(pods.reduce((sum, p) => sum + p.requests.milliCPU, 0));
      for (const p of pods.toSorted((a, b) => order(a) - order(b))) removePod(info, p);
      expect(info).toEqual(empty);
    }));
  });

  test("never exceed what the node has when only fitting pods are placed", () => {
    fc.assert(fc.property(fc.array(request, { maxLength: 40 }), requests => {
      const info = nodeInfo(node("n", { allocatable: { cpu: "4", memory: "8Gi", pods: "10" } }));
      requests.forEach((r, i) => {
        const p = podInfo(pod({ containers: [container(r)] }, { metadata: { name: `p${i}` } }));
        if (insufficientResources(p, info).length === 0) addPod(info, p);
      });
      expect(info.requested.milliCPU).toBeLessThanOrEqual(4000);
      expect(info.requested.memory).toBeLessThanOrEqual(8 * 1024 ** 3);
      expect(info.pods.length).toBeLessThanOrEqual(10);
    }));
  });
});

const web = (name: string): Pod => pod({}, { metadata: { name, labels: { app: "web" } } });
const spreading = (maxSkew: number): Pod => pod({
  topologySpreadConstraints: [{ maxSkew, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", labelSelector: { matchLabels: { app: "web" } } }],
}, { metadata: { name: "asking", labels: { app: "web" } } });

describe("topology spread", () => {
  const nodes = (): NodeInfo[] => ["a", "a", "b", "c"].map((zone, i) => nodeInfo(node(`n${i}`, { labels: { zone } })));

  test("keeps the same counts pod by pod as when it counts all anew", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 40 }), changes => {
      const all = nodes();
      const constraints = spreadConstraints(spreading(1), "DoNotSchedule");
      const kept = spreadFilterState(spreading(1), constraints, all);
      changes.forEach(([at, comes], i) => {
        const info = all[at]!;
        const leaving = info.pods[0];
        if (comes) addPod(info, podInfo(web(`p${i}`)));
        else if (leaving) removePod(info, leaving);
        else return;
        updateSpreadFilterState(kept, comes ? web(`p${i}`) : leaving!.pod, info.node, comes ? 1 : -1);
      });
      const anew = spreadFilterState(spreading(1), constraints, all);
      expect(kept.domains[0]!.counts).toEqual(anew.domains[0]!.counts);
      expect(globalMinimum(kept.domains[0]!, 1)).toBe(Math.min(...anew.domains[0]!.counts.values()));
    }));
  });

  test("placed only where allowed, no zone is ever more than maxSkew ahead", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }), (maxSkew, wishes) => {
      const all = nodes();
      const state = spreadFilterState(spreading(maxSkew), spreadConstraints(spreading(maxSkew), "DoNotSchedule"), all);
      for (const at of wishes)
        if (!spreadRefusal(state, all[at]!.node)) updateSpreadFilterState(state, web("p"), all[at]!.node, 1);
      const counts = [...state.domains[0]!.counts.values()];
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(maxSkew);
    }));
  });

  test("refuses a node without the label for good", () => {
    const state = spreadFilterState(spreading(1), spreadConstraints(spreading(1), "DoNotSchedule"), nodes());
    expect(spreadRefusal(state, node("bare"))).toEqual({
      reason: "node(s) didn't match pod topology spread constraints (missing required label)", resolvable: false,
    });
  });
});

describe("the scheduler", () => {
  test.each([[50, 50], [100, 100], [250, 120], [5000, 500], [6250, 312], [15_000, 750]])("of %d nodes is content with %d that fit", (all, enough) => {
    expect(numFeasibleNodesToFind(all)).toBe(enough);
  });

  test("names the first taint a pod does not tolerate", () => {
    const cordoned = node("n", { taints: [{ key: "dedicated", value: "db", effect: "PreferNoSchedule" }, { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }] });
    expect(taintReason(untoleratedTaint(cordoned)!)).toBe("node(s) had untolerated taint {node.kubernetes.io/unschedulable: }");
  });

  test("prefers a node that has the image, more so when many have it", () => {
    const spec = { containers: [{ name: "c", image: "web" }] };
    const score = (sizeMi: number, numNodes: number): number =>
      imageLocalityScore(spec, 10, name => (name === "web:latest" ? { size: sizeMi * 1024 * 1024, numNodes } : undefined));
    expect([score(10, 1), score(500, 1), score(500, 10), score(2000, 10)]).toEqual([0, 2, 48, 100]);
  });
});
