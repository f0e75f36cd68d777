import { kib } from "../display/format-size.ts";
import { fixed } from "../display/format-number.ts";
import type { MachineRow, Observation } from "../world/observation.ts";
import { machineAt } from "./console.ts";
import { directoryInside, isInContainer, readInside } from "./container-files.ts";
import { pressureLines } from "./cgroup-files.ts";
import { imagesHere } from "./disk-images.ts";
import { groupDirectory, isCgroupPath, readGroupFile } from "./cgroup-tree.ts";
import { processOf } from "./own-process.ts";
import { namespaceLinks, processFiles } from "./process-files.ts";
import type { Seat } from "./verb.ts";

/** What reading a path gives: lines, or the reason why there are none. */
export type FileReading = { readonly lines: readonly string[] } | { readonly refused: string };

/** Absolute path of what was typed: `..`, `.` and doubled slashes are gone. */
export function resolve(path: string, directory: string): string {
  const pieces: string[] = [];
  for (const piece of (path.startsWith("/") ? path : `${directory}/${path}`).split("/")) {
    if (piece === "..") pieces.pop();
    else if (piece !== "" && piece !== ".") pieces.push(piece);
  }
  return `/${pieces.join("/")}`;
}

const FIXED: Readonly<Record<string, (machine: MachineRow, seen: Observation) => readonly string[]>> = {
  "/proc/meminfo": meminfo,
  "/proc/loadavg": (m, seen) => [`${fixed(m.load1, 2)} ${fixed(m.load5, 2)} ${fixed(m.load15, 2)} ${Math.round(m.runnable)}/${m.tasks} ${lastPid(m, seen)}`],
  "/proc/cpuinfo": cpuinfo,
  "/proc/version": (m) => [versionLine(m)],
  "/proc/uptime": (m, seen) => [`${fixed(m.uptime_s, 2)} ${fixed(m.uptime_s * m.cpus - busySeconds(m, seen), 2)}`],
  "/proc/cmdline": (m, seen) => [kernelCommandLine(m, seen)],
  "/proc/pressure/cpu": (m, seen) => pressureLines(m.path, "/", "cpu", seen),
  "/proc/pressure/io": (m, seen) => pressureLines(m.path, "/", "io", seen),
  "/proc/pressure/memory": (m, seen) => pressureLines(m.path, "/", "memory", seen),
  "/proc/swaps": swaps,
  "/etc/os-release": osRelease,
  "/etc/hostname": (m) => [m.name],
};

/** Files that a Linux has, that hold counters this world does not keep. */
const REAL: Readonly<Record<string, string>> = {
  "/proc/stat": "vmstat 1 and mpstat show how the CPUs spent the last second",
  "/proc/diskstats": "iostat -x shows the disks",
  "/proc/vmstat": "vmstat shows memory and paging",
  "/proc/interrupts": "vmstat shows interrupts per second, in column in",
  "/proc/mounts": "df shows the file system",
  "/proc/schedstat": "cat /proc/pressure/cpu shows how long tasks waited for a CPU",
  "/proc/softirqs": "vmstat shows interrupts per second, in column in",
  "/proc/partitions": "lsblk shows the disks",
  "/proc/filesystems": "df shows the file system",
  "/proc/modules": "uname -r says which kernel runs",
  "/proc/slabinfo": "cat /sys/fs/cgroup/memory.stat shows what the kernel itself takes",
  "/proc/zoneinfo": "cat /proc/meminfo shows the memory",
  "/proc/buddyinfo": "cat /proc/meminfo shows the memory",
  "/etc/passwd": "ps shows the users that run something",
  "/etc/hosts": "getent hosts NAME says what a name means",
  "/etc/resolv.conf": "getent hosts NAME says what a name means",
  "/etc/fstab": "df shows the file system",
  "/etc/debian_version": "cat /etc/os-release says which distribution this is",
};

