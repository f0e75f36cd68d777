import { counted } from "../../display/format-number.ts";
import { kib } from "../../display/format-size.ts";
import type { MachineRow, Observation } from "../../world/observation.ts";
import { groupAt } from "../cgroup-tree.ts";
import { isInContainer } from "../container-files.ts";
import { kernelBuild } from "../files.ts";
import { processOf } from "../own-process.ts";
import type { Seat, Verb } from "../verb.ts";
import { here, processesHere } from "./here.ts";
import { say } from "./say.ts";
import { listText } from "./tuning.ts";

export const uname: Verb = {
  path: "uname",
  about: "which kernel this machine runs",
  flags: [
    { name: "--all", short: "-a", about: "everything" },
    { name: "--kernel-name", short: "-s", about: "Linux, as without a flag" },
    { name: "--nodename", short: "-n", about: "the machine's name" },
    { name: "--kernel-release", short: "-r", about: "the kernel's release" },
    { name: "--kernel-version", short: "-v", about: "how it was built" },
    { name: "--machine", short: "-m", about: "the kind of CPU" },
    { name: "--operating-system", short: "-o", about: "GNU/Linux" },
  ],
  args: [],
  unmodelled: ["-p", "-i", "--processor", "--hardware-platform"],
  example: "uname -r",
  run({ flags }, seen, seat) {
    const machine = here(seen, seat);
    const parts: readonly (readonly [string, string])[] = [
      ["kernel-name", "Linux"],
      ["nodename", machine.name],
      ["kernel-release", machine.kernel],
      ["kernel-version", kernelBuild(machine)],
      ["machine", "x86_64"],
      ["operating-system", /Alpine/.test(machine.distribution) ? "Linux" : "GNU/Linux"],
    ];
    const chosen = parts.filter(([name]) => flags.all !== undefined || flags[name] !== undefined);
    return say([(chosen.length === 0 ? parts.slice(0, 1) : chosen).map(([, text]) => text).join(" ")]);
  },
};

export const nproc: Verb = {
  path: "nproc",
  about: "how many CPUs there are",
  flags: [{ name: "--all", about: "all that are installed: the same here" }],
  args: [],
  unmodelled: ["--ignore"],
  note: "it counts the CPUs that its group's cpuset leaves it; a limit of CPU time does not change it",
  run: ({ flags }, seen, seat) => say([`${flags.all === undefined ? usable(seen, seat) : here(seen, seat).cpus}`]),
};

/** The CPUs of the group that the asking program is in: sched_getaffinity(2). */
function usable(seen: Observation, seat: Seat): number {
  const group = processOf("self", seen, seat)?.group ?? "/";
  const cpus = groupAt(`/sys/fs/cgroup${group === "/" ? "" : group}`, seen, seat)?.cpuset_effective ?? "";
  if (cpus === "") return here(seen, seat).cpus;
  return cpus.split(",").reduce((sum, range) => sum + 1 + Number(range.split("-").at(-1)) - Number(range.split("-")[0]), 0);
}

export const lscpu: Verb = {
  path: "lscpu",
  about: "the CPUs, and whether a hypervisor stands below them",
  flags: [],
  args: [],
  unmodelled: ["-a", "-b", "-B", "-c", "-C", "-e", "-J", "-p", "-s", "-x", "-y", "--all", "--caches", "--extended", "--json", "--parse"],
  example: "lscpu | grep -i hyperv",
  note: "caches, flags, NUMA distances and vulnerabilities are not modelled",
  run: (_values, seen, seat) => say(cpuLines(here(seen, seat)).map(([name, value]) => `${name.padEnd(26)}${value}`.trimEnd())),
};

