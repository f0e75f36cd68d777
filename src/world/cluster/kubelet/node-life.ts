import { makePodNetwork } from "../../containers/node.ts";
import type { World } from "../../state.ts";
import { runningKernel, type Machine } from "../../machine/machine.ts";
import type { Cluster } from "../cluster.ts";
import { enqueue, type Control } from "../loop.ts";
import { conditionOf, type Node } from "../objects.ts";
import { record } from "../record.ts";
import type { HollowSpec, NodeSpec } from "../spec.ts";
import { create, update } from "../write.ts";
import { podPrefix } from "./address.ts";
import { kubeletOf, putKubelet, putWorker, type Kubelet } from "./kubelets.ts";
import { planLook } from "./eviction-manager.ts";
import { beginLease, hollowNames, planHollowLeases } from "./lease.ts";
import { hollowNodeOf, nodeConditions, nodeOf } from "./node-object.ts";
import { makeNodeCgroups } from "./pod-cgroup.ts";
import { isAlive, syncKey, type ContainerRun, type PodWorker } from "./pod-worker.ts";

/** How a node joins the cluster, and what its kubelet does whenever it starts: `pkg/kubelet/kubelet_node_status.go`, registerWithAPIServer. */

/** All that are up when the cluster begins. */
export function registerNodes(control: Control): void {
  const { spec } = control.cluster;
  for (const node of spec.nodes) {
    const machine = machineOfNode(control.world, node);
    if (machine?.up === true) startKubelet(control, machine, node);
  }
  for (const hollow of spec.hollow) for (const name of hollowNames(hollow)) registerHollow(control, hollow, name);
  planHollowLeases(control);
}

/** A node's machine is named as the world names it: `n1`, `atlas/n1`, or `n1` for a guest of any host. */
export function machineOfNode(world: World, { machine }: NodeSpec): Machine | undefined {
  return world.machines.get(machine) ?? [...world.machines.values()].find(({ name }) => name === machine);
}

export const nodeSpecOf = ({ spec }: Cluster, { path, name }: Machine): NodeSpec | undefined => spec.nodes.find(({ machine }) => machine === path || machine === name);

const IDLE = { running: true, turn: 1, addressesTaken: 0, used: {}, shortAt: -1, evicting: undefined };

function registerHollow(control: Control, spec: HollowSpec, name: string): void {
  const place = control.cluster.kubelets.nodes.size;
  putKubelet(control.cluster, { ...IDLE, node: name, machine: "", place, boot: 0 });
  create(control, "Node", hollowNodeOf(control.cluster.spec, spec, name, place, control.env.now));
}

/** The kubelet of a machine starts: the first time it registers its node, later it finds it and says that it is back. */
export function startKubelet(control: Control, machine: Machine, spec: NodeSpec): void {
  const { cluster, env } = control;
  const known = kubeletOf(cluster, machine.name);
  const place = known?.place ?? cluster.kubelets.nodes.size;
  const kubelet: Kubelet = { ...IDLE, ...known, running: true, node: machine.name, machine: machine.path, place, turn: (known?.turn ?? 0) + 1, boot: machine.boots };
  putKubelet(cluster, kubelet);
  makeNodeCgroups({ world: control.world, machine, env }, spec);
  makePodNetwork(machine, podPrefix(cluster.spec, place), env.now);
  const booted = known !== undefined && known.boot !== machine.boots;
  if (booted) for (const worker of [...cluster.kubelets.workers.values()]) if (worker.node === machine.name) lost(control, worker);
  if (cluster.store.get("Node", machine.name) === undefined) create(control, "Node", nodeOf(cluster.spec, spec, machine, place, env.now));
  else returned(control, kubelet, machine, booted);
  beginLease(control, kubelet);
  planLook(control, kubelet);
  lookAtAll(control, machine.name);
}

