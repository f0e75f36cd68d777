import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { panelsOf, titleOf } from "../../src/lenses/lens.ts";
import type { Deployment, Service } from "../../src/world/cluster/objects.ts";
import { after, look, type Play } from "../world/scenes.ts";
import { ask, nodes } from "../world/cluster/clusters.ts";

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
