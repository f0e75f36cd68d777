import { z } from "zod";
import { readByteRate, readBytes } from "../quantity.ts";
import { count, duration, program, quantity, size } from "../schema-parts.ts";
import { fullName } from "./image.ts";
import { LIBRARY } from "./library.ts";
import { PLAIN, UNLIMITED, type ContainerSpec, type DockerSpec, type FileSpec, type ImageProgram, type ImageSpec, type RegistrySpec, type Settings } from "./spec.ts";

/** Images, registries and Docker hosts as people write them in a scenario file. */

const files = z.record(z.string(), z.string()).default({});
const words = z.preprocess((written) => (typeof written === "string" ? written.split(/\s+/) : written), z.array(z.string()));
const port = z.int().min(1).max(65_535);

const imageProgram = z.strictObject({
  name: z.string(),
  title: z.string().default(""),
  program: program.prefault("idle"),
  memory: size.prefault("8MiB"),
  threads: count.default(1),
  children: z.array(z.string()).default([]),
  /** What it exits with on SIGTERM; `ignored`: it has no handler. */
  onTerm: z.union([z.int().min(0).max(255), z.literal("ignored")]).default("ignored"),
  port: z.union([port, z.literal(0)]).default(0),
  page: z.string().default(""),
  warmUp: duration.prefault("0s"),
  warmWork: duration.prefault("0s"),
  check: duration.prefault("0s"),
  prints: z.array(z.string()).default([]),
  endsAfter: duration.optional(),
  endsWith: z.int().min(0).max(255).default(0),
  writes: z.array(z.string()).default([]),
  stopsIn: duration.prefault("0s"),
  needsEnv: z.array(z.string()).default([]),
  noticesAfter: duration.prefault("50ms"),
  asks: z.strictObject({ env: z.string(), port, which: z.enum(["all", "next"]).default("all"), paths: z.array(z.string()).default([]), elseExits: z.string().default("") }).optional(),
  trains: duration.optional(),
  saves: z.strictObject({ env: z.string(), costs: duration.prefault("0s") }).optional(),
  store: z.string().optional(),
});

const layer = z.strictObject({ by: z.string(), size: quantity(readBytes, "a size like 70MB"), compressed: z.boolean().default(true), files });

const image = z.strictObject({
  name: z.string(),
  from: z.string().optional(),
  distribution: z.string().optional(),
  layers: z.array(layer).default([]),
  entrypoint: words.optional(),
  cmd: words.optional(),
  env: z.array(z.string()).default([]),
  user: z.string().optional(),
  exposes: z.array(port).default([]),
  volumes: z.array(z.string()).default([]),
  programs: z.array(imageProgram).default([]),
});

/** Besides its own images a registry has all of the library. */
export const registry = z.strictObject({ speed: quantity(readByteRate, "a rate like 50MB/s").prefault("50MB/s"), images: z.array(image).default([]) });

const container = z.strictObject({
  name: z.string(),
  image: z.string(),
  command: words.default([]),
  env: z.array(z.string()).default([]),
  ports: z.array(z.string().regex(/^\d+:\d+$/, "a published port is HOST:INSIDE like 8080:80")).default([]),
  mounts: z.array(z.string().regex(/^[^:]+:\/[^:]*(:ro)?$/, "a mount is SOURCE:/PATH, with :ro if it may not be written")).default([]),
  network: z.string().default("bridge"),
  restart: z.enum(["no", "always", "unless-stopped", "on-failure"]).default("no"),
  cpus: z.number().positive().optional(),
  cpuShares: z.int().min(2).max(262_144).optional(),
  memory: size.optional(),
  pidsLimit: count.optional(),
  user: z.string().default(""),
  privileged: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  capAdd: z.array(z.string()).default([]),
  capDrop: z.array(z.string()).default([]),
  securityOpts: z.array(z.string()).default([]),
  runtime: z.string().default("runc"),
  records: z.int().min(0).default(0),
  running: z.boolean().default(true),
});

export const docker = z.strictObject({
  images: z.array(z.string()).default([]),
  networks: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  containers: z.array(container).default([]),
  clients: z.array(z.strictObject({ name: z.string(), port, perSecond: z.number().min(0) })).default([]),
  files,
  runc: z.string().regex(/^\d+\.\d+\.\d+$/, "a version of runc is like 1.1.11").optional(),
  unpacks: z.int().min(1).max(16).optional(),
  usernsRemap: z.boolean().optional(),
});

type Written<T extends z.ZodType> = z.infer<T>;

