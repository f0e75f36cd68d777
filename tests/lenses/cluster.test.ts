import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { panelsOf, titleOf } from "../../src/lenses/lens.ts";
import type { Container, Deployment, HorizontalPodAutoscaler, Service } from "../../src/world/cluster/objects.ts";
import { after, doing, fault, look, type Play } from "../world/scenes.ts";
import { ask, create, nodes, podOn } from "../world/cluster/clusters.ts";

const shop = (replicas: number, cpu: string, image = "busy:1"): Deployment => ({
  metadata: { name: "shop", namespace: "default" },
  spec: {
    replicas, selector: { matchLabels: { app: "shop" } }, strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
    template: { metadata: { labels: { app: "shop" } }, spec: { restartPolicy: "Always", terminationGracePeriodSeconds: 30, containers: [{ name: "shop", image, resources: { requests: { cpu } } }] } },
  },
  status: { replicas: 0, updatedReplicas: 0, readyReplicas: 0, availableReplicas: 0, unavailableReplicas: 0 },
});

const IMAGES = ["busy:1", "busy:2"].map((name) => ({ name, from: "alpine", cmd: ["busy"], programs: [{ name: "busy", memory: "16MiB" as never, program: "idle" as const }] }));

const cluster = after(nodes(["n1", "n2"], IMAGES), 5);
const three = after(ask(cluster, { do: "create", kind: "Deployment", object: shop(3, "1500m") }), 20);
const five = after(ask(three, { do: "update", kind: "Deployment", object: shop(5, "1500m") }), 5);

const drawn = (t: Play, title: string, columns = 76): string[] => {
  const panel = panelsOf("orchestration", look(t), []).find((o) => titleOf(o).startsWith(title))!.panel;
  return paint(panel, columns, 12).map((l) => lineText(l).trimEnd());
};

test("pods stand on their nodes, and those that fit nowhere on none", () => {
  expect(drawn(three, "Pods").toSorted((a, b) => a.localeCompare(b))).toEqual([expect.stringMatching(/^n1 {7}shop ●●?$/), expect.stringMatching(/^n2 {7}shop ●●?$/)]);
  expect(drawn(five, "Pods")).toEqual(["n1       shop ●●", "n2       shop ●●", "no node  shop ◌"]);
});

test("wish and world are told side by side", () => {
  expect(drawn(five, "Wish and world")).toEqual(["wish  wanted  there  ready  newest", "shop       5      5      4       5"]);
});

test("a node is full on paper while nearly nothing runs on it", () => {
  expect(drawn(five, "Nodes").map((row) => row.replaceAll(/[█▒░▓·]+/g, "…"))).toEqual([
    "n1 … 3.00 of 3.80 CPU asked for", "   … 0.00 used",
    "n2 … 3.00 of 3.80 CPU asked for", "   … 0.00 used",
  ]);
});

test("the scheduler's last decision says why nobody would do", () => {
  expect(drawn(five, "Where to?")).toEqual(["node  filters", "n1    ✗ Insufficient cpu", "n2    ✗ Insufficient cpu"]);
});

test("and what every plugin gave whom when there was a choice", () => {
  const first = after(ask(cluster, { do: "create", kind: "Deployment", object: shop(1, "500m") }), 20);
  const [head, ...rows] = drawn(first, "Where to?");
  expect(head).toBe("node  filters   free  balance  spread×2  score");
  expect(rows.map((row) => row.slice(14).trim())).toEqual(["91       93       100    384", "91       93       100    384"]);
  expect(rows.map((row) => row.slice(6, 14).trim()).toSorted((a, b) => a.localeCompare(b))).toEqual(["✓ chosen", "fits"].toSorted((a, b) => a.localeCompare(b)));
});

test("a rollout shows old and new beside each other, the newest first", () => {
  const moving = after(ask(three, { do: "update", kind: "Deployment", object: shop(3, "1500m", "busy:2") }), 0.3);
  expect(drawn(moving, "Rollout").map((row) => row.replaceAll(/ ?[█▒░▓·]+/g, ""))).toEqual(["busy:2 0 ready, 1 not yet", "busy:1 3 ready"]);
});

const service: Service = { metadata: { name: "shop", namespace: "default" }, spec: { selector: { app: "shop" }, ports: [{ port: 80, targetPort: 8080 }] }, status: {} };

test("a service without anybody behind it says that calls are refused; with pods it lists them", () => {
  const empty = after(ask(cluster, { do: "create", kind: "Service", object: service }), 2);
  expect(drawn(empty, "Services")[1]!.split(/\s{2,}/)).toEqual(["shop", "0", "0", "0", "0", "0", "-"]);
  expect(drawn(empty, "Endpoints").map((row) => row.replace(/10\.96\.\d+\.\d+/, "IP"))).toEqual(["shop  IP:80  selects app=shop", "nobody: calls are refused"]);
  const behind = after(ask(three, { do: "create", kind: "Service", object: service }), 2);
  expect(drawn(behind, "Endpoints").slice(1).map((row) => row.replace(/10\.244\.\d+\.\d+\s+shop-\S+/, "IP POD")).toSorted((a, b) => a.localeCompare(b)).map((row) => row.replace(/n[12]/, "NODE"))).toEqual(["  ● IP POD  on NODE", "  ● IP POD  on NODE", "  ● IP POD  on NODE"]);
});

