import { virshTable, pairs } from "../../../display/format-table.ts";
import { fixed } from "../../../display/format-number.ts";
import { kib } from "../../../display/format-size.ts";
import type { VmRow } from "../../../world/observation.ts";
import type { Reply, Verb } from "../../verb.ts";
import { DOMAIN, isActive, print, uuidOf, withDomain } from "./domain.ts";

export const list: Verb = {
  path: "virsh list",
  on: "host",
  about: "list the VMs that run; --all: those that are off too",
  flags: [
    { name: "--all", about: "running and shut off" },
    { name: "--inactive", about: "only those shut off" },
    { name: "--name", about: "names only, one a line" },
    { name: "--uuid", about: "uuids only, one a line" },
    { name: "--state-running", about: "only those running" },
    { name: "--state-paused", about: "only those paused" },
    { name: "--state-shutoff", about: "only those shut off" },
  ],
  args: [],
  unmodelled: ["--title", "--table", "--persistent", "--transient", "--managed-save", "--with-snapshot", "--without-snapshot", "--autostart", "--no-autostart", "--state-other", "--id"],
  example: "virsh list --all",
  run({ flags }, seen) {
    const shown = sorted(seen.tables.vms).filter((vm) => wanted(vm, flags));
    if (flags.name !== undefined) return print(shown.map((vm) => vm.name));
    if (flags.uuid !== undefined) return print(shown.map((vm) => uuidOf(vm.name)));
    return print(virshTable(["Id", "Name", "State"], shown.map((vm) => [vm.id < 0 ? "-" : `${vm.id}`, vm.name, vm.state])));
  },
};

/** Running domains by id, then the others by name. */
const sorted = (vms: readonly VmRow[]): VmRow[] =>
  [...vms].sort((a, b) => (a.id >= 0 && b.id >= 0 ? a.id - b.id : a.id >= 0 ? -1 : b.id >= 0 ? 1 : a.name < b.name ? -1 : 1));

function wanted(vm: VmRow, flags: Readonly<Record<string, string | true>>): boolean {
  const states = [flags["state-running"] && "running", flags["state-paused"] && "paused", flags["state-shutoff"] && "shut off"].filter((state) => state !== undefined);
  if (states.length > 0) return states.includes(vm.state);
  if (flags.inactive !== undefined) return !isActive(vm);
  return flags.all !== undefined || isActive(vm);
}

export const dominfo: Verb = {
  path: "virsh dominfo",
  on: "host",
  about: "what a VM is and may use",
  flags: [],
  args: [DOMAIN],
  example: "virsh dominfo db1",
  run: ({ args }, seen) => withDomain(args[0]!, seen, info),
};

function info(vm: VmRow): Reply {
  const rows: [string, string][] = [
    ["Id:", vm.id < 0 ? "-" : `${vm.id}`],
    ["Name:", vm.name],
    ["UUID:", uuidOf(vm.name)],
    ["OS Type:", "hvm"],
    ["State:", vm.state],
    ["CPU(s):", `${vm.vcpus}`],
    ...(isActive(vm) ? [["CPU time:", `${fixed(vm.cpu_time_s, 1)}s`] as [string, string]] : []),
    ["Max memory:", `${kib(vm.memory_max)} KiB`],
    ["Used memory:", `${kib(vm.memory)} KiB`],
    ["Persistent:", "yes"],
    ["Autostart:", "disable"],
    ["Managed save:", "no"],
  ];
  return print(pairs(rows, 16));
}

export const domstate: Verb = {
  path: "virsh domstate",
  on: "host",
  about: "one word on what a VM is doing",
  flags: [{ name: "--reason", about: "and why" }],
  args: [DOMAIN],
  example: "virsh domstate web1 --reason",
  run: ({ args, flags }, seen) => withDomain(args[0]!, seen, (vm) => print([flags.reason === undefined ? vm.state : `${vm.state} (${reasonOf(vm)})`])),
};

/** libvirt's words for why a domain is in its state; this world keeps only the state, so each has one. */
function reasonOf(vm: VmRow): string {
  const known: Readonly<Record<string, string>> = { running: "booted", paused: "user", crashed: "panicked", "in shutdown": "user", "shut off": vm.boots > 0 ? "shutdown" : "unknown" };
  return known[vm.state] ?? "unknown";
}

export const domid: Verb = {
  path: "virsh domid",
  on: "host",
  about: "the id of a running VM",
  flags: [],
  args: [DOMAIN],
  run: ({ args }, seen) => withDomain(args[0]!, seen, (vm) => print([vm.id < 0 ? "-" : `${vm.id}`])),
};

export const domuuid: Verb = {
  path: "virsh domuuid",
  on: "host",
  about: "the uuid of a VM",
  flags: [],
  args: [DOMAIN],
  run: ({ args }, seen) => withDomain(args[0]!, seen, (vm) => print([uuidOf(vm.name)])),
};
