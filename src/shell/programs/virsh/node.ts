import { pairs } from "../../../display/format-table.ts";
import { kib } from "../../../display/format-size.ts";
import type { Verb } from "../../verb.ts";
import { here } from "../here.ts";
import { DOMAIN, print, withDomain } from "./domain.ts";

/** What libvirt says of the host, and how it is reached. */

export const nodeinfo: Verb = {
  path: "virsh nodeinfo",
  on: "host",
  about: "the host's CPUs and memory",
  flags: [],
  args: [],
  example: "virsh nodeinfo",
  note: "the CPUs' frequency is not modelled",
  run(_values, seen, seat) {
    const host = here(seen, seat);
    return print(pairs([["CPU model:", "x86_64"], ["CPU(s):", `${host.cpus}`], ["CPU socket(s):", "1"], ["Core(s) per socket:", `${host.cpus}`], ["Thread(s) per core:", "1"], ["NUMA cell(s):", "1"], ["Memory size:", `${kib(host.mem_total)} KiB`]], 21));
  },
};

export const uri: Verb = { path: "virsh uri", on: "host", about: "the hypervisor that virsh speaks to", flags: [], args: [], run: () => print(["qemu:///system"]) };

export const hostname: Verb = { path: "virsh hostname", on: "host", about: "the host's name", flags: [], args: [], run: (_values, seen, seat) => print([here(seen, seat).name]) };

export const domname: Verb = {
  path: "virsh domname",
  on: "host",
  about: "the name of a VM that is given by id or uuid",
  flags: [],
  args: [DOMAIN],
  example: "virsh domname 1",
  run: ({ args }, seen) => withDomain(args[0]!, seen, (vm) => print([vm.name])),
};
