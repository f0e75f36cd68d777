import type { Observation, Tables } from "../../../world/observation.ts";
import type { Seat } from "../../verb.ts";

/** Whose libvirt a line speaks to: that of the machine one sits at, or with -c another one's. */

const HOST = /^qemu\+(?:ssh|tcp|tls):\/\/(?:[\w-]+@)?([\w.-]+)(?::\d+)?\/(?:system|session)$/;

/** The host that a connection URI names; undefined for this machine's own (`qemu:///system`). */
export const hostOf = (uri: string): string | undefined => HOST.exec(uri)?.[1];

/** `virsh -c URI list` is `list` on that host. */
export function connected(words: readonly string[], seat: Seat): { readonly words: readonly string[]; readonly machine: string } {
  const [program, option, uri = "", ...rest] = words;
  if (program !== "virsh" || (option !== "-c" && option !== "--connect")) return { words, machine: seat.machine };
  return { words: ["virsh", ...rest], machine: hostOf(uri) ?? seat.machine };
}

/** What libvirt on a host knows: its own VMs. */
export function seenByLibvirt(seen: Observation, machine: string): Observation {
  if (seen.tables.vms.every((vm) => vm.machine === machine)) return seen;
  const tables: Tables = Object.create(seen.tables, { vms: { value: seen.tables.vms.filter((vm) => vm.machine === machine) } });
  return Object.create(seen, { tables: { value: tables } });
}
