import { seconds } from "../../../kernel/time.ts";
import type { HollowSpec } from "../spec.ts";
import { create, update } from "../write.ts";
import { conditionOf } from "../objects.ts";
import { record } from "../record.ts";
import { enqueue, type Control } from "../loop.ts";
import { kubeletOf, type Kubelet } from "./kubelets.ts";
import { kubeletWorks, sayReady } from "./node-life.ts";
import { nodeConditions } from "./node-object.ts";
import { syncKey } from "./pod-worker.ts";

/**
 * The sign of life of a node: a Lease that its kubelet renews every ten seconds. It says nothing of pods; who misses it
 * for long enough takes the node for lost. Source: `component-helpers/apimachinery/lease/controller.go`.
 */

const NAMESPACE = "kube-node-lease";
const DURATION_S = 40;
const RENEW = seconds(DURATION_S * 0.25);
/** Hollow nodes are renewed in parts, one after the other: a hundred, and more where a part would be of more than ten nodes. */
const FEWEST_PARTS = 100;
const MOST_IN_PART = 10;

export function beginLease(control: Control, { node, turn }: Kubelet): void {
  renew(control, node);
  control.env.after(RENEW, { type: "cluster", what: "lease", node, turn });
}

function renew(control: Control, node: string): void {
  const renewTime = control.env.now;
  const known = update(control, "Lease", `${NAMESPACE}/${node}`, (lease) => ({ ...lease, spec: { ...lease.spec, renewTime } }));
  if (known === undefined) create(control, "Lease", { metadata: { name: node, namespace: NAMESPACE }, spec: { holderIdentity: node, leaseDurationSeconds: DURATION_S, renewTime } });
  putRight(control, node);
}

/**
 * With every renewal the kubelet looks whether the API server has its node as it is; one that was given up meanwhile is
 * put right, and so are its pods. Source: `kubelet_node_status.go`, updateNodeStatus; `status_manager.go`, needsReconcile.
 */
function putRight(control: Control, name: string): void {
  const { store } = control.cluster;
  const node = store.get("Node", name);
  if (node === undefined || conditionOf(node.status.conditions, "Ready")?.status !== "Unknown") return;
  const fresh = nodeConditions(control.env.now);
  record(control, { kind: "Node", object: node, type: "Normal", reason: "NodeReady", message: `Node ${name} status is now: NodeReady`, from: { component: "kubelet", host: name } });
  update(control, "Node", name, (n) => ({
    ...n, status: { ...n.status, conditions: n.status.conditions!.map((c) => (c.status === "Unknown" ? (conditionOf(fresh, c.type) ?? c) : c)) },
  }));
  for (const pod of store.podsOn(name)) enqueue(control, "kubelet", syncKey(pod));
}

/** The timer goes on while this life of the kubelet does; a machine that stands still renews nothing. */
export function leaseDue(control: Control, node: string, turn: number): void {
  const kubelet = kubeletOf(control.cluster, node);
  if (kubelet === undefined || kubelet.turn !== turn) return;
  control.env.after(RENEW, { type: "cluster", what: "lease", node, turn });
  if (!kubeletWorks(control, node)) return;
  renew(control, node);
  sayReady(control, node);
}

export const hollowNames = ({ prefix, count }: HollowSpec): string[] => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

export function planHollowLeases(control: Control): void {
  const { hollow } = control.cluster.spec;
  const parts = partsOf(hollow);
  for (let part = 0; part < Math.min(parts, largest(hollow)); part++) control.env.after((part * RENEW) / parts, { type: "cluster", what: "hollow-leases", part });
}

const largest = (hollow: readonly HollowSpec[]): number => Math.max(0, ...hollow.map(({ count }) => count));
const partsOf = (hollow: readonly HollowSpec[]): number => Math.max(FEWEST_PARTS, Math.ceil(largest(hollow) / MOST_IN_PART));

/** One part of the hollow nodes. They lie as far apart as there are parts. */
export function hollowLeasesDue(control: Control, part: number): void {
  control.env.after(RENEW, { type: "cluster", what: "hollow-leases", part });
  const { hollow } = control.cluster.spec;
  const parts = partsOf(hollow);
  for (const { prefix, count } of hollow) {
    for (let i = part; i < count; i += parts) if (kubeletWorks(control, `${prefix}${i}`)) renew(control, `${prefix}${i}`);
  }
}
