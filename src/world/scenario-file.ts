import type { z } from "zod";
import { didYouMean } from "../kernel/nearest.ts";
import { dockerOf, registryOf, unknownImages } from "./containers/written.ts";
import { choosingFrom } from "./choosing/written.ts";
import { clusterFrom, manifestProblems } from "./cluster/written.ts";
import type { Problem } from "./problem.ts";
import { scenarioFile, type app, type fleet, type host, type ScenarioFile, type vm } from "./scenario-schema.ts";
import type { AppSpec, FaultSpec, FleetSpec, HostSpec, Scenario, VmSpec } from "./scenario.ts";
import { type Place, readYaml } from "./yaml-source.ts";

export type ScenarioReading = { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly problems: readonly Problem[] };

type Written<T extends z.ZodType> = z.infer<T>;
type LineOf = (...path: readonly (string | number)[]) => number;

const LINUX = { distribution: "Debian GNU/Linux 13 (trixie)", kernel: "6.12.48+deb13-amd64" };
const WINDOWS = { distribution: "Microsoft Windows Server 2025", kernel: "10.0.26100.4652" };

/** Reads a scenario file. `name` is used when the file gives none. */
export function readScenario(text: string, name: string, place: Place): ScenarioReading {
  const read = readYaml(scenarioFile, text, place);
  return read.ok ? agreed(read.value, name, place.file, read.lineOf) : read;
}

/** The same for a scenario written inside another file's YAML, already parsed: all its problems stand in one line. */
export function scenarioReading(written: unknown, name: string, file: string, line = 1): ScenarioReading {
  return readScenario(JSON.stringify(written), name, { file, before: line - 1 });
}

function agreed(written: ScenarioFile, name: string, file: string, lineOf: LineOf): ScenarioReading {
  const problems = contradictions(written, lineOf).map((p) => ({ ...p, file }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, scenario: scenarioOf(written, name) };
}

/** What a person wrote, with every default filled in and every size in bytes. */
function scenarioOf(file: ScenarioFile, name: string): Scenario {
  const meters = file.sampleEvery === undefined ? undefined : { sampleEvery: file.sampleEvery };
  return { name: file.name ?? name, title: file.title, engine: file.engine, hosts: file.hosts.map(hostOf), faults: file.faults.map(faultOf), ...(file.fleet === undefined ? undefined : { fleet: fleetOf(file.fleet) }), ...meters, ...imagesFor(file), ...(file.cluster === undefined ? {} : { cluster: clusterFrom(file.cluster) }), ...(file.choosing === undefined ? {} : { choosing: choosingFrom(file.choosing) }), ...(file.training === undefined ? {} : { training: file.training }) };
}

/** Where no container runs, no registry is needed. */
const imagesFor = (file: ScenarioFile): Pick<Scenario, "registry"> => (dockers(file).length > 0 || file.cluster !== undefined ? { registry: registryOf(file.registry) } : {});

const dockers = (file: ScenarioFile) =>
  file.hosts.flatMap((h, i) => [{ docker: h.docker, path: ["hosts", i, "docker"] }, ...h.vms.map((v, j) => ({ docker: v.docker, path: ["hosts", i, "vms", j, "docker"] }))]).filter((m) => m.docker !== undefined);

const hollowNodes = ({ cluster }: ScenarioFile): string[] => (cluster?.hollow ?? []).flatMap(({ prefix, count }) => Array.from({ length: count }, (_, i) => `${prefix}${i}`));

/** Keys that were not written are not there. */
const faultOf = (written: ScenarioFile["faults"][number]): FaultSpec => Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined)) as unknown as FaultSpec;

