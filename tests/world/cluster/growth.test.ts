import { Session } from "node:inspector/promises";
import { expect, test } from "vitest";
import { present } from "../../../src/kernel/timeline.ts";
import type { Deployment } from "../../../src/world/cluster/objects.ts";
import { numFeasibleNodesToFind } from "../../../src/world/cluster/scheduler/feasible-nodes.ts";
import { after, play, type Play } from "../scenes.ts";
import { ask, clusterScenario } from "./clusters.ts";

const PODS_PER_NODE = 5;
/** From 500 pods to 5,000 the logarithm would allow 1.37 times. */
const MOST_GROWTH = 1.2;

const web = (replicas: number): Deployment => ({
  metadata: { name: "web", namespace: "default", labels: { app: "web" } },
  spec: {
    replicas, selector: { matchLabels: { app: "web" } }, progressDeadlineSeconds: 600, revisionHistoryLimit: 10,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
    template: { metadata: { labels: { app: "web" } }, spec: { terminationGracePeriodSeconds: 30, containers: [{ name: "app", image: "app:1", resources: { requests: { cpu: "500m", memory: "1Gi" } } }] } },
  },
  status: { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 0 },
});

/** Nodes that are all known to the scheduler, and carry nothing yet. */
const empty = (nodes: number): Play => after(play(clusterScenario({ hollow: [{ count: nodes, zones: ["a", "b", "c"] }] })), 5);

function filled(nodes: Play, pods: number): Play {
  let t = ask(nodes, { do: "create", kind: "Deployment", object: web(pods) });
  while (present(t).state.cluster!.store.get("Deployment", "default/web")!.status.readyReplicas < pods) t = after(t, 1);
  return t;
}

/** What goes through the nodes that a decision looks at: the filters, the scores, the draw among the best. */
const DECISION = /\/src\/(world\/cluster\/scheduler\/(search|prioritize|cycle|tallies|verdicts|pod-topology-spread\/\w+)|kernel\/random)\.ts/;

/** How often pieces of the program ran since this was asked last: in a decision, and anywhere else. V8 counts them. */
async function pieces(session: Session): Promise<{ decision: number; other: number }> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const ran = (concerns: (url: string) => boolean): number =>
    result.filter(({ url }) => /\/src\/(kernel|world)\//.test(url) && concerns(url)).flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
  return { decision: ran((url) => DECISION.test(url)), other: ran((url) => !DECISION.test(url)) };
}

test("ten times the nodes and pods: an event has hardly more to do, and a decision no more for each node that Kubernetes looks at", async () => {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const work: { perEvent: number; perNodeLookedAt: number }[] = [];
  for (const nodes of [100, 1000]) {
    const pods = nodes * PODS_PER_NODE;
    const before = empty(nodes);
    await pieces(session);
    const { handled } = filled(before, pods);
    const { decision, other } = await pieces(session);
    work.push({ perEvent: other / (handled - before.handled), perNodeLookedAt: decision / (pods * numFeasibleNodesToFind(nodes)) });
  }
  session.disconnect();
  const [small, large] = work;
  expect(small!.perEvent).toBeGreaterThan(100);
  expect(small!.perNodeLookedAt).toBeGreaterThan(1);
  expect(large!.perEvent / small!.perEvent).toBeLessThan(MOST_GROWTH);
  expect(large!.perNodeLookedAt / small!.perNodeLookedAt).toBeLessThan(MOST_GROWTH);
});
