import { registry, registryOf } from "../../../../src/world/containers/written.ts";
import type { KubeServiceRow } from "../../../../src/world/cluster/rows/services.ts";
import { after, fault, GIB, host, look, play, type Play } from "../../scenes.ts";
import { clusterScenario } from "../clusters.ts";

/** A web shop: one request takes 10 ms of CPU; it listens 15 s after its start, and ends at once when it is told to. */
const version = (n: number, warmUp: string): object => ({
  name: `shop:${n}`, from: "alpine:3.22", cmd: "shop",
  layers: [{ by: `COPY shop-${n} /bin/shop`, size: "12MB" }],
  programs: [{ name: "shop", program: { kind: "serve", work: "10ms", perSecond: 0, spread: 0 }, port: 8080, page: `shop ${n}`, warmUp, onTerm: 0, asks: { env: "DB_URL", port: 5432 } }],
});

export interface Shop {
  readonly replicas?: number;
  /** Lines of the container's spec, indented by 8. */
  readonly container?: readonly string[];
  readonly pod?: readonly string[];
  readonly deployment?: readonly string[];
  readonly load?: number;
  readonly warmUp?: string;
  readonly clients?: readonly object[];
  /** More manifests. */
  readonly more?: readonly string[];
}

/** Three nodes and a control plane; the shop is deployed, exposed on port 80, and clients come. */
export function shop({ replicas = 4, container = [], pod = [], deployment = [], load = 50, warmUp = "15s", more = [], clients = load > 0 ? [{ service: "shop", perSecond: load }] : [] }: Shop = {}): Play {
  const manifest = [
    "apiVersion: apps/v1", "kind: Deployment", "metadata: {name: shop}", "spec:", `  replicas: ${replicas}`, ...deployment.map((line) => `  ${line}`), "  selector: {matchLabels: {app: shop}}",
    "  template:", "    metadata: {labels: {app: shop}}", "    spec:", ...pod.map((line) => `      ${line}`), "      containers:", "      - name: shop", "        image: shop:1",
    "        resources: {requests: {cpu: 200m, memory: 64Mi}}", ...container.map((line) => `        ${line}`), "---",
    "apiVersion: v1", "kind: Service", "metadata: {name: shop}", "spec: {selector: {app: shop}, ports: [{port: 80, targetPort: 8080}]}",
  ].join("\n");
  const names = ["cp1", "n1", "n2", "n3"];
  const made = clusterScenario({
    nodes: names.map((machine) => (machine === "cp1" ? { machine, controlPlane: true, taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }] } : { machine })),
    manifests: [manifest, ...more], clients,
  }, names.map((name) => host([], { name, cpus: 4, memoryBytes: 8 * GIB })));
  return play({ ...made, faults: [fault("n2 stops", { panic: ["n2"] })], registry: registryOf(registry.parse({ images: [version(1, warmUp), version(2, warmUp)] })) });
}

export const serviceOf = (t: Play): KubeServiceRow => look(t).tables.kube_services.find(({ name }) => name === "shop")!;

/** What became of the requests between two moments. */
export function between(from: Play, to: Play): { readonly sent: number; readonly served: number; readonly errors: number; readonly refused: number; readonly timeouts: number } {
  const [a, b] = [serviceOf(from), serviceOf(to)];
  return { sent: b.sent - a.sent, served: b.served - a.served, errors: b.errors - a.errors, refused: b.refused - a.refused, timeouts: b.timeouts - a.timeouts };
}

export { after };