function hostOf(h: Written<typeof host>): HostSpec {
  return {
    ...machineOf(h),
    cpus: h.cpus,
    cpuModel: h.cpuModel,
    memoryBytes: h.memory,
    disk: { name: h.disk.name, capacityBytes: h.disk.size, bytesPerSecond: h.disk.speed, latency: h.disk.latency, parallel: h.disk.parallel },
    nicBitsPerSecond: h.nic,
    ...(h.firstPid === undefined ? undefined : { firstPid: h.firstPid }),
    vms: h.vms.map(vmOf),
    ...(h.qemu === undefined ? undefined : { qemu: h.qemu }),
    ...(h.images.length === 0 ? undefined : { images: h.images.map(({ file, size, used, packages }) => ({ file, virtualBytes: size, usedBytes: used, packages })) }),
  };
}

function fleetOf(f: Written<typeof fleet>): FleetSpec {
  const { name, image, thin, running, load, vcpus, work, backlog, timeout } = f;
  return { name, image, thin, running, load, vcpus, memoryBytes: f.memory, systemBytes: f.system, overheadBytes: f.overhead, work, backlog, timeout };
}

function vmOf(v: Written<typeof vm>): VmSpec {
  return {
    ...machineOf(v),
    vcpus: v.vcpus,
    vcpusMax: v.vcpusMax ?? v.vcpus,
    memoryBytes: v.memory,
    memoryMaxBytes: v.memoryMax ?? v.memory,
    overheadBytes: v.overhead,
    cpuShares: v.cpuShares,
    diskBytes: v.diskSize,
    diskAllocatedBytes: v.diskUsed,
    ...devicesOf(v),
    running: v.running,
  };
}

/** Each GPU of a guest is a device of its host that vfio hands through, whole. */
function devicesOf({ devices = [], gpus = 0 }: Written<typeof vm>): Pick<VmSpec, "devices"> {
  const all = [...devices, ...Array.from({ length: gpus }, () => "vfio-pci")];
  return all.length === 0 ? {} : { devices: all };
}

function machineOf(m: Written<typeof host> | Written<typeof vm>) {
  const usual = m.os === "windows" ? WINDOWS : LINUX;
  return {
    name: m.name,
    os: m.os,
    distribution: m.distribution ?? usual.distribution,
    kernel: m.kernel ?? usual.kernel,
    ...(m.nextKernel === undefined ? {} : { nextKernel: m.nextKernel }),
    swapBytes: m.swap,
    systemBytes: m.system,
    apps: m.apps.map(appOf),
    ...(m.gpus === undefined ? {} : { gpus: m.gpus }),
    ...(m.groups === undefined ? {} : { groups: m.groups }),
    ...(m.docker === undefined ? {} : { docker: dockerOf(m.docker) }),
  };
}

function appOf(a: Written<typeof app>): AppSpec {
  return {
    name: a.name,
    command: a.command ?? a.name,
    user: a.user ?? a.name,
    ...(a.group === undefined ? undefined : { group: a.group }),
    processes: a.processes,
    threads: a.threads,
    nice: a.nice,
    oomScoreAdj: a.oomScoreAdj,
    memoryBytes: a.memory,
    autostart: a.autostart,
    restart: { policy: a.restart, delay: a.restartDelay },
    needs: a.needs,
    program: a.program,
  };
}

type Contradiction = Omit<Problem, "file">;

