import { z } from "zod";
import { readBitRate, readByteRate, readBytes, readDuration } from "./quantity.ts";

/** Schemas of what people write in a scenario file: quantities carry their unit, most keys have a default. */

type Reader = (text: string) => number | undefined;

/** A quantity with its unit: refuses anything that its reader cannot read, and says how to write it. */
export const quantity = (read: Reader, what: string) =>
  z.any().transform((written: unknown, context): number => {
    const value = written === undefined || written === null ? undefined : read(String(written));
    if (value !== undefined) return value;
    const message = written === undefined ? `is missing, give ${what}` : `"${String(written)}" cannot be read, give ${what}`;
    context.addIssue({ code: "custom", message });
    return 0;
  });

export const duration = quantity(readDuration, "a duration like 40ms or 1.5s");
const size = quantity(readBytes, "a size like 12GiB or 512MiB");
const byteRate = quantity(readByteRate, "a rate like 2GB/s");
const bitRate = quantity(readBitRate, "a rate like 10Gb/s");
/** `unlimited` is the greatest number, not Infinity: a compiled scenario has to survive JSON. */
const asFastAsItGoes = quantity((text) => (text === "unlimited" ? Number.MAX_VALUE : readByteRate(text)), 'a rate like 200MB/s, or "unlimited"');

const name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, "a name starts with a letter and has letters, digits, - and _ only");
const count = z.int().min(1);

const serve = z.strictObject({
  kind: z.literal("serve"),
  perSecond: z.number().min(0),
  arrivals: z.enum(["steady", "poisson"]).default("poisson"),
  work: duration,
  spread: z.number().min(0).default(0),
  timeout: duration.prefault("1s"),
  backlog: z.int().min(0).default(1000),
});

const program = z.preprocess(
  (written) => (typeof written === "string" ? { kind: written } : written),
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("idle") }),
    z.strictObject({ kind: z.literal("busy") }),
    z.strictObject({ kind: z.literal("cycle"), run: duration, sleep: duration }),
    z.strictObject({ kind: z.literal("leak"), bytesPerSecond: byteRate }),
    serve,
    z.strictObject({ kind: z.literal("disk"), op: z.enum(["read", "write"]), bytes: size, depth: count.default(1), bytesPerSecond: asFastAsItGoes.prefault("unlimited") }),
    z.strictObject({ kind: z.literal("cache"), bytes: size, bytesPerSecond: byteRate }),
  ]),
);

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
  swap: size.prefault("0"),
  apps: z.array(app).default([]),
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
  vms: z.array(vm).default([]),
});

const fault = z.strictObject({
  name: z.string(),
  about: z.string(),
  start: z.array(z.string()).default([]),
  stop: z.array(z.string()).default([]),
  panic: z.array(z.string()).default([]),
});

export const scenarioFile = z.strictObject({
  name: z.string().optional(),
  title: z.string(),
  engine: z.enum(["sliced", "fluid"]).default("fluid"),
  sampleEvery: duration.optional(),
  hosts: z.array(host).min(1),
  faults: z.array(fault).default([]),
});

export type ScenarioFile = z.infer<typeof scenarioFile>;