function cpuLines(machine: MachineRow): [string, string][] {
  const amd = /AMD/.test(machine.cpu_model);
  const all = listText(Array.from({ length: machine.cpus }, (_, cpu) => cpu));
  const virtual: [string, string][] = machine.hypervisor === "" ? [["  Virtualization:", amd ? "AMD-V" : "VT-x"]] : [["  Hypervisor vendor:", machine.hypervisor], ["  Virtualization type:", "full"]];
  return [
    ["Architecture:", "x86_64"],
    ["  CPU op-mode(s):", "32-bit, 64-bit"],
    ["  Byte Order:", "Little Endian"],
    ["CPU(s):", `${machine.cpus}`],
    ["  On-line CPU(s) list:", all],
    ["Vendor ID:", amd ? "AuthenticAMD" : "GenuineIntel"],
    ["  Model name:", machine.cpu_model],
    ["    Thread(s) per core:", "1"],
    ["    Core(s) per socket:", `${machine.cpus}`],
    ["    Socket(s):", "1"],
    ["Virtualization features:", ""],
    ...virtual,
    ["NUMA:", ""],
    ["  NUMA node(s):", "1"],
    ["  NUMA node0 CPU(s):", all],
  ];
}

export const reboot: Verb = {
  path: "reboot",
  about: "start this machine again, in order",
  flags: [],
  args: [],
  unmodelled: ["-f", "--force", "-p", "--poweroff", "-w", "--wtmp-only", "--halt"],
  example: "ssh borea reboot",
  note: "A host asks its VMs to shut down first (libvirt-guests) and does not start them again. It takes 30 s",
  run: (_values, seen, seat) => ({ kind: "act", command: { type: "reboot", machine: here(seen, seat).path }, then: [] }),
};

export const ver: Verb = {
  path: "ver",
  about: "which Windows this is",
  on: "windows",
  flags: [],
  args: [],
  run: (_values, seen, seat) => say(["", `Microsoft Windows [Version ${here(seen, seat).kernel}]`]),
};

export const systeminfo: Verb = {
  path: "systeminfo",
  about: "what this Windows machine is",
  on: "windows",
  flags: [],
  args: [],
  run(_values, seen, seat) {
    const machine = here(seen, seat);
    const mib = grouped(Math.floor(machine.mem_total / 2 ** 20));
    const rows: [string, string][] = [
      ["Host Name:", machine.name.toUpperCase()],
      ["OS Name:", `Microsoft ${machine.distribution.replace(/^Microsoft /, "")}`],
      ["OS Version:", `${machine.kernel} N/A Build ${machine.kernel.split(".")[2] ?? machine.kernel}`],
      ["System Manufacturer:", "QEMU"],
      ["System Type:", "x64-based PC"],
      ["Processor(s):", `${counted(machine.cpus, "Processor")} Installed.`],
      ["Total Physical Memory:", `${mib} MB`],
      ["Hyper-V Requirements:", "A hypervisor has been detected."],
    ];
    return say(["", ...rows.map(([name, value]) => name.padEnd(27) + value)]);
  },
};

export const tasklist: Verb = {
  path: "tasklist",
  about: "the processes of this Windows machine",
  on: "windows",
  flags: [],
  args: [],
  run(_values, seen, seat) {
    const row = (name: string, pid: string, session: string, number: string, memory: string): string => `${name.padEnd(25)} ${pid.padStart(8)} ${session.padEnd(16)} ${number.padStart(11)} ${memory.padStart(12)}`;
    const heads = [row("Image Name", "PID", "Session Name", "Session#", "Mem Usage"), row("=".repeat(25), "=".repeat(8), "=".repeat(16), "=".repeat(11), "=".repeat(12))];
    return say(["", ...heads, ...processesHere(seen, seat).map((one) => row(one.name.slice(0, 25), `${one.pid}`, "Services", "0", `${grouped(kib(one.rss))} K`))]);
  },
};

/** `8,192`: thousands apart. */
const grouped = (value: number): string => `${value}`.replace(/\B(?=(\d{3})+$)/g, ",");

export const detectVirt: Verb = {
  path: "systemd-detect-virt",
  about: "the hypervisor or container engine below, in one word",
  flags: [{ name: "--quiet", short: "-q", about: "only the status: 0 when there is one" }],
  args: [],
  unmodelled: ["--container", "-c", "--vm", "-v", "--chroot", "-r", "--list", "--private-users"],
  run({ flags }, seen, seat) {
    const { hypervisor } = here(seen, seat);
    const word = isInContainer(seen, seat) ? "docker" : hypervisor === "" ? "none" : hypervisor.toLowerCase();
    return say(flags.quiet === undefined ? [word] : [], word === "none" ? 1 : 0);
  },
};