/** What each part allows by itself but the whole does not. */
function contradictions(file: ScenarioFile, lineOf: LineOf): Contradiction[] {
  const found: Contradiction[] = [];
  const machines = file.hosts.flatMap((h, i) => [{ m: h, path: ["hosts", i] }, ...h.vms.map((v, j) => ({ m: v, path: ["hosts", i, "vms", j] }))]);
  const apps = machines.flatMap(({ m, path }) => m.apps.map((a, k) => ({ name: a.name, a, path: [...path, "apps", k] })));
  found.push(...repeated(machines.map(({ m, path }) => ({ name: m.name, path })), "machine", lineOf), ...repeated(apps, "app", lineOf), ...repeated(file.faults.map((f, i) => ({ name: f.name, path: ["faults", i] })), "fault", lineOf));
  const appNames = apps.map(({ name }) => name);
  const vmNames = file.hosts.flatMap((h) => h.vms.map((v) => v.name));
  const kernels = [...vmNames, ...file.hosts.map((h) => h.name), ...dockers(file).flatMap(({ docker }) => docker!.containers.map((c) => c.name))];
  const dockerHosts = file.hosts.filter((h) => h.docker !== undefined).map((h) => h.name);
  for (const { a, path } of apps) found.push(...unknownNames(a.needs, appNames, "app", lineOf(...path, "needs")));
  file.faults.forEach((f, i) => {
    found.push(...unknownNames(f.start, appNames, "app", lineOf("faults", i, "start")));
    found.push(...unknownNames(f.stop, appNames, "app", lineOf("faults", i, "stop")));
    found.push(...unknownNames(f.lose ?? [], dockerHosts, "host with Docker", lineOf("faults", i, "lose")));
    for (const key of ["powerOff", "reboot", "freeze"] as const) found.push(...unknownNames(f[key] ?? [], [...machines.map(({ m }) => m.name), ...hollowNodes(file)], "machine", lineOf("faults", i, key)));
    found.push(...unknownNames(f.panic, kernels, "vm, host or container", lineOf("faults", i, "panic")));
  });
  for (const { docker, path } of dockers(file)) {
    const line = lineOf(...path);
    found.push(...unknownImages(docker!, registryOf(file.registry)).map((image) => ({ line, what: `there is no image "${image}" in the registry of this scenario` })));
  }
  file.hosts.forEach((h, i) => h.vms.forEach((v, j) => found.push(...tooMuch(v, lineOf("hosts", i, "vms", j)))));
  file.hosts.forEach((h, i) => found.push(...tooManyGpus(h, lineOf("hosts", i))));
  const files = file.hosts.flatMap((h) => h.images.map((image) => image.file));
  if (file.cluster !== undefined) found.push(...manifestProblems(file.cluster).map(({ place, what }) => ({ line: lineOf("cluster", "manifests", place), what })));
  if (file.fleet !== undefined) found.push(...unknownNames([file.fleet.image], files, "image", lineOf("fleet", "image")));
  return found;
}

function repeated(named: readonly { name: string; path: readonly (string | number)[] }[], kind: string, lineOf: LineOf): Contradiction[] {
  const seen = new Set<string>();
  return named.flatMap(({ name, path }) => {
    const first = !seen.has(name);
    seen.add(name);
    return first ? [] : [{ line: lineOf(...path, "name"), what: `there are two ${kind}s called "${name}", give one of them another name` }];
  });
}

const unknownNames = (names: readonly string[], known: readonly string[], kind: string, line: number): Contradiction[] =>
  names.filter((n) => !known.includes(n)).map((n) => ({ line, what: `there is no ${kind} "${n}" in this scenario${didYouMean(n, known)}` }));

function tooMuch(v: Written<typeof vm>, line: number): Contradiction[] {
  const found: Contradiction[] = [];
  if (v.vcpus > (v.vcpusMax ?? v.vcpus)) found.push({ line, what: `${v.name} starts with ${v.vcpus} vcpus but may have at most ${v.vcpusMax}, raise vcpusMax` });
  if (v.memory > (v.memoryMax ?? v.memory)) found.push({ line, what: `${v.name} starts with more memory than its memoryMax, raise memoryMax` });
  return found;
}

/** A device that was passed through is in one guest only. */
function tooManyGpus(h: Written<typeof host>, line: number): Contradiction[] {
  const passed = h.vms.reduce((sum, { gpus = 0 }) => sum + gpus, 0);
  return passed <= (h.gpus ?? 0) ? [] : [{ line, what: `the VMs of ${h.name} have ${passed} GPUs passed through, and ${h.name} has ${h.gpus ?? 0}` }];
}
