import { nodeUtilization } from "../../../src/world/cluster/autoscaler/utilization.ts";
import type { Pod, ResourceList } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { ago, asSidecars, container, node, NOW, optional, pod } from "../kubernetes/objects.ts";

interface Amounts {
  cpuMilli?: number;
  memory?: number;
  gpu?: number;
}

interface UsingPod extends Amounts {
  daemonSet?: boolean;
  mirror?: boolean;
  deletedAgoS?: number;
  initContainers?: Amounts[];
  sidecars?: number[];
}

const GPU = "nvidia.com/gpu";
const list = ({ cpuMilli, memory, gpu }: Amounts): ResourceList =>
  ({ ...optional("cpu", cpuMilli === undefined ? undefined : `${cpuMilli}m`), ...optional("memory", memory?.toString()), ...optional(GPU, gpu?.toString()) });

function asPod(p: UsingPod, i: number): Pod {
  const inits = asSidecars((p.initContainers ?? []).map((c, j) => container(list(c), j)), p.sidecars);
  return pod({ containers: [container(list(p))], initContainers: inits }, {
    metadata: {
      name: `p${i}`,
      ...optional("deletionTimestamp", p.deletedAgoS === undefined ? undefined : ago(p.deletedAgoS)),
      ...optional("ownerReferences", p.daemonSet ? [{ kind: "DaemonSet", name: "ds", uid: "1", controller: true }] : undefined),
      ...optional("annotations", p.mirror ? { "kubernetes.io/config.mirror": "" } : undefined),
    },
  });
}

interface Input {
  node: Amounts & { gpuLabel?: boolean };
  pods: UsingPod[];
  skipDaemonSets?: boolean;
  skipMirror?: boolean;
}

export const check = answering((input: Input) => {
  const utilization = nodeUtilization(node("n", { allocatable: list(input.node) }), input.pods.map(asPod), NOW, {
    skipDaemonSetPods: input.skipDaemonSets === true,
    skipMirrorPods: input.skipMirror === true,
    ...optional("gpuResource", input.node.gpuLabel || input.node.gpu !== undefined ? GPU : undefined),
  });
  return utilization === undefined ? "error" : { utilization };
});
export const engineMatters = false;