/** Trees of the kernel of which nothing is kept. */
const TREES: readonly (readonly [path: RegExp, hint: string])[] = [
  [/^\/proc\/sys\//, "no setting of the kernel can be read or changed here"],
  [/^\/proc\/net\//, "ip shows the network devices"],
  [/^\/sys\/(block|class\/block)\//, "lsblk and iostat -x show the disks"],
  [/^\/sys\/devices\/system\/(cpu|node)\//, "lscpu describes the CPUs; they cannot be switched off"],
  [/^\/sys\/class\/net\//, "ip shows the network devices"],
  [/^\/sys\/(block|bus|class|devices|firmware|hypervisor|kernel|module|power)(\/|$)/, "of /sys only /sys/fs/cgroup is kept"],
];

const machineFiles: readonly string[] = Object.keys(FIXED);

/** Reads a file of the machine at this seat. Only what this world keeps is there; the rest says so. */
export function readFile(path: string, seen: Observation, seat: Seat): FileReading {
  const machine = machineAt(seat, seen);
  if (machine === undefined) return { refused: "No such file or directory" };
  const inside = readInside(path, seen, seat);
  if (inside !== undefined) return inside;
  const kept = engineFile(path, seen, seat);
  if (kept !== undefined) return { lines: kept };
  if (directory(path, seen, seat) !== undefined) return { refused: "Is a directory" };
  const whole = Object.hasOwn(FIXED, path) ? FIXED[path] : undefined;
  if (whole !== undefined) return { lines: whole(machine, seen) };
  if (imagesHere(seen, seat).some((image) => image.path === path)) return { refused: "a disk image, not text; qemu-img info tells about it" };
  if (Object.hasOwn(REAL, path)) return { refused: `a real file, not modelled here; ${REAL[path]}` };
  if (/^\/dev\/(zero|u?random|full)$/.test(path)) return { refused: "it would never end: reading it is not modelled here; dd if=/dev/zero of=FILE writes in a container" };
  const tree = TREES.find(([known]) => known.test(path));
  if (tree !== undefined) return { refused: `not modelled here; ${tree[1]}` };
  const [, pid, name] = /^\/proc\/(\d+|self)\/(\w+)$/.exec(path) ?? [];
  const process = pid === undefined ? undefined : processOf(pid, seen, seat);
  const read = process !== undefined && Object.hasOwn(processFiles, name!) ? processFiles[name!] : undefined;
  if (read !== undefined) return { lines: read(process!, machine) };
  if (process !== undefined) return { refused: `not modelled here; there are ${Object.keys(processFiles).join(", ")}` };
  if (isCgroupPath(path)) return readGroupFile(path, seen, seat) ?? { refused: "No such file or directory" };
  return { refused: "No such file or directory" };
}

/** Names in a directory; undefined when there is no such directory. */
export function directory(path: string, seen: Observation, seat: Seat): readonly string[] | undefined {
  if (isInContainer(seen, seat) && !/^\/(proc|sys)(\/|$)/.test(path)) return directoryInside(path, seen, seat);
  if (isCgroupPath(path)) return groupDirectory(path, seen, seat);
  const [, pid, links] = /^\/proc\/(\d+|self)(\/ns)?$/.exec(path) ?? [];
  const own = seen.tables.processes.filter((row) => row.machine === seat.machine);
  if (pid !== undefined && processOf(pid, seen, seat) === undefined) return undefined;
  if (pid !== undefined) return links === undefined ? [...Object.keys(processFiles), "ns"].sort() : namespaceLinks(pid, seen, seat).map(([name]) => name);
  const inside = (prefix: string): string[] => machineFiles.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  const images = imagesHere(seen, seat).map((image) => image.name);
  const known: Readonly<Record<string, () => string[]>> = {
    "/": () => ["dev", "etc", "proc", "root", "sys", ...(images.length > 0 ? ["var"] : [])],
    ...imageDirectories(images),
    "/dev": () => [...new Set([...(machineAt(seat, seen)?.hypervisor === "" && seen.tables.vms.some((vm) => vm.machine === seat.machine) ? ["kvm"] : []), "null", ...seen.tables.disks.filter((row) => row.machine === seat.machine && row.vm === "").map((row) => row.name)])].sort(),
    "/etc": () => inside("/etc/").sort(),
    "/proc": () => [...own.map((row) => row.pid).sort((a, b) => a - b).map(String), ...new Set([...inside("/proc/").map((name) => name.split("/")[0]!), "self"])].sort((a, b) => (/^\d/.test(a) && /^\d/.test(b) ? 0 : a < b ? -1 : 1)),
    "/proc/pressure": () => inside("/proc/pressure/").sort(),
    "/root": () => [...seen.tables.files.filter((f) => f.machine === seat.machine && f.container === "" && /^\/root\/[^/]+$/.test(f.path)).map((f) => f.path.slice(6)), ...namesIn("", seen)].sort(),
    "/sys": () => ["fs"],
    "/sys/fs": () => ["cgroup"],
  };
  const kept = path.startsWith("/root/") ? namesIn(`${path.slice(6)}/`, seen) : [];
  return kept.length > 0 ? kept : Object.hasOwn(known, path) ? known[path]!() : undefined;
}

/** Names in a directory of the learner's own files, given as it begins their paths. */
function namesIn(before: string, seen: Observation): string[] {
  const below = Object.keys(seen.cluster?.files ?? {}).filter((path) => path.startsWith(before));
  return [...new Set(below.map((path) => path.slice(before.length).split("/")[0]!))].sort();
}

/** Where libvirt keeps disk images, on a machine that has some. */
function imageDirectories(names: readonly string[]): Record<string, () => string[]> {
  if (names.length === 0) return {};
  return { "/var": () => ["lib"], "/var/lib": () => ["libvirt"], "/var/lib/libvirt": () => ["images"], "/var/lib/libvirt/images": () => [...names].sort() };
}

/** Files of one's own: Dockerfiles and directories that containers mount on a Docker host, manifests beside a cluster. */
function engineFile(path: string, seen: Observation, seat: Seat): readonly string[] | undefined {
  const own = path.startsWith("/root/") ? seen.cluster?.files[path.slice("/root/".length)] : undefined;
  if (own !== undefined) return own.replace(/\n$/, "").split("\n");
  const file = seen.tables.files.find((f) => f.machine === seat.machine && f.container === "" && f.path === path && f.readable);
  return file?.text.replace(/\n$/, "").split("\n");
}

export const exists = (path: string, seen: Observation, seat: Seat): boolean => directory(path, seen, seat) !== undefined || "lines" in readFile(path, seen, seat);

/** What the CPUs have worked so far: the root group's usage. */
const busySeconds = (m: MachineRow, seen: Observation): number => (seen.tables.groups.find((g) => g.machine === m.path && g.path === "/")?.usage_usec ?? 0) / 1e6;

/** How the boot loader called the kernel. */
export const kernelCommandLine = (m: MachineRow, seen: Observation): string => `BOOT_IMAGE=/boot/vmlinuz-${m.kernel} root=/dev/${rootDisk(m, seen)} ro quiet`;

const rootDisk = (m: MachineRow, seen: Observation): string => (m.host === "" ? (seen.tables.disks.find((disk) => disk.machine === m.path && disk.vm === "")?.name ?? "sda") : "vda");

const lastPid = (m: MachineRow, seen: Observation): number => Math.max(0, ...seen.tables.processes.filter((row) => row.machine === m.path).map((row) => row.pid));

/** What built a kernel: distributions sign theirs differently. */
const builder = (m: MachineRow): string =>
  /Alpine/.test(m.distribution)
    ? "(buildozer@build-3-22-x86_64) (gcc (Alpine 14.2.0) 14.2.0, GNU ld (GNU Binutils) 2.44)"
    : /Ubuntu/.test(m.distribution)
    ? "(buildd@lcy02-amd64-080) (x86_64-linux-gnu-gcc-13 (Ubuntu 13.3.0-6ubuntu2~24.04) 13.3.0, GNU ld (GNU Binutils for Ubuntu) 2.42)"
    : "(debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-14 (Debian 14.2.0-19) 14.2.0, GNU ld (GNU Binutils for Debian) 2.44)";

/** `uname -v`. */
export const kernelBuild = (m: MachineRow): string => (/Alpine/.test(m.distribution) ? "#1-Alpine SMP PREEMPT_DYNAMIC" : /Ubuntu/.test(m.distribution) ? `#${/-(\d+)-/.exec(m.kernel)?.[1] ?? "1"}-Ubuntu SMP PREEMPT_DYNAMIC` : "#1 SMP PREEMPT_DYNAMIC Debian");

export const versionLine = (m: MachineRow): string => `Linux version ${m.kernel} ${builder(m)} ${kernelBuild(m)}`;

function meminfo(m: MachineRow, seen: Observation): string[] {
  const own = seen.tables.processes.filter((row) => row.machine === m.path);
  const mapped = own.reduce((total, row) => total + row.shared, 0);
  const anon = own.reduce((total, row) => total + row.rss - row.shared, 0);
  const rows: readonly (readonly [string, number])[] = [
    ["MemTotal", m.mem_total],
    ["MemFree", m.mem_free],
    ["MemAvailable", m.mem_available],
    ["Buffers", 0],
    ["Cached", m.mem_cache],
    ["SwapCached", 0],
    ["SwapTotal", m.swap_total],
    ["SwapFree", m.swap_total - m.swap_used],
    ["AnonPages", anon],
    ["Mapped", mapped],
  ];
  return rows.map(([name, bytes]) => `${`${name}:`.padEnd(16)}${`${kib(bytes)}`.padStart(8)} kB`);
}

function cpuinfo(m: MachineRow): string[] {
  const one = (cpu: number): string[] => [
    `processor\t: ${cpu}`,
    `vendor_id\t: ${/AMD/.test(m.cpu_model) ? "AuthenticAMD" : "GenuineIntel"}`,
    `model name\t: ${m.cpu_model}`,
    `physical id\t: 0`,
    `siblings\t: ${m.cpus}`,
    `core id\t\t: ${cpu}`,
    `cpu cores\t: ${m.cpus}`,
    `flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic sse sse2 ht syscall nx lm${m.hypervisor === "" ? " vmx" : " hypervisor"}`,
    "",
  ];
  return Array.from({ length: m.cpus }, (_, cpu) => one(cpu)).flat();
}

function swaps(m: MachineRow): string[] {
  const head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority";
  return m.swap_total === 0 ? [head] : [head, `${SWAP_FILE.padEnd(40)}file\t\t${kib(m.swap_total)}\t\t${kib(m.swap_used)}\t\t-2`];
}

export const SWAP_FILE = "/swap.img";

function osRelease(m: MachineRow): string[] {
  const [, name = m.distribution, version = "", codename = ""] = /^(.*?) (\d[\w.]*)(?: \((\w+)\))?/.exec(m.distribution) ?? [];
  const id = name.split(/[ /]/)[0]!.toLowerCase();
  return [
    `PRETTY_NAME="${m.distribution}"`,
    `NAME="${name}"`,
    ...(version === "" ? [] : [`VERSION_ID="${version}"`, `VERSION="${codename === "" ? version : `${version} (${codename})`}"`]),
    ...(codename === "" ? [] : [`VERSION_CODENAME=${codename}`]),
    `ID=${id}`,
  ];
}
