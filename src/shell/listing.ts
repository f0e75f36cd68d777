import { dfSize } from "../display/format-size.ts";
import { epochSeconds, wallClock } from "../display/format-time.ts";
import { WRITERS } from "../world/machine/cgroup-write.ts";
import type { Observation } from "../world/observation.ts";
import { groupAt, groupFileAt } from "./cgroup-tree.ts";
import { directory, readFile, resolve } from "./files.ts";
import { namespaceLinks } from "./process-files.ts";
import { machineAt } from "./console.ts";
import { imagesHere } from "./disk-images.ts";
import { processOf } from "./own-process.ts";
import type { Seat } from "./verb.ts";

/** What `ls -l` tells of a name: stat(2), as far as this world knows it. */
interface Entry {
  readonly mode: string;
  readonly owner: string;
  readonly bytes: number;
  /** Major and minor number of a device, in place of a size. */
  readonly device?: string;
  readonly target?: string;
}

const DIRECTORY_BYTES = 4096;
const BLOCK_KIB = 4;
/** The kernel's own file systems keep nothing: files and directories of /proc and of cgroups have no size. */
const isKernels = (path: string): boolean => /^\/(proc|sys)(\/|$)/.test(path);

function entryAt(path: string, seen: Observation, seat: Seat): Entry {
  const link = linkAt(path, seen, seat);
  if (link !== undefined) return { mode: "lrwxrwxrwx", owner: "root", bytes: 0, target: `'${link}'` };
  const owner = /^\/proc\/\d+/.test(path) ? (processOf(path.split("/")[2]!, seen, seat)?.user ?? "root") : "root";
  if (directory(path, seen, seat) !== undefined) return { mode: path.startsWith("/proc") ? "dr-xr-xr-x" : "drwxr-xr-x", owner, bytes: isKernels(path) ? 0 : DIRECTORY_BYTES };
  if (path.startsWith("/dev/")) return { mode: fileMode(path, seen, seat), owner, bytes: 0, device: DEVICES[path] ?? (path.startsWith("/dev/nvme") ? "259, 0" : "254, 0") };
  return { mode: fileMode(path, seen, seat), owner, bytes: isKernels(path) ? 0 : sizeOf(path, seen, seat) };
}

const DEVICES: Readonly<Record<string, string>> = { "/dev/null": "1, 3", "/dev/kvm": "10, 232" };

function linkAt(path: string, seen: Observation, seat: Seat): string | undefined {
  const [, pid, name] = /^\/proc\/(\d+|self)\/ns\/(\w+)$/.exec(path) ?? [];
  return pid === undefined ? undefined : namespaceLinks(pid, seen, seat).find(([link]) => link === name)?.[1];
}

/** cgroup files may be written where the kernel has a writer for them: kernel/cgroup/cgroup.c, cgroup_file_mode(). */
function fileMode(path: string, seen: Observation, seat: Seat): string {
  const group = groupFileAt(path, seen, seat);
  if (group !== undefined) return group.file === "cgroup.kill" || group.file === "memory.reclaim" ? "--w-------" : Object.hasOwn(WRITERS, group.file) ? "-rw-r--r--" : "-r--r--r--";
  if (path.startsWith("/dev/")) return path === "/dev/null" || path === "/dev/kvm" ? "crw-rw-rw-" : "brw-rw----";
  return isKernels(path) && !/\/(oom_score_adj|uid_map)$/.test(path) ? "-r--r--r--" : "-rw-r--r--";
}

function sizeOf(path: string, seen: Observation, seat: Seat): number {
  const image = imagesHere(seen, seat).find((one) => one.path === path);
  const reading = image === undefined ? readFile(path, seen, seat) : { refused: "" };
  return image?.allocation ?? ("lines" in reading ? reading.lines.reduce((sum, text) => sum + text.length + 1, 0) : 0);
}

/** Directories count themselves, their own `.` and the `..` of each below. */
function linksOf(path: string, seen: Observation, seat: Seat): number {
  const names = directory(path, seen, seat);
  if (names === undefined) return 1;
  return groupAt(path, seen, seat) === undefined ? 2 : 2 + names.filter((name) => groupAt(`${path}/${name}`, seen, seat) !== undefined).length;
}

/** `ls -l` of names in a directory; `total` counts their blocks. */
export function longList(names: readonly string[], before: string, human: boolean, seen: Observation, seat: Seat): { readonly lines: string[]; readonly total: string } {
  const time = bootTime(seen, seat);
  const rows = names.map((name) => {
    const path = resolve(name, before);
    const entry = entryAt(path, seen, seat);
    return { entry, cells: [entry.mode, `${linksOf(path, seen, seat)}`, entry.owner, entry.owner, entry.device ?? (human ? dfSize(entry.bytes) : `${entry.bytes}`)], end: `${time} ${name}${entry.target === undefined ? "" : ` -> ${entry.target}`}` };
  });
  const widths = [0, 1, 2, 3, 4].map((place) => Math.max(0, ...rows.map((row) => row.cells[place]!.length)));
  const lines = rows.map(({ cells, end }) => [...cells.map((cell, place) => (place === 1 || place === 4 ? cell.padStart(widths[place]!) : cell.padEnd(widths[place]!))), end].join(" "));
  const total = rows.reduce((sum, { entry }) => sum + Math.ceil(entry.bytes / 1024 / BLOCK_KIB) * BLOCK_KIB, 0);
  return { lines, total: human ? dfSize(total * 1024) : `${total}` };
}

/** Files here are as old as the machine's last start: `Mar  2 09:00`. */
function bootTime(seen: Observation, seat: Seat): string {
  const { month, day, time } = wallClock(epochSeconds(seen.now) - Math.floor(machineAt(seat, seen)?.uptime_s ?? 0));
  return `${month} ${`${day}`.padStart(2)} ${time.slice(0, 5)}`;
}

const GAP = 2;

/** Names as `ls` shows them on a terminal: down the columns, as many as fit (coreutils, ls.c, print_many_per_line). */
export function inColumns(names: readonly string[], width: number): string[] {
  for (let count = Math.min(names.length, Math.floor(width / 3)); count > 1; count--) {
    const rows = Math.ceil(names.length / count);
    const columns = Array.from({ length: Math.ceil(names.length / rows) }, (_, i) => names.slice(i * rows, (i + 1) * rows));
    const widths = columns.map((column) => Math.max(...column.map((name) => name.length)));
    if (widths.reduce((sum, one) => sum + one, 0) + GAP * (columns.length - 1) >= width) continue;
    return Array.from({ length: rows }, (_, row) => columns.map((column, i) => (column[row] ?? "").padEnd(widths[i]! + GAP)).join("").trimEnd());
  }
  return [...names];
}
