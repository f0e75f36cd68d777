import { fixed } from "../../../display/format-number.ts";
import { pairs } from "../../../display/format-table.ts";
import type { Command } from "../../../world/command.ts";
import type { Observation, VmRow } from "../../../world/observation.ts";
import type { Reply, Values, Verb } from "../../verb.ts";
import { AFFECTING, DOMAIN, act, affected, error, isActive, isReply, malformed, print, withDomain } from "./domain.ts";

export const vcpucount: Verb = {
  path: "virsh vcpucount",
  on: "host",
  about: "how many vCPUs a VM has, and may have",
  flags: [
    { name: "--maximum", about: "only the maximum" },
    { name: "--active", about: "only how many it has now" },
    { name: "--live", about: "of the running domain" },
    { name: "--config", about: "of the definition" },
    { name: "--current", about: "of whatever is there" },
  ],
  args: [DOMAIN],
  unmodelled: ["--guest"],
  example: "virsh vcpucount web1",
  run: ({ args, flags }, seen) => withDomain(args[0]!, seen, (vm) => counts(vm, flags)),
};

function counts(vm: VmRow, flags: Values["flags"]): Reply {
  if (flags.live !== undefined && !isActive(vm)) return error("Requested operation is not valid: domain is not running");
  const config = { maximum: vm.config_vcpus_max, current: vm.config_vcpus };
  const live = isActive(vm) && flags.config === undefined ? { maximum: vm.vcpus_max, current: vm.vcpus } : config;
  const chosen = [flags.live, flags.config, flags.current, flags.maximum, flags.active].some((flag) => flag !== undefined);
  if (chosen) return print([`${flags.maximum === undefined ? live.current : live.maximum}`]);
  const row = (what: string, where: string, count: number): string => `${what.padEnd(12)} ${where.padEnd(12)} ${`${count}`.padStart(3)}`;
  const places = [["config", config] as const, ...(isActive(vm) ? [["live", live] as const] : [])];
  return print([...places.map(([place, of]) => row("maximum", place, of.maximum)), ...places.map(([place, of]) => row("current", place, of.current))]);
}

export const setvcpus: Verb = {
  path: "virsh setvcpus",
  on: "host",
  about: "give a VM more or fewer vCPUs, up to its maximum",
  flags: [...AFFECTING, { name: "--maximum", about: "set the maximum instead; with --config, used from the next start" }],
  args: [DOMAIN, { name: "count", about: "how many vCPUs" }],
  unmodelled: ["--guest", "--hotpluggable"],
  example: "virsh setvcpus web1 4 --live",
  run: ({ args, flags }, seen) =>
    withDomain(args[0]!, seen, (vm) => {
      const count = Number(args[1]);
      if (!/^\d+$/.test(args[1]!) || count > 4096) return malformed(args[1]!, "count");
      if (count === 0) return error("Can't set 0 processors for a VM");
      const maximum = flags.maximum !== undefined;
      if (maximum && flags.config === undefined) return error("Option --config is required by option --maximum");
      const where = affected(flags);
      return isReply(where) ? where : act({ type: "vmSetVcpus", vm: vm.name, count, ...where, maximum });
    }),
};

/** The scheduler's parameters as libvirt names them; what a domain's other threads get is not modelled and stays as it is set by default. */
interface Schedule {
  readonly cpu_shares: number;
  readonly vcpu_period: number;
  readonly vcpu_quota: number;
}

const SETTABLE = ["cpu_shares", "vcpu_period", "vcpu_quota"] as const;
const UNTOUCHED = ["emulator_period", "emulator_quota", "global_period", "global_quota", "iothread_period", "iothread_quota"];

export const schedinfo: Verb = {
  path: "virsh schedinfo",
  on: "host",
  about: "show or set what a VM weighs, and its CPU limits",
  flags: [{ name: "--set", about: "what to set, for example cpu_shares=200", value: "parameter" }, ...AFFECTING],
  args: [DOMAIN, { name: "parameter", about: "cpu_shares=WEIGHT, vcpu_quota=µs (-1: no limit), vcpu_period=µs", completes: "schedule", optional: true, many: true }],
  unmodelled: ["--weight", "--cap"],
  example: "virsh schedinfo web1 --live cpu_shares=200",
  note: "of the domain's threads only its vCPUs are weighed and limited; emulator_*, global_* and iothread_* are shown and cannot be set",
  run: ({ args, flags }, seen) => withDomain(args[0]!, seen, (vm) => schedule(vm, [...(typeof flags.set === "string" ? flags.set.split(",") : []), ...args.slice(1)], flags)),
};

