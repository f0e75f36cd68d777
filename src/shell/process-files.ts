import { kib } from "../display/format-size.ts";
import { HOST } from "../world/machine/namespaces.ts";
import type { MachineRow, Observation, ProcessRow } from "../world/observation.ts";
import { VIEW_KINDS, viewOfProcess, type View } from "./inside.ts";
import { processOf } from "./own-process.ts";
import type { Seat } from "./verb.ts";

type ProcessFile = (process: ProcessRow, machine: MachineRow) => readonly string[];

/** The files of `/proc/PID` this world keeps: proc_pid_status(5) and its neighbours. */
export const processFiles: Readonly<Record<string, ProcessFile>> = {
  cgroup: (p) => [`0::${p.group}`],
  uid_map: (p) => [p.uid_map.split(" ").map((part) => part.padStart(10)).join(" ")],
  cmdline: (p) => [p.command],
  comm: (p) => [p.name],
  oom_score: (p) => [`${p.oom_score}`],
  oom_score_adj: (p) => [`${p.oom_score_adj}`],
  status,
};

/** `/proc/PID/ns` has links to the namespaces of a process: proc_pid_ns(5). */
const LINKS = [...VIEW_KINDS, "pid_for_children", "time_for_children"].sort();

/** Those links and what they point to; none when there is no such process. */
export function namespaceLinks(pid: string, seen: Observation, seat: Seat): [string, string][] {
  const process = processOf(pid, seen, seat);
  if (process === undefined && pid !== "self") return [];
  const view: View = process === undefined ? (seat.view ?? HOST) : viewOfProcess(process);
  return LINKS.map((link) => {
    const kind = link.replace("_for_children", "") as keyof View;
    return [link, `${kind}:[${view[kind]}]`];
  });
}

const NONE = "0000000000000000";

/** What it may do now, and what it could ever get: only root of a process has its bounding set in effect. */
const capabilities = (set: string, p: ProcessRow): string => (set === "CapBnd" || (p.user === "root" && (set === "CapEff" || set === "CapPrm")) ? p.capabilities : NONE);

const STATES: Readonly<Record<string, string>> = { R: "running", S: "sleeping", D: "disk sleep", T: "stopped", Z: "zombie", I: "idle" };

function status(p: ProcessRow, machine: MachineRow): string[] {
  const size = (name: string, bytes: number): string => `${name}:\t${`${kib(bytes)}`.padStart(8)} kB`;
  return [
    `Name:\t${p.name}`,
    `State:\t${p.state} (${STATES[p.state] ?? "sleeping"})`,
    `Tgid:\t${p.pid}`,
    `Pid:\t${p.pid}`,
    `PPid:\t${p.ppid}`,
    `NSpid:\t${p.ns_pids.split(" ").join("\t")}`,
    size("VmSize", p.virt),
    size("VmRSS", p.rss),
    size("RssAnon", p.rss - p.shared),
    size("RssFile", p.shared),
    size("RssShmem", 0),
    size("VmSwap", p.swap),
    `Threads:\t${p.threads}`,
    ...["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map((name) => `${name}:\t${capabilities(name, p)}`),
    `NoNewPrivs:\t${p.no_new_privs ? 1 : 0}`,
    `Cpus_allowed_list:\t${machine.cpus === 1 ? "0" : `0-${machine.cpus - 1}`}`,
  ];
}
