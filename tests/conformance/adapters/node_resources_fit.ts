import type { Container, ResourceList } from "../../../src/world/cluster/objects.ts";
import { addPod, nodeInfo, podInfo } from "../../../src/world/cluster/scheduler/node-info.ts";
import { insufficientResources } from "../../../src/world/cluster/scheduler/node-resources-fit.ts";
import { answering } from "../kubernetes/answering.ts";
import { asSidecars, container, node, optional, pod } from "../kubernetes/objects.ts";

type Amounts = Record<string, number>;
interface FitPod {
  containers: Amounts[];
  initContainers?: Amounts[];
  sidecars?: number[];
  overhead?: Amounts;
}

const list = (amounts: Amounts): ResourceList => Object.fromEntries(Object.entries(amounts).map(([name, n]) =>
  name === "cpuMilli" ? ["cpu", `${n}m`] : [name === "ephemeralStorage" ? "ephemeral-storage" : name, `${n}`]));

const containers = (all: readonly Amounts[]): Container[] => all.map((amounts, i) => container(list(amounts), i));

const asPod = (p: FitPod, name: string) => podInfo(pod({
  containers: containers(p.containers),
  ...optional("initContainers", p.initContainers && asSidecars(containers(p.initContainers), p.sidecars)),
  ...optional("overhead", p.overhead && list(p.overhead)),
}, { metadata: { name } }));

interface Input {
  allocatable: Amounts;
  existingPods: FitPod[];
  pod: FitPod;
  ignoredResources?: string[];
  ignoredResourceGroups?: string[];
}

export const check = answering((input: Input) => {
  const info = nodeInfo(node("n", { allocatable: list(input.allocatable) }));
  input.existingPods.forEach((p, i) => addPod(info, asPod(p, `p${i}`)));
  const ignored = { names: new Set(input.ignoredResources), groups: new Set(input.ignoredResourceGroups) };
  const lacking = insufficientResources(asPod(input.pod, "new"), info, ignored);
  const insufficient = lacking.filter(({ resource }) => resource !== "pods").map(({ resource, requested, used, capacity }) => ({ resource, requested, used, capacity }));
  const fits = { fits: lacking.length === 0, reasons: lacking.map(({ reason }) => reason) };
  return insufficient.length === 0 ? fits : { ...fits, insufficient };
});
export const engineMatters = false;