export function registryOf(written: Written<typeof registry> | undefined): RegistrySpec {
  const images = new Map<string, ImageSpec>(LIBRARY.map((known) => [fullName(known.name), known]));
  for (const one of written?.images ?? []) images.set(fullName(one.name), imageOf(one, images));
  return { bytesPerSecond: written?.speed ?? 50e6, images: [...images.values()] };
}

function imageOf(w: Written<typeof image>, known: ReadonlyMap<string, ImageSpec>): ImageSpec {
  const base = w.from === undefined ? undefined : known.get(fullName(w.from));
  return {
    name: w.name, distribution: w.distribution ?? base?.distribution ?? "", layers: [...(base?.layers ?? []), ...w.layers.map((l) => ({ by: l.by, bytes: l.size, ...(l.compressed ? {} : { plain: true }), files: filesOf(l.files) }))],
    entrypoint: w.entrypoint ?? base?.entrypoint ?? [], cmd: w.cmd ?? base?.cmd ?? [], env: [...(base?.env ?? []), ...w.env], user: w.user ?? base?.user ?? "",
    workdir: base?.workdir ?? "/", exposes: [...(base?.exposes ?? []), ...w.exposes], volumes: [...(base?.volumes ?? []), ...w.volumes], stopSignal: "SIGTERM",
    programs: [...w.programs.map(programOf), ...(base?.programs ?? [])],
  };
}

function programOf(p: Written<typeof imageProgram>): ImageProgram {
  return {
    name: p.name, title: p.title, program: p.program, memoryBytes: p.memory, threads: p.threads, children: p.children, onTerm: p.onTerm === "ignored" ? -1 : p.onTerm, stopsIn: p.stopsIn, needsEnv: p.needsEnv, noticesAfter: p.noticesAfter,
    port: p.port, page: p.page, warmUp: p.warmUp, warmWork: p.warmWork, check: p.check, prints: p.prints, writes: p.writes, ...(p.endsAfter === undefined ? {} : { ends: { after: p.endsAfter, status: p.endsWith } }),
    ...(p.asks === undefined ? {} : { asks: p.asks }), ...(p.trains === undefined ? {} : { trains: p.trains }), ...(p.saves === undefined ? {} : { saves: p.saves }), ...(p.store === undefined ? {} : { store: p.store }),
  };
}

const filesOf = (written: Readonly<Record<string, string>>): FileSpec[] => Object.entries(written).map(([path, text]) => ({ path: path.startsWith("/") ? path : `/${path}`, bytes: text.length, text }));

export function dockerOf(w: Written<typeof docker>): DockerSpec {
  return {
    images: w.images, networks: w.networks, volumes: w.volumes, containers: w.containers.map(containerOf), clients: w.clients, files: filesOf(w.files),
    ...(w.runc === undefined ? {} : { runc: w.runc }), ...(w.unpacks === undefined ? {} : { unpacks: w.unpacks }), ...(w.usernsRemap === undefined ? {} : { usernsRemap: w.usernsRemap }),
  };
}

function containerOf(w: Written<typeof container>): ContainerSpec {
  const limits = { ...UNLIMITED, nanoCpus: w.cpus === undefined ? -1 : Math.round(w.cpus * 1e9), cpuShares: w.cpuShares ?? -1, memoryBytes: w.memory ?? -1, pids: w.pidsLimit ?? -1 };
  const settings: Settings = {
    ...PLAIN, name: w.name, image: w.image, command: w.command, env: w.env, ports: w.ports.map((text) => ({ host: Number(text.split(":")[0]), inside: Number(text.split(":")[1]), address: "0.0.0.0" })),
    mounts: w.mounts.map(mountOf), network: w.network, restart: { policy: w.restart, most: 0 }, limits, user: w.user, privileged: w.privileged, readOnly: w.readOnly, capAdd: w.capAdd, capDrop: w.capDrop, securityOpts: w.securityOpts, runtime: w.runtime,
  };
  return { settings, records: w.records, running: w.running };
}

function mountOf(text: string): Settings["mounts"][number] {
  const [source = "", path = "", mode] = text.split(":");
  return { kind: source.startsWith("/") ? "bind" : "volume", source, path, readOnly: mode === "ro" };
}

/** Images that somebody names and nobody has. */
export function unknownImages(w: Written<typeof docker>, known: RegistrySpec): string[] {
  const names = new Set(known.images.map((one) => fullName(one.name)));
  return [...w.images, ...w.containers.map((c) => c.image)].filter((name) => !names.has(fullName(name)));
}

