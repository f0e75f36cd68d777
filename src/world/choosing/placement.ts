import type { WorkloadSpec } from "./spec.ts";

/** Ways to run a workload, as they are typed: `lab place shop as pods`. */
export const KINDS = ["process", "vm", "compose", "pods", "own-nodes", "kata-pods", "metal"] as const;
export type PlacementKind = (typeof KINDS)[number];

export const KIND_NAMES: Readonly<Record<PlacementKind, string>> = {
  process: "a process on the host itself", vm: "a VM of its own", compose: "containers in a VM that they share, started by compose", pods: "pods on a cluster of node VMs",
  "own-nodes": "pods on node VMs of their own", "kata-pods": "pods with a small VM each", metal: "containers on the host itself",
};

/** Where a workload lives: on which host each of its copies is, and whose kernel answers it. */
export interface Placement {
  readonly workload: string;
  readonly kind: PlacementKind;
  /** A host for each copy. */
  readonly hosts: readonly string[];
  /** The VM that compose runs in. */
  readonly vm: string;
}

const MIB = 2 ** 20;

/** What a whole guest system holds besides its program, as in the chapter on its price. */
const VM_TAX = 470 * MIB;
const OTHER_OS_TAX = 2048 * MIB;
const CONTAINER_TAX = 8 * MIB;
const KATA_TAX = 160 * MIB;
/** A node's kubelet, runtime and network agents, besides its guest system. */
const NODE_TAX = 600 * MIB;
const CONTROL_PLANE = 2048 * MIB;

export const usesCluster = (kind: PlacementKind): boolean => kind === "pods" || kind === "own-nodes" || kind === "kata-pods";

/** Kernels by name, for one copy: workloads with the same one share it. */
function kernelOf({ kind, workload, vm }: Placement, host: string, copy: number): string {
  switch (kind) {
    case "process":
    case "metal":
      return host;
    case "vm":
      return `vm ${workload} ${copy + 1}`;
    case "compose":
      return `vm ${vm}`;
    case "pods":
      return `node on ${host}`;
    case "own-nodes":
      return `${workload}'s node on ${host}`;
    case "kata-pods":
      return `kata ${workload} ${copy + 1}`;
  }
}

export const kernelsOf = (p: Placement): string[] => p.hosts.map((host, i) => kernelOf(p, host, i));

/** Bytes on each host for everything that is placed: programs, and what carries them. Each carrier counts once. */
export function memoryByHost(placements: readonly Placement[], workloads: ReadonlyMap<string, WorkloadSpec>, hosts: readonly string[]): Map<string, number> {
  const bytes = new Map(hosts.map((host) => [host, 0]));
  const carriers = new Set<string>();
  const add = (host: string, n: number): void => void bytes.set(host, (bytes.get(host) ?? 0) + n);
  const carry = (name: string, host: string, n: number): void => {
    if (carriers.has(name)) return;
    carriers.add(name);
    add(host, n);
  };
  for (const p of placements) {
    const workload = workloads.get(p.workload)!;
    const tax = workload.traits.os === "own" ? OTHER_OS_TAX : VM_TAX;
    p.hosts.forEach((host, i) => {
      add(host, workload.memoryBytes + (p.kind === "kata-pods" ? KATA_TAX : p.kind === "vm" || p.kind === "process" ? 0 : CONTAINER_TAX));
      if (p.kind === "vm" || p.kind === "compose") carry(kernelOf(p, host, i), host, tax);
      if (usesCluster(p.kind)) carry(`${p.kind === "own-nodes" ? p.workload : "cluster"} node on ${host}`, host, VM_TAX + NODE_TAX);
    });
    if (usesCluster(p.kind)) carry("control plane", p.hosts[0]!, CONTROL_PLANE + VM_TAX);
  }
  return bytes;
}
