import type { Machine } from "../../machine/machine.ts";
import { findVm, isActive } from "../../hypervisor/vm.ts";
import { machineOfNode } from "../kubelet/node-life.ts";
import { nodeOf } from "../kubelet/node-object.ts";
import type { Control } from "../loop.ts";
import { conditionOf, type Node } from "../objects.ts";
import type { NodeGroupSpec, NodeSpec } from "../spec.ts";

/** A group of like machines that the autoscaler may switch on and off. Source: `cluster-autoscaler/cloudprovider/cloud_provider.go`, NodeGroup. */
export interface NodeGroup {
  readonly spec: NodeGroupSpec;
  /** How many are on, or on the way. */
  readonly size: number;
  /** Those that are off, in their order. */
  readonly off: readonly string[];
  /** Those that are on but no Ready nodes yet. */
  readonly upcoming: readonly string[];
}

export function nodeGroups({ cluster, world }: Control): NodeGroup[] {
  return cluster.spec.groups.map((spec) => {
    const on = spec.machines.filter((name) => isOn(findVm(world, name)));
    return {
      spec, size: on.length, off: spec.machines.filter((name) => !on.includes(name)),
      upcoming: on.filter((name) => !isReady(cluster.store.get("Node", name))),
    };
  });
}

const isOn = (at: ReturnType<typeof findVm>): boolean => at !== undefined && isActive(at.vm);

export const isReady = (node: Node | undefined): boolean => node !== undefined && conditionOf(node.status.conditions, "Ready")?.status === "True";

/** The node that a machine will be: what filters are tried on before it is there. Source: NodeGroup.TemplateNodeInfo. */
export function templateNode({ cluster, world, env }: Control, name: string): Node | undefined {
  const found = specAndMachine(cluster.spec.nodes, name, (spec) => machineOfNode(world, spec));
  return found && nodeOf(cluster.spec, found.spec, found.machine, 0, env.now);
}

function specAndMachine(nodes: readonly NodeSpec[], name: string, find: (spec: NodeSpec) => Machine | undefined): { spec: NodeSpec; machine: Machine } | undefined {
  const spec = nodes.find(({ machine }) => machine === name || machine.endsWith(`/${name}`));
  const machine = spec && find(spec);
  return machine && { spec: spec!, machine };
}
