import type { ProcessStart } from "./process-life.ts";

/** What runs on a machine that nobody has put anything on: so that `ps` looks as it does in life. */

const KIB = 1024;
const MIB = 1024 * KIB;

const KERNEL_THREADS = ["kthreadd", "rcu_preempt", "migration/0", "ksoftirqd/0", "kworker/0:1-events", "kworker/u16:2-flush-259:0", "kswapd0", "kcompactd0", "jbd2/nvme0n1p2-"];

/** Name, command line, user, unit, anonymous KiB, mapped KiB, threads. */
type Daemon = readonly [name: string, command: string, user: string, group: string, anonKib: number, fileKib: number, threads: number];

const LINUX: readonly Daemon[] = [
  ["systemd-journal", "/usr/lib/systemd/systemd-journald", "root", "/system.slice/systemd-journald.service", 4200, 11_000, 1],
  ["systemd-udevd", "/usr/lib/systemd/systemd-udevd", "root", "/system.slice/systemd-udevd.service", 3100, 6800, 1],
  ["systemd-network", "/usr/lib/systemd/systemd-networkd", "systemd+", "/system.slice/systemd-networkd.service", 2300, 7400, 1],
  ["dbus-daemon", "/usr/bin/dbus-daemon --system --nofork --nopidfile --systemd-activation", "messageb+", "/system.slice/dbus.service", 1200, 4100, 1],
  ["systemd-logind", "/usr/lib/systemd/systemd-logind", "root", "/system.slice/systemd-logind.service", 1900, 7200, 1],
  ["cron", "/usr/sbin/cron -f", "root", "/system.slice/cron.service", 600, 2300, 1],
  ["sshd", "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups", "root", "/system.slice/ssh.service", 1400, 7900, 1],
  ["agetty", "/sbin/agetty -o -- \\u --noreset --noclear - linux", "root", "/system.slice/system-getty.slice/getty@tty1.service", 300, 1700, 1],
];

const SESSION: readonly Daemon[] = [
  ["sshd-session", "sshd-session: root@pts/0", "root", "/user.slice/session-1.scope", 2100, 8300, 1],
  ["bash", "-bash", "root", "/user.slice/session-1.scope", 2400, 3600, 1],
];

const LIBVIRT: readonly Daemon[] = [
  ["virtqemud", "/usr/sbin/virtqemud --timeout 120", "root", "/system.slice/virtqemud.service", 14_000, 24_000, 18],
  ["virtlogd", "/usr/sbin/virtlogd", "root", "/system.slice/virtlogd.service", 4200, 9800, 2],
];

const WINDOWS: readonly Daemon[] = [
  ["System", "System", "SYSTEM", "/", 140, 0, 118],
  ["smss.exe", "smss.exe", "SYSTEM", "/", 1100, 0, 2],
  ["csrss.exe", "csrss.exe", "SYSTEM", "/", 5200, 0, 11],
  ["services.exe", "services.exe", "SYSTEM", "/", 9800, 0, 7],
  ["lsass.exe", "lsass.exe", "SYSTEM", "/", 18_000, 0, 9],
  ["svchost.exe", "svchost.exe -k netsvcs", "SYSTEM", "/", 46_000, 0, 34],
];

/** pid 1 and 2 come first, then kernel threads, then daemons. */
export function systemProcesses(os: "linux" | "windows", carriesVms: boolean): ProcessStart[] {
  if (os === "windows") return WINDOWS.map(daemon);
  const init: ProcessStart = { ...daemon(["systemd", "/sbin/init", "root", "/init.scope", 4400, 8900, 1]), ppid: 0 };
  return [init, ...KERNEL_THREADS.map(kernelThread), ...[...LINUX, ...(carriesVms ? LIBVIRT : []), ...SESSION].map(daemon)];
}

export const systemBytesOf = (processes: readonly ProcessStart[]): number => processes.reduce((sum, p) => sum + p.anonBytes, 0);

/** What booting has read from disk and keeps in the page cache. */
export const bootCacheBytes = (memoryBytes: number): number => Math.min(192 * MIB, Math.round(memoryBytes / 64));

function daemon([name, command, user, group, anonKib, fileKib, threads]: Daemon): ProcessStart {
  return { name, command, user, group, threads: 0, quiet: threads, anonBytes: anonKib * KIB, fileBytes: fileKib * KIB, because: -1 };
}

function kernelThread(name: string): ProcessStart {
  const ppid = name === "kthreadd" ? 0 : 2;
  return { name, command: `[${name}]`, user: "root", group: "/", ppid, threads: 0, quiet: 1, anonBytes: 0, fileBytes: 0, virtBytes: 0, because: -1 };
}