function schedule(vm: VmRow, settings: readonly string[], flags: Values["flags"]): Reply {
  const where = affected(flags);
  if (isReply(where)) return where;
  if (where.live && !isActive(vm)) return error("Requested operation is not valid: domain is not running");
  const now: Schedule = { cpu_shares: vm.cpu_shares, vcpu_period: vm.vcpu_period_us, vcpu_quota: vm.vcpu_quota_us };
  if (settings.length === 0) return print(scheduleLines(now));
  const changed: Record<string, number> = {};
  for (const setting of settings) {
    const refusal = readSetting(setting, changed);
    if (refusal !== undefined) return refusal;
  }
  return act(scheduleCommand(vm, changed, where), scheduleLines({ ...now, ...changed }));
}

function readSetting(setting: string, into: Record<string, number>): Reply | undefined {
  const [, name, value] = /^(\w+)=(.*)$/.exec(setting) ?? [];
  if (name === undefined) return error(`invalid syntax for --set, expecting name=value`);
  if (UNTOUCHED.includes(name)) return error(`${name} is a real parameter, not simulated here`, `simulated here: ${SETTABLE.join(", ")}`);
  if (!SETTABLE.some((known) => known === name)) return error(`invalid scheduler option: ${name}`, `there are ${SETTABLE.join(", ")}`);
  if (!/^-?\d+$/.test(value!)) return error(`Invalid value for option ${name}, expecting ${name === "vcpu_quota" ? "a" : "an unsigned"} number`);
  into[name] = Number(value);
  return undefined;
}

function scheduleCommand(vm: VmRow, changed: Record<string, number>, where: { live: boolean; config: boolean }): Command {
  return {
    type: "vmSetSchedule",
    vm: vm.name,
    ...(changed.cpu_shares === undefined ? {} : { cpuShares: changed.cpu_shares }),
    ...(changed.vcpu_period === undefined ? {} : { vcpuPeriodUs: changed.vcpu_period }),
    ...(changed.vcpu_quota === undefined ? {} : { vcpuQuotaUs: changed.vcpu_quota }),
    ...where,
  };
}

function scheduleLines(schedule: Schedule): string[] {
  const untouched = UNTOUCHED.map((name): [string, string] => [name, name.endsWith("quota") ? "-1" : "100000"]);
  const rows: [string, string][] = [["Scheduler", "posix"], ...SETTABLE.map((name): [string, string] => [name, `${schedule[name]}`]), ...untouched];
  return rows.map(([name, value]) => `${name.padEnd(15)}: ${value}`);
}

export const vcpuinfo: Verb = {
  path: "virsh vcpuinfo",
  on: "host",
  about: "where each vCPU is, and what CPU time it has used",
  flags: [],
  args: [DOMAIN],
  unmodelled: ["--pretty"],
  example: "virsh vcpuinfo db1",
  run: ({ args }, seen) => withDomain(args[0]!, seen, (vm) => (isActive(vm) ? print(vcpuLines(vm, seen)) : error("Requested operation is not valid: domain is not running"))),
};

function vcpuLines(vm: VmRow, seen: Observation): string[] {
  const carrier = seen.tables.processes.find((row) => row.vm === vm.name);
  const threads = seen.tables.threads.filter((row) => row.pid === carrier?.pid && row.machine === carrier.machine);
  const cpus = seen.tables.machines.find((row) => row.path === vm.machine)?.cpus ?? 1;
  return Array.from({ length: vm.vcpus }, (_, vcpu) => {
    const on = threads[vcpu]?.cpu ?? -1;
    const rows: [string, string][] = [
      ["VCPU:", `${vcpu}`],
      ["CPU:", on < 0 ? "N/A" : `${on}`],
      ["State:", vm.state === "paused" ? "blocked" : "running"],
      ["CPU time:", `${fixed(vm.cpu_time_s / vm.vcpus, 1)}s`],
      ["CPU Affinity:", "y".repeat(cpus)],
    ];
    return [...pairs(rows, 16), ...(vcpu < vm.vcpus - 1 ? [""] : [])];
  }).flat();
}
