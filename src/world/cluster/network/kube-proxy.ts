import { millis, SECOND, type Nanos } from "../../../kernel/time.ts";
import type { Cluster } from "../cluster.ts";
import { keyOf } from "../kinds.ts";
import { kubeletOf } from "../kubelet/kubelets.ts";
import type { Control, Loop } from "../loop.ts";
import { Shelf } from "../shelf.ts";
import type { Change } from "../store.ts";
import { rulesOf, serviceOfSlice, type ServiceRules } from "./rules.ts";

/** The kube-proxy of one node and the rules that it has given to that node's kernel. No traffic goes through itself. */
export interface Proxy {
  readonly node: string;
  readonly rules: Shelf<ServiceRules>;
  /** Services that have changed since the rules were last written. */
  dirty: Set<string>;
  ranAt: Nanos;
  planned: boolean;
}

export type Proxies = Map<string, Proxy>;

export const copyProxies = (proxies: Proxies): Proxies =>
  new Map([...proxies].map(([node, p]) => [node, { node, rules: p.rules.copy(), dirty: new Set(p.dirty), ranAt: p.ranAt, planned: p.planned }]));

/** Rules are written at most this often: changes that come in between wait. Source: `iptables.minSyncPeriod`; `pkg/proxy/runner`. */
const MIN_SYNC_PERIOD: Nanos = SECOND;
/** How long writing them takes: `iptables-restore` of what has changed. */
const WRITING: Nanos = millis(100);

/** A node of the world joins: its key among those of services. */
const NODE = "node ";

/**
 * Copies what the slices say into the kernel of every node, each in its own time: at once when nothing was written for a
 * second, else when that second is over. Until then connections go where they went before.
 * Source: `pkg/proxy/iptables/proxier.go`, syncProxyRules. Hollow nodes have none: nobody sends anything there.
 */
export const kubeProxy: Loop = {
  name: "kube-proxy",
  hears: {
    Service: ({ key }) => [key],
    EndpointSlice: ({ before, after }) => [serviceOfSlice((after ?? before)!)],
    Node: ({ key, before, after }: Change<"Node">) => (before === undefined && after !== undefined ? [NODE + key] : []),
  },
  sync(control, key) {
    if (key.startsWith(NODE)) return join(control, key.slice(NODE.length));
    for (const proxy of control.cluster.proxies.values()) changed(control, proxy, key);
  },
};

function join(control: Control, node: string): void {
  const { cluster } = control;
  const kubelet = kubeletOf(cluster, node);
  if (kubelet === undefined || kubelet.machine === "" || cluster.proxies.has(node)) return;
  const proxy: Proxy = { node, rules: new Shelf(), dirty: new Set(), ranAt: -Infinity, planned: false };
  cluster.proxies.set(node, proxy);
  for (const { metadata } of cluster.store.all("Service")) changed(control, proxy, keyOf("Service", metadata));
}

function changed(control: Control, proxy: Proxy, service: string): void {
  proxy.dirty.add(service);
  if (!proxy.planned) plan(control, proxy);
}

function plan({ env }: Control, proxy: Proxy): void {
  proxy.planned = true;
  const wait = Math.max(0, proxy.ranAt + MIN_SYNC_PERIOD - env.now);
  env.after(wait + WRITING, { type: "cluster", what: "proxy", node: proxy.node });
}

/** The rules of what has changed are in the kernel. A machine that stands still or is off gets them later. */
export function proxyDue(control: Control, node: string): void {
  const { cluster, env } = control;
  const proxy = cluster.proxies.get(node);
  if (proxy === undefined) return;
  proxy.planned = false;
  proxy.ranAt = env.now;
  if (!machineRuns(control, node)) return plan(control, proxy);
  for (const key of proxy.dirty) write(cluster, proxy, key);
  proxy.dirty = new Set();
}

function machineRuns({ cluster, world }: Control, node: string): boolean {
  const machine = world.machines.get(kubeletOf(cluster, node)?.machine ?? "");
  return machine !== undefined && machine.up && !machine.paused;
}

function write({ store }: Cluster, { rules }: Proxy, key: string): void {
  const now = rulesOf(store, key);
  if (now === undefined) rules.delete(key);
  else rules.set(key, now);
}
