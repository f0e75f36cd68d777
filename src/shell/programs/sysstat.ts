import { fixed } from "../../display/format-number.ts";
import { epochSeconds, wallClock } from "../../display/format-time.ts";
import { line } from "../../display/line.ts";
import { seconds } from "../../kernel/time.ts";
import type { Observation } from "../../world/observation.ts";
import type { Positional, Reply, Seat, Verb } from "../verb.ts";
import { diskReport } from "./disks.ts";
import { cpuTime, disksHere, here } from "./here.ts";
import { fail, say } from "./say.ts";

const REPEATS: readonly Positional[] = [
  { name: "interval", about: "seconds between reports", optional: true },
  { name: "count", about: "how many reports", optional: true },
];

/** `Linux 6.12.48 (atlas) 	03/02/26 	_x86_64_	(8 CPU)` */
function banner(seen: Observation, seat: Seat): string[] {
  const machine = here(seen, seat);
  const { year, monthNumber, day } = wallClock(epochSeconds(seen.now));
  const date = `${two(monthNumber)}/${two(day)}/${two(year % 100)}`;
  return [`Linux ${machine.kernel} (${machine.name}) \t${date} \t_x86_64_\t(${machine.cpus} CPU)`, ""];
}

const two = (n: number): string => `${n}`.padStart(2, "0");

function repeated(program: string, args: readonly string[], lines: readonly string[]): Reply {
  const [interval, count] = [Number(args[0] ?? 1), Number(args[1] ?? (args[0] === undefined ? 1 : Infinity))];
  if (!(interval >= 1) || !(count >= 1)) return fail(`${program}: interval and count must be whole numbers above 0`, `${program} 1 5`);
  return count === 1 ? say(lines) : { kind: "follow", every: seconds(interval), times: Math.floor(count), clear: false, lines: lines.map((text) => line(text)) };
}

export const mpstat: Verb = {
  path: "mpstat",
  about: "how the CPUs spend their time, steal and guest apart",
  flags: [{ name: "-P", about: "which CPUs: all, taken together, is what is modelled", value: "cpus" }],
  args: REPEATS,
  unmodelled: ["-A", "-I", "-N", "-n", "-o", "-T", "-u", "-H", "--dec"],
  example: "mpstat 1 5",
  note: "every line tells of the last second, all CPUs together",
  run({ args, flags, round }, seen, seat) {
    if (flags.P !== undefined && flags.P !== "all") return fail(`mpstat: -P ${String(flags.P)} is real, not simulated here: which of the CPUs did the work is not kept`, "mpstat 1 shows all of them together, taskset -p PID where a process may run");
    const time = wallClock(epochSeconds(seen.now)).time;
    const cpu = cpuTime(seen, seat);
    const values = [cpu.user - Math.min(cpu.user, cpu.guest), cpu.nice, cpu.system, cpu.iowait, 0, 0, cpu.steal, cpu.guest, 0, cpu.idle];
    const heads = ["%usr", "%nice", "%sys", "%iowait", "%irq", "%soft", "%steal", "%guest", "%gnice", "%idle"];
    const heading = `${time}     CPU${heads.map((name) => name.padStart(8)).join("")}`;
    const row = `${time}     all${values.map((value) => fixed(value * 100, 2).padStart(8)).join("")}`;
    return repeated("mpstat", args, [...(round === 0 ? [...banner(seen, seat), heading] : []), row]);
  },
};

export const iostat: Verb = {
  path: "iostat",
  about: "how busy the disks are, and how long a request takes",
  flags: [
    { name: "-x", about: "extended: how long requests take, and the queue" },
    { name: "-s", about: "the narrow report: the one modelled here" },
    { name: "-d", about: "disks only" },
    { name: "-z", about: "leave idle disks out" },
    { name: "-k", about: "in kB: the same here" },
    { name: "-y", about: "no report since the start: there is none here" },
  ],
  args: REPEATS,
  unmodelled: ["-c", "-g", "-H", "-h", "-j", "-m", "-N", "-o", "-p", "-t", "--dec", "--human", "--pretty"],
  example: "iostat -x 1 5",
  note: "always the narrow columns (-s): reads and writes together; every report tells of the last second",
  run({ args, flags, round }, seen, seat) {
    const cpu = cpuTime(seen, seat);
    const values = [cpu.user, cpu.nice, cpu.system, cpu.iowait, cpu.steal, cpu.idle].map((value) => fixed(value * 100, 2));
    const share = ["avg-cpu:  %user   %nice %system %iowait  %steal   %idle", `        ${values.map((value, place) => value.padStart(place === 0 ? 7 : 8)).join("")}`, ""];
    const lines = [...(round === 0 ? banner(seen, seat) : []), ...(flags.d === undefined ? share : []), ...diskReport(disksHere(seen, seat).filter((disk) => flags.z === undefined || disk.iops > 0 || disk.utilisation > 0)), ""];
    return repeated("iostat", args, lines);
  },
};