test("a wish is handed down step by step, and each one's part is told with its time", () => {
  const two = after(ask(cluster, { do: "create", kind: "Deployment", object: shop(2, "500m") }), 20);
  const rows = drawn(two, "Who did what", 74).map((row) => row.replace(/^ *[\d.]+ m?s/, "TIME").replace(/shop-\S+/, "NAME"));
  expect(rows).toEqual([
    " after  who              what",
    "TIME  you              kubectl …",
    "TIME    deployment     Scaled up replica set NAME from 0 to 2",
    "TIME      replicaset   Created pod: NAME  (2 ×)",
    "TIME        scheduler  Successfully assigned default/NAME",
    'TIME          kubelet  Pulling image "busy:1"  (2 ×)',
    'TIME          kubelet  Successfully pulled image "busy:1" in 0.654s (0.…',
    "TIME          kubelet  Created container: shop  (2 ×)",
    "TIME          kubelet  Started container shop  (2 ×)",
  ]);
});

test("a machine that is off is said to be, though the API server does not know yet", () => {
  const dark = after(doing(nodes(["n1", "n2"], IMAGES, [fault("cut n2", { powerOff: ["n2"] })]), { type: "fault", name: "cut n2" }), 1);
  expect(drawn(dark, "Pods")).toEqual(["n1       ·", "n2       ·  the machine is off"]);
});

test("on the tightest node pods stand in the order in which they would be evicted", () => {
  const sized = (name: string, size: string) => ({ name, from: "alpine", cmd: [name], programs: [{ name, memory: size as never, program: "idle" as const }] });
  const start = nodes(["n1", "n2"], [sized("tidy", "600MiB"), sized("greedy", "500MiB"), sized("loose", "200MiB")]);
  const memory = (amount: string): Partial<Container> => ({ resources: { requests: { cpu: "100m", memory: amount }, limits: { cpu: "100m", memory: amount } } });
  const t = after(create(start, podOn("n1", "tidy", { image: "tidy", ...memory("1Gi") }), podOn("n1", "greedy", { image: "greedy", resources: { requests: { memory: "64Mi" } } }), podOn("n1", "loose", { image: "loose" })), 10);
  expect(drawn(t, "Who goes first")).toEqual([
    "pod     class       asked for     uses    above",
    "greedy  Burstable    64.0 MiB  502 MiB  438 MiB",
    "loose   BestEffort        0 B  201 MiB  201 MiB",
    "tidy    Guaranteed    1.0 GiB  602 MiB        -",
  ]);
});

const LIVES = [
  { name: "dies:1", from: "alpine", cmd: ["dies"], programs: [{ name: "dies", memory: "16MiB" as never, endsAfter: "5s" as never, endsWith: 1 }] },
  { name: "eats:1", from: "alpine", cmd: ["eats"], programs: [{ name: "eats", memory: "16MiB" as never, program: { kind: "leak" as const, bytesPerSecond: "8MiB/s" as never } }] },
];
const dark = [{ name: "dark", about: "n2 has no power", start: [], stop: [], panic: [], powerOff: ["n2"] }];

test("lives: how each pod's container is, how it ended last, and when it is tried again", () => {
  const born = create(nodes(["n1", "n2"], LIVES, dark), podOn("n1", "dies", { image: "dies:1" }), podOn("n1", "eats", { image: "eats:1", resources: { limits: { memory: "128Mi" } } }), podOn("n2", "still"));
  const lives = (t: Play): string[] => paint(panelsOf("orchestration", look(t), ["Lives"])[0]!.panel, 76, 12).map((l) => lineText(l).trimEnd());
  expect(lives(after(born, 14))).toEqual([
    "pod    node  now                 restarts  last end  next try",
    "dies   n1    ✗ CrashLoopBackOff         1  exit 1    in 8 s",
    "eats   n1    ● Running                  0  -         -",
    "still  n2    ● Running                  0  -         -",
  ]);
  const lost = after(doing(after(born, 14), { type: "fault", name: "dark" }), 60);
  expect(lives(lost).filter((row) => !row.startsWith("dies"))).toEqual([
    expect.stringMatching(/^pod/),
    expect.stringMatching(/^eats {3}n1 .* 137 OOMKilled /),
    expect.stringMatching(/^still {2}n2 {4}\? not heard of +0 {2}-/),
  ]);
});

test("an autoscaler's looks: how many pods, what it measured, what it made of that", () => {
  const hpa: HorizontalPodAutoscaler = {
    metadata: { name: "shop", namespace: "default" },
    spec: { scaleTargetRef: { kind: "Deployment", name: "shop" }, minReplicas: 1, maxReplicas: 5, metrics: [{ type: "Resource", resource: "cpu", averageUtilization: 50 }] },
    status: { currentReplicas: 0, desiredReplicas: 0, conditions: [] },
  };
  const looked = ask(three, { do: "create", kind: "HorizontalPodAutoscaler", object: hpa });
  const rows = (t: Play): string[] => drawn(t, "Looks").map((row) => row.replaceAll(/[█▒░▓·]+/g, "…").replace(/^\d+ s ago +… /, ""));
  const calm = after(looked, 62);
  expect(rows(calm)).toEqual(Array.from({ length: 4 }, () => "3 at 0%: wants 0, stays"));
  const shrunk = after(calm, 290);
  expect(rows(shrunk)).toContain("3 at 0%: wants 0, −2");
  expect(rows(shrunk).at(-1)).toBe("1 at 0%: wants 0, stays");
  expect(look(shrunk).tables.hpas[0]).toMatchObject({ rescales: 1, current: 1, desired: 1 });
});
