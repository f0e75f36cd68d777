import { SECOND, type Nanos } from "../../../kernel/time.ts";
import { divided } from "../../gpu/gpu.ts";
import { layoutOf, WHOLE } from "../../gpu/profile.ts";
import { machineOf } from "../../machine/machine.ts";
import { kubeletOf } from "../kubelet/kubelets.ts";
import { requeue, type Control } from "../loop.ts";
import type { Node } from "../objects.ts";
import { asksForGpus, isHolding } from "../training/gpu.ts";
import { update } from "../write.ts";

/**
 * The MIG manager: divides the GPUs of a node as a label wishes. First it ends the device plugin, then it resets the
 * GPUs, which only works while nobody uses them; then the plugin starts anew. How far it is stands in another label. In
 * life a label has to be changed after a failure; here it tries again when the GPUs are free.
 * Source: `mig-parted/deployments/gpu-operator/nvidia-mig-manager`, reconfigure-mig.sh.
 */

export const MIG_CONFIG = "nvidia.com/mig.config";
const MIG_STATE = "nvidia.com/mig.config.state";

/** From the change of the label to the reset, and from there until the plugin has counted again. */
const CLIENTS_STOP: Nanos = 10 * SECOND;
const PLUGIN_START: Nanos = 5 * SECOND;

/** What is done about the wish of a node's label. */
export interface MigWork {
  readonly wanted: string;
  readonly phase: "stopping clients" | "starting the plugin" | "success" | "failed";
  /** When the phase is over. */
  readonly due: Nanos;
}

/** Brings a node's GPUs a step closer to what its label wishes; true while its device plugin does not run. */
export function divideGpus(control: Control, node: Node): boolean {
  const wanted = node.metadata.labels?.[MIG_CONFIG];
  const work = control.cluster.mig.get(node.metadata.name);
  if (wanted === undefined || !hasGpus(control, node)) return false;
  if (work?.wanted !== wanted || (work.phase === "failed" && layoutOf(wanted) !== undefined && !inUse(control, node))) return begin(control, node, wanted);
  if (work.phase === "success" || work.phase === "failed") return false;
  if (control.env.now < work.due) return true;
  if (work.phase === "starting the plugin") return enter(control, node, wanted, "success");
  if (inUse(control, node)) return enter(control, node, wanted, "failed");
  divideAll(control, node, wanted);
  return enter(control, node, wanted, "starting the plugin", PLUGIN_START);
}

const hasGpus = ({ world, cluster }: Control, { metadata: { name } }: Node): boolean => (world.machines.get(kubeletOf(cluster, name)?.machine ?? "")?.gpus.length ?? 0) > 0;

function begin(control: Control, node: Node, wanted: string): boolean {
  const { world, cluster } = control;
  if (layoutOf(wanted) === undefined) return enter(control, node, wanted, "failed");
  const there = world.machines.get(kubeletOf(cluster, node.metadata.name)!.machine)!.gpus.every(({ layout }) => layout === wanted);
  return there ? enter(control, node, wanted, "success") : enter(control, node, wanted, "stopping clients", CLIENTS_STOP);
}

/** True while the plugin does not run. */
function enter(control: Control, { metadata: { name } }: Node, wanted: string, phase: MigWork["phase"], lasts: Nanos = 0): boolean {
  const { cluster, env } = control;
  cluster.mig = new Map(cluster.mig).set(name, { wanted, phase, due: env.now + lasts });
  const state = phase === "success" || phase === "failed" ? phase : "pending";
  update(control, "Node", name, (node) => (node.metadata.labels?.[MIG_STATE] === state ? node : { ...node, metadata: { ...node.metadata, labels: { ...node.metadata.labels, [MIG_STATE]: state } } }));
  if (lasts > 0) requeue(control, "device-plugin", name, lasts);
  if (phase === "failed") env.note("gpuNotDivided", `node/${name}`, { wanted }, control.causes);
  return lasts > 0;
}

const inUse = ({ cluster: { store } }: Control, { metadata: { name } }: Node): boolean => store.podsOn(name).some((pod) => isHolding(pod) && asksForGpus(pod));

function divideAll({ world, cluster, env, causes }: Control, { metadata: { name } }: Node, wanted: string): void {
  const machine = machineOf(world, kubeletOf(cluster, name)!.machine)!;
  machine.gpus = machine.gpus.map((gpu) => divided(gpu, wanted, env.now));
  env.note("gpuDivided", `node/${name}`, { into: wanted === WHOLE ? "" : layoutOf(wanted)!.map((one) => one.name).join(" ") }, causes);
}