/** Pods that are bound to it, and those that it has begun with and whose objects are gone meanwhile. */
function lookAtAll(control: Control, node: string): void {
  const { store, kubelets } = control.cluster;
  for (const pod of store.podsOn(node)) enqueue(control, "kubelet", syncKey(pod));
  for (const worker of kubelets.workers.values()) if (worker.node === node) enqueue(control, "kubelet", syncKey(worker.pod));
}

/** Everything that ran is gone with the machine; containerd finds what is left of it on the disk. */
function lost(control: Control, worker: PodWorker): void {
  const finishedAt = control.env.now;
  const runs = worker.runs.map((run): ContainerRun => {
    if (!isAlive(run)) return run.stage === "pulling" ? { ...run, stage: run.ended === undefined ? "none" : "exited" } : run;
    const ended = { exitCode: 255, reason: "Unknown", startedAt: run.startedAt, finishedAt };
    return { ...run, stage: "exited", stopping: false, started: false, ready: false, before: run.ended, ended, waiting: undefined, because: control.causes };
  });
  putWorker(control.cluster, { ...worker, runs, sandbox: { ...worker.sandbox, stage: "none" } });
}

/** It is there again: Ready, whatever others have said of it meanwhile. */
function returned(control: Control, { node, turn }: Kubelet, machine: Machine, booted: boolean): void {
  const from = { component: "kubelet", host: node };
  const object = control.cluster.store.get("Node", node)!;
  if (booted) record(control, { kind: "Node", object, type: "Normal", reason: "Starting", message: "Starting kubelet.", from });
  if (booted) record(control, { kind: "Node", object, type: "Warning", reason: "Rebooted", message: `Node ${node} has been rebooted, boot id: ${turn}`, from });
  const wasReady = conditionOf(object.status.conditions, "Ready")?.status === "True";
  update(control, "Node", node, (n) => withKernel(wasReady ? n : ready(n, control.env.now), runningKernel(machine)));
  if (!wasReady) record(control, { kind: "Node", object, type: "Normal", reason: "NodeReady", message: `Node ${node} status is now: NodeReady`, from });
}

const withKernel = (node: Node, kernelVersion: string): Node =>
  node.status.nodeInfo === undefined || node.status.nodeInfo.kernelVersion === kernelVersion ? node : { ...node, status: { ...node.status, nodeInfo: { ...node.status.nodeInfo, kernelVersion } } };

function ready(node: Node, now: number): Node {
  const fresh = nodeConditions(now);
  const kept = (node.status.conditions ?? []).filter(({ type }) => !fresh.some((known) => known.type === type));
  return { ...node, status: { ...node.status, conditions: [...fresh, ...kept] } };
}

/** Its machine stands still: whatever it was going to do now, it does later. */
export function standsStill({ cluster, world }: Control, node: string): boolean {
  const kubelet = kubeletOf(cluster, node);
  const machine = world.machines.get(kubelet?.machine ?? "");
  return kubelet?.running === true && machine?.up === true && machine.paused && machine.boots === kubelet.boot;
}

/** It says that it is there, when others have come to say something else; and looks at all its pods. A node that somebody has deleted comes back only when its kubelet starts anew. */
export function sayReady(control: Control, node: string): void {
  const kubelet = kubeletOf(control.cluster, node);
  const object = control.cluster.store.get("Node", node);
  if (kubelet === undefined || object === undefined || conditionOf(object.status.conditions, "Ready")?.status === "True") return;
  const machine = control.world.machines.get(kubelet.machine);
  if (machine !== undefined) returned(control, kubelet, machine, false);
  lookAtAll(control, node);
}

/** Whether the kubelet of a node can do anything now: it runs, and so does its machine. */
export function kubeletWorks({ cluster, world }: Control, node: string): boolean {
  const kubelet = kubeletOf(cluster, node);
  if (kubelet?.running !== true) return false;
  if (kubelet.machine === "") return true;
  const machine = world.machines.get(kubelet.machine);
  return machine !== undefined && machine.up && !machine.paused && machine.boots === kubelet.boot;
}
