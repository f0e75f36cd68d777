import { z } from "zod";
import { choosingFile } from "./choosing/written.ts";
import { clusterFile } from "./cluster/written.ts";
import { trainingFile } from "./training/written.ts";
import { docker, registry } from "./containers/written.ts";
import { bitRate, byteRate, count, duration, groups, name, program, size } from "./schema-parts.ts";

/** Schemas of what people write in a scenario file. */

export const app = z.strictObject({
  name,
  command: z.string().optional(),
  user: z.string().optional(),
  group: z.string().regex(/^(\/[^/\s]+)+$/, "a group is a cgroup path like /system.slice/shop.service").optional(),
  processes: count.default(1),
  threads: count.default(1),
  nice: z.int().min(-20).max(19).default(0),
  oomScoreAdj: z.int().min(-1000).max(1000).default(0),
  memory: size.prefault("16MiB"),
  autostart: z.boolean().default(true),
  restart: z.enum(["no", "always"]).default("no"),
  restartDelay: duration.prefault("1s"),
  needs: z.array(z.string()).default([]),
  program: program.prefault("idle"),
});

const machine = {
  name,
  os: z.enum(["linux", "windows"]).default("linux"),
  distribution: z.string().optional(),
  kernel: z.string().optional(),
  nextKernel: z.string().optional(),
  swap: size.prefault("0"),
  apps: z.array(app).default([]),
  groups: groups.optional(),
  gpus: z.int().min(1).max(16).optional(),
  /** A Docker engine runs here. */
  docker: docker.optional(),
};

const disk = z.strictObject({
  name: name.default("nvme0n1"),
  size: size.prefault("1TB"),
  speed: byteRate.prefault("2GB/s"),
  latency: duration.prefault("80us"),
  parallel: count.default(8),
});

export const vm = z.strictObject({
  ...machine,
  system: size.prefault("256MiB"),
  vcpus: count,
  vcpusMax: count.optional(),
  memory: size,
  memoryMax: size.optional(),
  overhead: size.prefault("120MiB"),
  cpuShares: z.int().min(1).max(10_000).default(100),
  diskSize: size.prefault("40GiB"),
  diskUsed: size.prefault("4GiB"),
  devices: z.array(z.string()).optional(),
  running: z.boolean().default(true),
});

export const host = z.strictObject({
  ...machine,
  system: size.prefault("1GiB"),
  cpus: z.int().min(1).max(1024),
  cpuModel: z.string().default("AMD EPYC 9354P 32-Core Processor"),
  memory: size,
  disk: disk.prefault({}),
  nic: bitRate.prefault("10Gb/s"),
  firstPid: z.int().min(1000).max(4_000_000).optional(),
  vms: z.array(vm).default([]),
  qemu: z.string().regex(/^\d+\.\d+\.\d+$/, "a version of QEMU is like 10.0.2").optional(),
  images: z.array(z.strictObject({ file: z.string().regex(/^[\w.-]+\.qcow2$/, "an image is a file like stock.qcow2"), size: size.prefault("10GiB"), used: size.prefault("1GiB"), packages: z.array(z.string()).default([]) })).default([]),
});

export const fleet = z.strictObject({
  name,
  image: z.string(),
  thin: z.boolean().default(false),
  running: z.int().min(0).max(100).default(0),
  load: z.number().min(0).max(5000).default(0),
  vcpus: count.default(2),
  memory: size.prefault("128MiB"),
  system: size.prefault("350MiB"),
  overhead: size.prefault("120MiB"),
  work: duration.prefault("20ms"),
  backlog: z.int().min(0).default(25),
  timeout: duration.prefault("2s"),
});

const fault = z.strictObject({
  name: z.string(),
  about: z.string(),
  start: z.array(z.string()).default([]),
  stop: z.array(z.string()).default([]),
  panic: z.array(z.string()).default([]),
  lose: z.array(z.string()).optional(),
  crash: z.array(z.string()).optional(),
  deadlock: z.array(z.string()).optional(),
  leak: z.array(z.strictObject({ app: z.string(), bytesPerSecond: byteRate })).optional(),
  blip: z.array(z.strictObject({ app: z.string(), lasts: duration })).optional(),
  powerOff: z.array(z.string()).optional(),
  reboot: z.array(z.string()).optional(),
  freeze: z.array(z.string()).optional(),
  failGpus: count.optional(),
  hogGpu: z.array(z.strictObject({ app: z.string(), bytesPerSecond: byteRate })).optional(),
});

export const scenarioFile = z.strictObject({
  name: z.string().optional(),
  title: z.string(),
  engine: z.enum(["sliced", "fluid"]).default("fluid"),
  sampleEvery: duration.optional(),
  hosts: z.array(host).min(1),
  fleet: fleet.optional(),
  faults: z.array(fault).default([]),
  registry: registry.optional(),
  cluster: clusterFile.optional(),
  choosing: choosingFile.optional(),
  training: trainingFile.optional(),
});

export type ScenarioFile = z.infer<typeof scenarioFile>;
