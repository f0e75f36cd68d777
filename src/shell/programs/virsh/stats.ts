import { kib } from "../../../display/format-size.ts";
import type { Observation, VmRow } from "../../../world/observation.ts";
import type { Verb } from "../../verb.ts";
import { disksOf, print, withDomain } from "./domain.ts";

/** virDomainState: the numbers libvirt gives its states. */
const STATE: Readonly<Record<string, number>> = { running: 1, paused: 3, "in shutdown": 4, "shut off": 5, crashed: 6 };

export const domstats: Verb = {
  path: "virsh domstats",
  on: "host",
  about: "the counters of one VM, or of all",
  flags: [
    { name: "--state", about: "only what state it is in" },
    { name: "--cpu-total", about: "only the CPU time" },
    { name: "--balloon", about: "only memory" },
    { name: "--vcpu", about: "only the vCPUs" },
    { name: "--block", about: "only the disks" },
  ],
  args: [{ name: "domain", about: "a VM; none: all of them", completes: "vm", optional: true, many: true }],
  unmodelled: ["--interface", "--perf", "--iothread", "--memory", "--dirtyrate", "--vm", "--list-active", "--list-running", "--raw", "--nowait"],
  example: "virsh domstats db1",
  run({ args, flags }, seen) {
    const groups = GROUPS.filter(([flag]) => flags[flag] !== undefined).map(([, prefix]) => prefix);
    const keys = args.length === 0 ? seen.tables.vms.map((vm) => vm.name) : args;
    const lines: string[] = [];
    for (const key of keys) {
      const found = withDomain(key, seen, (vm) => {
        lines.push(...(lines.length > 0 ? [""] : []), ...statLines(vm, seen).filter((text, place) => place === 0 || groups.length === 0 || groups.some((prefix) => text.startsWith(`  ${prefix}.`))));
        return print(lines);
      });
      if (found.kind === "fail") return found;
    }
    return print(lines);
  },
};

const GROUPS = [["state", "state"], ["cpu-total", "cpu"], ["balloon", "balloon"], ["vcpu", "vcpu"], ["block", "block"]] as const;

/** The vCPUs of a domain share its time alike, as far as is kept. */
const vcpuStats = (vm: VmRow): string[] => Array.from({ length: vm.vcpus }, (_, n) => [`vcpu.${n}.state=1`, `vcpu.${n}.time=${Math.round((vm.cpu_time_s / vm.vcpus) * 1e9)}`]).flat();

function statLines(vm: VmRow, seen: Observation): string[] {
  const active = vm.id >= 0;
  const disks = disksOf(vm, seen);
  const running = [`cpu.time=${Math.round(vm.cpu_time_s * 1e9)}`, `balloon.current=${kib(vm.memory)}`, `balloon.maximum=${kib(vm.memory_max)}`, `balloon.rss=${kib(vm.rss)}`];
  const blocks = disks.flatMap((disk, n) => [
    `block.${n}.name=${disk.name}`,
    ...(active ? [`block.${n}.rd.reqs=${disk.reads}`, `block.${n}.rd.bytes=${disk.read_bytes}`, `block.${n}.wr.reqs=${disk.writes}`, `block.${n}.wr.bytes=${disk.write_bytes}`] : []),
    `block.${n}.allocation=${disk.allocation}`,
    `block.${n}.capacity=${disk.capacity}`,
  ]);
  const rows = [`state.state=${STATE[vm.state] ?? 0}`, ...(active ? running : [`balloon.maximum=${kib(vm.memory_max)}`]), `vcpu.current=${vm.vcpus}`, `vcpu.maximum=${vm.vcpus_max}`, ...(active ? vcpuStats(vm) : []), `block.count=${disks.length}`, ...blocks];
  return [`Domain: '${vm.name}'`, ...rows.map((row) => `  ${row}`)];
}
