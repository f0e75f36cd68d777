import { fixed } from "../../display/format-number.ts";
import { kib } from "../../display/format-size.ts";
import { dateText, epochSeconds } from "../../display/format-time.ts";
import { line, type Line } from "../../display/line.ts";
import type { Fact } from "../../kernel/facts.ts";
import { toSeconds } from "../../kernel/time.ts";
import type { MachineRow, Observation } from "../../world/observation.ts";
import { SWAP_FILE, kernelCommandLine, versionLine } from "../files.ts";
import type { Seat, Verb } from "../verb.ts";
import { disksHere, here } from "./here.ts";

/** A line of the kernel's log; `at` is seconds since it booted. */
interface Message {
  readonly at: number;
  readonly text: string;
}

export const dmesg: Verb = {
  path: "dmesg",
  about: "the kernel's messages: how it started, whom it killed",
  flags: [
    { name: "--ctime", short: "-T", about: "with the date and time of day" },
    { name: "--notime", short: "-t", about: "without times" },
  ],
  args: [],
  unmodelled: ["-w", "-W", "-H", "-k", "-l", "-L", "-x", "-c", "-C", "-d", "-e", "-f", "-n", "-r", "-u", "-P", "--follow", "--human", "--level", "--since", "--until", "--clear"],
  example: "dmesg | grep -i oom",
  note: "of what a kernel says at boot only a few lines are kept; OOM kills are told as the kernel tells them",
  run({ flags }, seen, seat) {
    const booted = epochSeconds(seen.now) - here(seen, seat).uptime_s;
    const stamp = (at: number): string => {
      if (flags.notime !== undefined) return "";
      return flags.ctime === undefined ? `[${fixed(at, 6).padStart(12)}] ` : `[${dateText(Math.floor(booted + at)).replace(" UTC", "")}] `;
    };
    return { kind: "say", lines: [...bootMessages(seen, seat), ...killMessages(seen, seat)].map((message): Line => line(stamp(message.at) + message.text)) };
  },
};

function bootMessages(seen: Observation, seat: Seat): Message[] {
  const machine = here(seen, seat);
  const root = disksHere(seen, seat)[0]?.name ?? "vda";
  const said: readonly (readonly [number, string])[] = [
    [0, versionLine(machine)],
    [0, `Command line: ${kernelCommandLine(machine, seen)}`],
    ...(machine.hypervisor === "" ? [] : [[0, "DMI: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.3-debian-1.16.3-2 04/01/2014"], [0, `Hypervisor detected: ${machine.hypervisor}`]] as const),
    [0.0123, `Memory: ${kib(machine.mem_total)}K/${kib(machine.mem_total)}K available`],
    [0.0871, `smpboot: CPU0: ${machine.cpu_model}`],
    [0.1964, `smp: Brought up 1 node, ${machine.cpus} ${machine.cpus === 1 ? "CPU" : "CPUs"}`],
    [1.1327, `EXT4-fs (${root}): mounted filesystem ro with ordered data mode. Quota mode: none.`],
    ...(machine.hypervisor === "" ? [] : [[1.3501, "systemd[1]: Detected virtualization kvm."]] as const),
    [1.4128, `systemd[1]: Hostname set to <${machine.name}>.`],
    ...(machine.swap_total === 0 ? [] : [[1.9066, `Adding ${kib(machine.swap_total)}k swap on ${SWAP_FILE}.  Priority:-2 extents:1 across:${kib(machine.swap_total)}k SS`]] as const),
  ];
  return said.filter(([at]) => at <= machine.uptime_s).map(([at, text]) => ({ at, text }));
}

/** What limits made the kernel say. The OOM killer's lines: mm/oom_kill.c, `dump_header`, `dump_oom_victim` and `__oom_kill_process`. */
function killMessages(seen: Observation, seat: Seat): Message[] {
  const machine = here(seen, seat);
  return seen.facts.filter((fact) => fact.detail?.machine === machine.path).flatMap((fact) => {
    if (fact.type === "oomKill") return killLines(fact, machine, seen);
    return fact.type === "forkRejected" ? [forkLine(fact, machine, seen)].filter(({ at }) => at >= 0) : [];
  });
}

/** Once for each group: kernel/cgroup/pids.c, `pids_event`. */
const forkLine = (fact: Fact, machine: MachineRow, seen: Observation): Message => ({
  at: toSeconds(fact.at) - (toSeconds(seen.now) - machine.uptime_s), text: `cgroup: fork rejected by pids controller in ${fact.about.slice("group".length)}`,
});

function killLines(fact: Fact, machine: MachineRow, seen: Observation): Message[] {
  const at = toSeconds(fact.at) - (toSeconds(seen.now) - machine.uptime_s);
  const d = fact.detail ?? {};
  const limited = d.constraint === "memcg";
  const head = limited ? "Memory cgroup out of memory" : "Out of memory";
  const by = d.invoked_by === undefined ? [] : [`${d.invoked_by} invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=${d.invoked_by_adj ?? 0}`];
  const task = `oom-kill:constraint=${limited ? "CONSTRAINT_MEMCG" : "CONSTRAINT_NONE"},nodemask=(null),cpuset=/,mems_allowed=0,${limited ? `oom_memcg=${d.limited_group ?? d.group}` : "global_oom"},task_memcg=${d.group ?? "/"},task=${d.process},pid=${d.pid},uid=${d.uid ?? 0}`;
  const sizes = `total-vm:${d.total_vm_kB}kB, anon-rss:${d.anon_rss_kB}kB, file-rss:${d.file_rss_kB}kB, shmem-rss:${d.shmem_rss_kB ?? 0}kB`;
  const killed = `${head}: Killed process ${d.pid} (${d.process}) ${sizes}, UID:${d.uid ?? 0} pgtables:${d.pgtables_kB ?? 0}kB oom_score_adj:${d.oom_score_adj ?? 0}`;
  return at < 0 ? [] : [...by, task, killed].map((text) => ({ at, text }));
}
