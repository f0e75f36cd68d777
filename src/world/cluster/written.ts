import { z } from "zod";
import { size } from "../schema-parts.ts";
import type { ClusterSpec, NodeSpec } from "./spec.ts";

/** A cluster as people write it in a scenario file. */
const node = z.strictObject({
  machine: z.string(),
  controlPlane: z.boolean().default(false),
  labels: z.record(z.string(), z.string()).default({}),
  taints: z.array(z.strictObject({ key: z.string(), value: z.string().optional(), effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]) })).default([]),
  reserved: z.strictObject({ cpu: z.number().min(0).default(0.2), memory: size.prefault("1GiB") }).prefault({}),
  maxPods: z.int().min(1).default(110),
});

const hollow = z.strictObject({
  prefix: z.string().default("hollow-"),
  count: z.int().min(1),
  cpus: z.int().min(1).default(32),
  memory: size.prefault("128GiB"),
  maxPods: z.int().min(1).default(110),
  zones: z.array(z.string()).default([]),
});

export const clusterFile = z.strictObject({
  name: z.string().default("kubernetes"),
  version: z.string().default("v1.34.1"),
  nodes: z.array(node).default([]),
  hollow: z.array(hollow).default([]),
  manifests: z.array(z.string()).default([]),
  podSubnet: z.string().default("10.244"),
  serviceSubnet: z.string().default("10.96"),
});

export type ClusterFile = z.infer<typeof clusterFile>;

/** What was written, with its defaults filled in. */
export const clusterFrom = (file: ClusterFile): ClusterSpec => ({
  ...file,
  nodes: file.nodes.map(nodeFrom),
  hollow: file.hollow.map(({ memory, ...rest }) => ({ ...rest, memoryBytes: memory })),
});

const nodeFrom = ({ reserved, taints, ...rest }: ClusterFile["nodes"][number]): NodeSpec => ({
  ...rest,
  taints: taints.map(({ key, value, effect }) => ({ key, effect, ...(value === undefined ? {} : { value }) })),
  reserved: { cpuMilli: Math.round(reserved.cpu * 1000), memoryBytes: reserved.memory },
});
