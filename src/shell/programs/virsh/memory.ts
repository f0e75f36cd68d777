import { epochSeconds } from "../../../display/format-time.ts";
import { kib } from "../../../display/format-size.ts";
import type { Observation, VmRow } from "../../../world/observation.ts";
import type { Verb } from "../../verb.ts";
import { AFFECTING, DOMAIN, act, affected, error, isActive, isReply, malformed, print, scaled, withDomain } from "./domain.ts";

const KIB = 1024;
const SIZE = { name: "size", about: "with a unit: 4G, 4096M; a bare number counts KiB" } as const;

export const setmem: Verb = {
  path: "virsh setmem",
  on: "host",
  about: "move a VM's balloon: how much memory the guest may use",
  flags: AFFECTING,
  args: [DOMAIN, SIZE],
  example: "virsh setmem win1 4G --live",
  run: ({ args, flags }, seen) =>
    withDomain(args[0]!, seen, (vm) => {
      const bytes = scaled(args[1]!, KIB);
      if (bytes === undefined) return malformed(args[1]!, "size", "Scaled numeric");
      const where = affected(flags);
      return isReply(where) ? where : act({ type: "vmSetMemory", vm: vm.name, bytes, ...where, maximum: false });
    }),
};

export const setmaxmem: Verb = {
  path: "virsh setmaxmem",
  on: "host",
  about: "set a VM's maximum memory: only while it is off",
  flags: AFFECTING,
  args: [DOMAIN, SIZE],
  example: "virsh setmaxmem cache1 16G --config",
  run: ({ args, flags }, seen) =>
    withDomain(args[0]!, seen, (vm) => {
      const bytes = scaled(args[1]!, KIB);
      if (bytes === undefined) return malformed(args[1]!, "size", "Scaled numeric");
      const where = affected(flags);
      return isReply(where) ? where : act({ type: "vmSetMemory", vm: vm.name, bytes, ...where, maximum: true }, [], ["error: Unable to change MaxMemorySize"]);
    }),
};

export const dommemstat: Verb = {
  path: "virsh dommemstat",
  on: "host",
  about: "a running VM's memory, as guest and host each see it",
  flags: [],
  args: [DOMAIN],
  unmodelled: ["--period", "--live", "--config", "--current"],
  example: "virsh dommemstat db1",
  note: "actual is the balloon's size, unused and usable are the guest's view, rss what the host holds for it; all in KiB",
  run: ({ args }, seen) => withDomain(args[0]!, seen, (vm) => (isActive(vm) ? print(memoryLines(vm, seen)) : error(`Failed to get memory statistics for domain ${vm.name}\nRequested operation is not valid: domain is not running`))),
};

function memoryLines(vm: VmRow, seen: Observation): string[] {
  const guest = seen.tables.machines.find((row) => row.path === vm.guest && row.up);
  const inside = guest === undefined ? [] : [`unused ${kib(guest.mem_free)}`, `available ${kib(guest.mem_total)}`, `usable ${kib(guest.mem_available)}`, `disk_caches ${kib(guest.mem_cache)}`];
  return [`actual ${kib(vm.memory)}`, ...inside.slice(0, 3), `last_update ${epochSeconds(seen.now)}`, ...inside.slice(3), `rss ${kib(vm.rss)}`];
}
