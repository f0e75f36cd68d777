import { z } from "zod";
import { readBitRate, readByteRate, readBytes, readDuration } from "./quantity.ts";

/** Quantities and programs as people write them: every quantity carries its unit, most keys have a default. */

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
export const size = quantity(readBytes, "a size like 12GiB or 512MiB");
export const byteRate = quantity(readByteRate, "a rate like 2GB/s");
export const bitRate = quantity(readBitRate, "a rate like 10Gb/s");
/** `unlimited` is the greatest number, not Infinity: a compiled scenario has to survive JSON. */
const asFastAsItGoes = quantity((text) => (text === "unlimited" ? Number.MAX_VALUE : readByteRate(text)), 'a rate like 200MB/s, or "unlimited"');

export const name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, "a name starts with a letter and has letters, digits, - and _ only");
export const count = z.int().min(1);

const serve = z.strictObject({
  kind: z.literal("serve"),
  perSecond: z.number().min(0),
  arrivals: z.enum(["steady", "staggered", "poisson"]).default("poisson"),
  work: duration,
  onGpu: duration.prefault("0s"),
  gpuMemory: size.optional(),
  gpuPerRequest: size.optional(),
  spread: z.number().min(0).default(0),
  timeout: duration.prefault("1s"),
  backlog: z.int().min(0).default(1000),
});

export const program = z.preprocess(
  (written) => (typeof written === "string" ? { kind: written } : written),
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("idle") }),
    z.strictObject({ kind: z.literal("busy") }),
    z.strictObject({ kind: z.literal("cycle"), run: duration, sleep: duration }),
    z.strictObject({ kind: z.literal("leak"), bytesPerSecond: byteRate }),
    z.strictObject({ kind: z.literal("burst"), every: duration, work: duration }),
    z.strictObject({ kind: z.literal("spike"), bytes: size, every: duration, lasts: duration, leaksAfter: duration.prefault("1000h"), bytesPerSecond: byteRate.prefault("0B/s") }),
    z.strictObject({ kind: z.literal("fork"), every: duration, children: z.enum(["fork", "wait"]).default("fork") }),
    z.strictObject({ kind: z.literal("allocate"), bytes: size, piece: size.prefault("256KiB"), bytesPerSecond: asFastAsItGoes.prefault("unlimited") }),
    z.strictObject({ kind: z.literal("read"), file: z.string(), bytes: size, passes: count.default(1) }),
    serve,
    z.strictObject({ kind: z.literal("disk"), op: z.enum(["read", "write"]), bytes: size, depth: count.default(1), bytesPerSecond: asFastAsItGoes.prefault("unlimited") }),
    z.strictObject({ kind: z.literal("cache"), bytes: size, bytesPerSecond: byteRate }),
  ]),
);

/** `/api: { cpu.max: 200000 100000 }`: groups by path, and what their files say. */
export const groups = z.record(
  z.string().regex(/^(\/[^/\s]+)+$/, "a group is a cgroup path like /system.slice/shop.service"),
  z.record(z.string().regex(/^(cgroup|cpu|cpuset|memory|io|pids)\.[\w.]+$/, "a file of a cgroup, like cpu.max"), z.union([z.string(), z.number()]).transform(String)),
);
