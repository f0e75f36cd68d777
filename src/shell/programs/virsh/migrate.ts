import { millis } from "../../../kernel/time.ts";
import type { Verb } from "../../verb.ts";
import { hostOf } from "./connection.ts";
import { DOMAIN, error, print, withDomain } from "./domain.ts";

export const migrate: Verb = {
  path: "virsh migrate",
  on: "host",
  about: "move a VM to another host; --live: while it runs",
  flags: [
    { name: "--live", about: "copy memory while the guest runs, then a short pause" },
    { name: "--verbose", about: "say how far it is" },
    { name: "--persistent", about: "keep its description on the other host" },
    { name: "--undefinesource", about: "drop its description here" },
  ],
  args: [DOMAIN, { name: "desturi", about: "qemu+ssh://HOST/system", completes: "desturi" }],
  unmodelled: ["--p2p", "--direct", "--tunnelled", "--suspend", "--copy-storage-all", "--copy-storage-inc", "--unsafe", "--compressed", "--auto-converge", "--postcopy", "--timeout", "--bandwidth", "--offline", "--rdma-pin-all", "--parallel"],
  example: "virsh migrate --live web1 qemu+ssh://borea/system",
  note: "Hosts share their storage here, as is usual where VMs are moved. A moved VM keeps its path in this lab's names",
  run: ({ args: [name, uri = ""], flags, round }, seen) =>
    withDomain(name!, seen, (vm) => {
      const to = hostOf(uri);
      if (to === undefined) return error(`internal error: Unable to parse URI ${uri}`, "virsh migrate --live NAME qemu+ssh://HOST/system");
      if (flags.live === undefined) return error("only migration of a running VM is modelled here: --live", "a VM that is off is started on the other host from its shared disk");
      const moved = vm.machine === to;
      if (round > 0) return moved ? print(flags.verbose === undefined ? [] : ["Migration: [100.00 %]"]) : { kind: "follow", every: millis(100), times: Infinity, lines: [], clear: false };
      return { kind: "act", command: { type: "vmMigrate", vm: vm.name, to }, then: [], prefix: "error: ", every: millis(100) };
    }),
};
