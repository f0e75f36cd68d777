import { seconds, SECOND, type Nanos } from "../../../kernel/time.ts";
import { pullPlug } from "../../hypervisor/power.ts";
import { findVm } from "../../hypervisor/vm.ts";
import { evict, evictionRefusal } from "../eviction-api.ts";
import { aside, type Control } from "../loop.ts";
import type { Node, Pod } from "../objects.ts";
import { record } from "../record.ts";
import { keyOfObject } from "../store.ts";
import { remove, update } from "../write.ts";
import { isReady, type NodeGroup } from "./node-group.ts";
import { canBeMoved, fitElsewhere } from "./removable.ts";
import { FROM_AUTOSCALER } from "./state.ts";
import { isDaemonSetPod, nodeUtilization } from "./utilization.ts";

/** Source: `cluster-autoscaler/config/flags/flags.go`. */
const UTILIZATION_THRESHOLD = 0.5;
const UNNEEDED_TIME: Nanos = seconds(600);
const DELAY_AFTER_ADD: Nanos = seconds(600);
const MAX_GRACEFUL_TERMINATION: Nanos = seconds(600);
const TO_BE_DELETED = "ToBeDeletedByClusterAutoscaler";

/**
 * Switches machines off that could be done without for ten minutes: little is requested of them, and all of it would find
 * room elsewhere. One that has to be emptied first at a time. Source: `core/scaledown/planner/planner.go`, `actuation/actuator.go`.
 */
export function scaleDown(control: Control, groups: readonly NodeGroup[]): void {
  const { autoscaler } = control.cluster;
  for (const node of [...autoscaler.removing.keys()]) goOnRemoving(control, node);
  for (const group of groups) for (const name of group.spec.machines) judge(control, name);
  if (autoscaler.removing.size > 0 || control.env.now - autoscaler.lastScaleUp < DELAY_AFTER_ADD) return;
  for (const { spec, size } of groups) {
    const name = size > spec.min ? spec.machines.find((machine) => control.env.now - (autoscaler.unneeded.get(machine) ?? Infinity) >= UNNEEDED_TIME) : undefined;
    if (name !== undefined) return beginRemoving(control, name);
  }
}

/** Keeps since when a node could be done without. */
function judge(control: Control, name: string): void {
  const { cluster: { autoscaler: { unneeded, removing }, store }, env } = control;
  const node = store.get("Node", name);
  if (node === undefined || removing.has(name) || !isReady(node) || !isUnneeded(control, node)) unneeded.delete(name);
  else if (!unneeded.has(name)) unneeded.set(name, env.now);
}

function isUnneeded(control: Control, node: Node): boolean {
  const { store } = control.cluster;
  const pods = store.podsOn(node.metadata.name);
  const utilization = nodeUtilization(node, pods, control.env.now);
  if (utilization === undefined || utilization >= UTILIZATION_THRESHOLD) return false;
  const moving = pods.filter((pod) => !isDaemonSetPod(pod));
  return moving.every((pod) => canBeMoved(store, pod)) && fitElsewhere(control, node.metadata.name, moving);
}

function beginRemoving(control: Control, name: string): void {
  const { cluster: { autoscaler, store }, env } = control;
  autoscaler.unneeded.delete(name);
  autoscaler.removing.set(name, env.now);
  record(control, { kind: "Node", object: store.get("Node", name)!, type: "Normal", reason: "ScaleDown", message: "marked the node as toBeDeleted/unschedulable", from: FROM_AUTOSCALER });
  update(control, "Node", name, (node) => ({ ...node, spec: { ...node.spec, taints: [...(node.spec.taints ?? []), { key: TO_BE_DELETED, value: `${Math.floor(env.now / SECOND)}`, effect: "NoSchedule" as const }] } }));
  goOnRemoving(control, name);
}

/** Pods are evicted as their budgets allow; when none is left the machine is switched off and the node goes. */
function goOnRemoving(control: Control, name: string): void {
  const { cluster: { autoscaler, store }, world, env } = control;
  const pods = store.podsOn(name).filter((pod) => !isDaemonSetPod(pod));
  for (const pod of pods) if (pod.metadata.deletionTimestamp === undefined && evictionRefusal(store, pod) === undefined) aside(control, () => evictFor(control, pod));
  if (pods.length > 0 && env.now - autoscaler.removing.get(name)! < MAX_GRACEFUL_TERMINATION) return;
  autoscaler.removing.delete(name);
  const node = store.get("Node", name);
  const fact = node && record(control, { kind: "Node", object: node, type: "Normal", reason: "ScaleDown", message: "node removed by cluster autoscaler", from: FROM_AUTOSCALER });
  const at = findVm(world, name);
  if (at !== undefined) pullPlug(world, at, fact === undefined ? [] : [fact], env);
  remove(control, "Node", name);
}

function evictFor(control: Control, pod: Pod): void {
  record(control, { kind: "Pod", object: pod, type: "Normal", reason: "ScaleDown", message: "deleting pod for node scale down", from: FROM_AUTOSCALER });
  evict(control, keyOfObject("Pod", pod));
}
