import type { Settings } from "./spec.ts";

/** Capabilities in the order of their numbers: include/uapi/linux/capability.h. */
const NAMES = (
  "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE " +
  "SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE"
).split(" ");

/** What Docker leaves a container's root: moby, `oci/caps/defaults.go`. */
const KEPT = "CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE".split(" ");

const plain = (name: string): string => name.toUpperCase().replace(/^CAP_/, "");
const unknown = (names: readonly string[]): string | undefined => names.find((name) => plain(name) !== "ALL" && !NAMES.includes(plain(name)));

/** The name that is no capability; undefined when all are. */
export const unknownCapability = (s: Settings): string | undefined => unknown([...s.capAdd, ...s.capDrop]);

export const ALL = mask(NAMES);

/** What a container's root may do, as /proc/PID/status writes it. */
export const capabilitiesOf = (s: Settings): string => mask(namesOf(s));

/** By its name without `CAP_`: `SYS_ADMIN`. */
export const hasCapability = (s: Settings, name: string): boolean => namesOf(s).includes(name);

function namesOf(s: Settings): readonly string[] {
  if (s.privileged) return NAMES;
  const [add, drop] = [s.capAdd.map(plain), s.capDrop.map(plain)];
  const from = add.includes("ALL") ? NAMES : drop.includes("ALL") ? [] : KEPT;
  return [...from.filter((name) => !drop.includes(name)), ...add.filter((name) => name !== "ALL")];
}

function mask(names: readonly string[]): string {
  let bits = 0n;
  for (const name of names) bits |= 1n << BigInt(NAMES.indexOf(name));
  return bits.toString(16).padStart(16, "0");
}
