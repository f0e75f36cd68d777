import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Moment } from "../../src/kernel/moment.ts";
import { seconds, SECOND } from "../../src/kernel/time.ts";
import { eventsPerSnapshot } from "../../src/kernel/timeline.ts";
import type { ApiRequest } from "../../src/world/cluster/command.ts";
import { putKubelet } from "../../src/world/cluster/kubelet/kubelets.ts";
import type { Deployment } from "../../src/world/cluster/objects.ts";
import { clusterFile, clusterFrom } from "../../src/world/cluster/written.ts";
import type { Command } from "../../src/world/command.ts";
import type { HostSpec, Scenario } from "../../src/world/scenario.ts";
import { world, type World, type WorldEvent } from "../../src/world/world.ts";
import { report, title } from "./statistics.ts";

type Cluster = Moment<World, Command, WorldEvent>;

const GIB = 2 ** 30;
const ZONES = ["a", "b", "c"];

/** Where the learner sits; it carries no pods. */
const seat: HostSpec = {
  name: "seat", os: "linux", distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64", cpus: 2, cpuModel: "", memoryBytes: 4 * GIB, swapBytes: 0, systemBytes: GIB,
  apps: [], disk: { name: "sda", capacityBytes: 1e11, bytesPerSecond: 1e9, latency: 1e5, parallel: 8 }, nicBitsPerSecond: 1e10, vms: [],
};

function empty(nodes: number): Cluster {
  const scenario: Scenario = { name: "scale", title: "scale", engine: "fluid", hosts: [seat], faults: [], cluster: clusterFrom(clusterFile.parse({ hollow: [{ count: nodes, zones: ZONES }] })) };
  return Moment.begin(world, scenario, 1);
}

const deployment = (name: string, replicas: number, image = "app:1"): Deployment => ({
  metadata: { name, namespace: "default", labels: { app: name } },
  spec: {
    replicas, selector: { matchLabels: { app: name } }, progressDeadlineSeconds: 600, revisionHistoryLimit: 10,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
    template: { metadata: { labels: { app: name } }, spec: { terminationGracePeriodSeconds: 30, containers: [{ name: "app", image, resources: { requests: { cpu: "500m", memory: "1Gi" } } }] } },
  },
  status: { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 0 },
});

function ask(t: Cluster, ...requests: ApiRequest[]): void {
  const result = t.apply({ type: "kube", line: "kubectl apply", requests });
  if (!result.ok) throw new Error(result.reason);
}

/** Lets time pass until something holds, looked at once a second; copies as often as a session does, and keeps the last copy. */
function until(t: Cluster, holds: () => boolean, most: number): { simulated: number; took: number; events: number; copies: number } {
  const [began, from, handled] = [cpuSeconds(), t.now, t.handled];
  let copied = t.handled;
  let kept: Cluster | undefined;
  let copies = 0;
  while (!holds() && t.now - from < seconds(most)) {
    const next = t.now + SECOND;
    while (t.queue.nextAt <= next) {
      t.handleNext();
      if (t.handled - copied >= eventsPerSnapshot(t.queue.size)) [copied, kept, copies] = [t.handled, t.copy(), copies + 1];
    }
    t.now = next;
  }
  return { simulated: (t.now - from) / SECOND, took: cpuSeconds() - began, events: t.handled - handled, copies: kept === undefined ? 0 : copies };
}

/** CPU time of this process: what else the machine does is left out. */
const cpuSeconds = (): number => process.cpuUsage().user / 1e6;

const bound = ({ state }: Cluster): number => {
  let count = 0;
  for (const pod of state.cluster!.store.all("Pod")) if (pod.spec.nodeName !== undefined && pod.metadata.deletionTimestamp === undefined) count++;
  return count;
};

/** As their Deployments have it: asked every second, so nobody goes through the pods for it. */
const ready = ({ state }: Cluster): number => {
  let count = 0;
  for (const { status } of state.cluster!.store.all("Deployment")) count += status.readyReplicas;
  return count;
};

function tell(what: string, { simulated, took, events, copies }: ReturnType<typeof until>): void {
  report(`${what}: simulated s in s`, `${simulated.toFixed(0)} in ${took.toFixed(1)}: ${(simulated / took).toFixed(1)} ×`);
  report(`${what}: events, µs each`, `${events}, ${((took * 1e6) / events).toFixed(1)} (${copies} copies)`);
}

/** What is in use, without what the next collection would clear away. */
const memory = (): string => {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return `${(process.memoryUsage().heapUsed / 2 ** 20).toFixed(0)} MiB`;
};

/** A cluster of hollow nodes is filled, rolled and loses a zone. */
export function benchCluster(nodes = 5000, podsPerNode = 30): void {
  const pods = nodes * podsPerNode;
  title(`Cluster: ${nodes} nodes, ${pods} pods`);
  const t = empty(nodes);
  const big = Math.min(10_000, Math.round(pods / 3));
  const others = Math.round((pods - big) / 10);
  ask(t, { do: "create", kind: "Deployment", object: deployment("big", big) }, ...Array.from({ length: 10 }, (_, i): ApiRequest => ({ do: "create", kind: "Deployment", object: deployment(`app-${i}`, others) })));
  const filled = until(t, () => ready(t) >= big + 10 * others, 3600);
  tell("fill", filled);
  report("fill: pods scheduled per second of our time", (bound(t) / filled.took).toFixed(0));
  report("memory", memory());
  ask(t, { do: "update", kind: "Deployment", object: { ...t.state.cluster!.store.get("Deployment", "default/big")!, spec: deployment("big", big, "app:2").spec } });
  tell(`roll ${big} replicas`, until(t, () => { const { status, metadata } = t.state.cluster!.store.get("Deployment", "default/big")!; return status.observedGeneration === metadata.generation && status.updatedReplicas === big && status.availableReplicas === big && status.replicas === big; }, 3600));
  for (const { metadata } of [...t.state.cluster!.store.all("Node")]) if (metadata.labels?.["topology.kubernetes.io/zone"] === "c") putKubelet(t.state.cluster!, { ...t.state.cluster!.kubelets.nodes.get(metadata.name)!, running: false });
  tell("a zone is lost, its first pods evicted", until(t, () => false, 420));
  report("memory", memory());
}
