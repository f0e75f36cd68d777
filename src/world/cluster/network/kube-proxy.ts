import { millis, SECOND, type Nanos } from "../../../kernel/time.ts";
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
  /** Facts that led to what it heard last about each service. */
  readonly because: Map<string, readonly number[]>;
  /** Services that have changed since it last looked. */
  dirty: Set<string>;
  /** What is being written into the kernel now; undefined takes rules away. Never changed. */
  writing: ReadonlyMap<string, ServiceRules | undefined>;
  wroteAt: Nanos;
  /** It waits to look, or writes. */
  busy: boolean;
}

export type Proxies = Map<string, Proxy>;

export const copyProxies = (proxies: Proxies): Proxies =>
  new Map([...proxies].map(([node, p]) => [node, { node, rules: p.rules.copy(), because: new Map(p.because), dirty: new Set(p.dirty), writing: p.writing, wroteAt: p.wroteAt, busy: p.busy }]));

/** From one writing of rules to the next look: changes that come in between wait. Source: `iptables.minSyncPeriod`; `pkg/proxy/runner`. */
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
  const proxy: Proxy = { node, rules: new Shelf(), because: new Map(), dirty: new Set(), writing: new Map(), wroteAt: -Infinity, busy: false };
  cluster.proxies.set(node, proxy);
  for (const { metadata } of cluster.store.all("Service")) changed(control, proxy, keyOf("Service", metadata));
}

function changed(control: Control, proxy: Proxy, service: string): void {
  proxy.dirty.add(service);
  if (control.causes.length > 0) proxy.because.set(service, control.causes);
  if (!proxy.busy) plan(control, proxy, Math.max(0, proxy.wroteAt + MIN_SYNC_PERIOD - control.env.now));
}

function plan({ env }: Control, proxy: Proxy, wait: Nanos): void {
  proxy.busy = true;
  env.after(wait, { type: "cluster", what: "proxy", node: proxy.node });
}

/** It looks at what has changed and begins to write, or is through with that. What changes while it writes is for the next time. */
export function proxyDue(control: Control, node: string): void {
  const { cluster, env } = control;
  const proxy = cluster.proxies.get(node);
  if (proxy === undefined) return;
  if (!machineRuns(control, node)) return plan(control, proxy, MIN_SYNC_PERIOD);
  if (proxy.writing.size > 0) return written(control, proxy);
  proxy.writing = new Map([...proxy.dirty].map((key) => [key, rulesOf(cluster.store, key)]));
  proxy.dirty = new Set();
  env.after(WRITING, { type: "cluster", what: "proxy", node });
}

function written(control: Control, proxy: Proxy): void {
  for (const [key, rules] of proxy.writing) {
    if (rules === undefined) proxy.because.delete(key);
    if (rules === undefined) proxy.rules.delete(key);
    else proxy.rules.set(key, rules);
  }
  proxy.writing = new Map();
  proxy.wroteAt = control.env.now;
  proxy.busy = false;
  if (proxy.dirty.size > 0) plan(control, proxy, MIN_SYNC_PERIOD);
}

/** A machine that stands still or is off gets its rules later. */
function machineRuns({ cluster, world }: Control, node: string): boolean {
  const machine = world.machines.get(kubeletOf(cluster, node)?.machine ?? "");
  return machine !== undefined && machine.up && !machine.paused;
}
