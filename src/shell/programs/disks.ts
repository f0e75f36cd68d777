import { fixed } from "../../display/format-number.ts";
import { blockSize, dfSize, kib } from "../../display/format-size.ts";
import { columns } from "../../display/format-table.ts";
import type { DiskRow, MachineRow, Observation } from "../../world/observation.ts";
import { isInContainer } from "../container-files.ts";
import { SWAP_FILE } from "../files.ts";
import type { Seat, Verb } from "../verb.ts";
import { disksHere, here } from "./here.ts";
import { fail, say } from "./say.ts";

export const lsblk: Verb = {
  path: "lsblk",
  about: "the disks of this machine",
  flags: [{ name: "-b", about: "sizes in bytes" }],
  args: [],
  unmodelled: ["-a", "-d", "-D", "-f", "-i", "-J", "-l", "-m", "-n", "-o", "-O", "-p", "-P", "-r", "-S", "-t", "-x", "-z"],
  run({ flags }, seen, seat) {
    const numbers = (disk: DiskRow, place: number): string => (disk.name.startsWith("nvme") ? `259:${place}` : `254:${place * 16}`);
    const rows = disksHere(seen, seat).map((disk, place) => [disk.name, numbers(disk, place), "0", flags.b === undefined ? blockSize(disk.capacity) : `${disk.capacity}`, "0", "disk", place === 0 ? "/" : ""]);
    const heads = [{ name: "NAME" }, { name: "MAJ:MIN" }, { name: "RM", align: "right" }, { name: "SIZE", align: "right" }, { name: "RO", align: "right" }, { name: "TYPE" }, { name: "MOUNTPOINTS" }] as const;
    return say(columns(heads, rows));
  },
};

export const df: Verb = {
  path: "df",
  about: "how full the file systems are",
  flags: [{ name: "--human-readable", short: "-h", about: "sizes with units" }],
  args: [{ name: "file", about: "accepted: there is one file system", optional: true }],
  unmodelled: ["-a", "-B", "-i", "-k", "-l", "-T", "-t", "-x", "-P", "--total", "--output"],
  example: "df -h",
  note: "a guest's file system is as full as its disk has been written; a host's holds its system, swap, disk images, layers and volumes. /run, /dev/shm and the like are not modelled",
  run({ flags }, seen, seat) {
    const human = flags["human-readable"] !== undefined;
    const size = (bytes: number): string => (human ? dfSize(bytes) : `${kib(bytes)}`);
    const rows = disksHere(seen, seat).map((disk, place) => {
      const used = Math.min(disk.capacity, usedOf(disk, place, seen, seat));
      return [isInContainer(seen, seat) ? "overlay" : `/dev/${disk.name}`, size(disk.capacity), size(used), size(disk.capacity - used), `${disk.capacity > 0 ? Math.ceil((100 * used) / disk.capacity) : 0}%`, place === 0 ? "/" : `/mnt/${disk.name}`];
    });
    const heads = [
      { name: "Filesystem", width: 14 },
      { name: human ? "Size" : "1K-blocks", align: "right", width: human ? 5 : 0 },
      { name: "Used", align: "right", width: human ? 5 : 0 },
      { name: human ? "Avail" : "Available", align: "right", width: human ? 5 : 0 },
      { name: "Use%", align: "right" },
      { name: "Mounted on" },
    ] as const;
    return say(columns(heads, rows));
  },
};

/** A Debian server without a desktop, as the installer leaves it. */
const SYSTEM_BYTES = 1_900_000_000;

/** What is kept on a disk: all that a guest has ever written to it, or on hardware the files that this world knows of, on the first disk. */
function usedOf(disk: DiskRow, place: number, seen: Observation, seat: Seat): number {
  const machine = here(seen, seat);
  if (machine.host !== "") return disk.allocation;
  return place === 0 ? SYSTEM_BYTES + machine.swap_total + imageBytes(machine, seen) + containerBytes(seen, seat) : 0;
}

/** Disk images: those of its VMs, and those that no VM has. */
function imageBytes(machine: MachineRow, seen: Observation): number {
  const sum = (rows: readonly { readonly allocation: number }[]): number => rows.reduce((total, row) => total + row.allocation, 0);
  const images = seen.tables.image_files.filter((image) => image.machine === machine.path);
  const named = new Set(images.map((image) => image.vm));
  const vms = seen.tables.vms.filter((vm) => vm.machine === machine.path && !named.has(vm.name)).map((vm) => vm.guest);
  return sum(images) + sum(seen.tables.disks.filter((disk) => vms.includes(disk.machine)));
}

/** Layers once each, what containers wrote, and volumes. */
function containerBytes(seen: Observation, seat: Seat): number {
  const own = <T extends { readonly machine: string }>(rows: readonly T[]): T[] => rows.filter((row) => row.machine === seat.machine);
  const layers = new Map(own(seen.tables.layers).map((layer) => [layer.digest, layer.size]));
  const sizes = [...layers.values(), ...own(seen.tables.containers).map((c) => c.upper_bytes), ...own(seen.tables.volumes).map((volume) => volume.size)];
  return sizes.reduce((total, size) => total + size, 0);
}

export const swapon: Verb = {
  path: "swapon",
  about: "where this machine swaps to, and how much is used",
  flags: [{ name: "--show", short: "-s", about: "as a table: all that is modelled here" }],
  args: [],
  unmodelled: ["-a", "-d", "-e", "-f", "-o", "-p", "--noheadings", "--raw", "--bytes"],
  example: "swapon --show",
  run({ flags }, seen, seat) {
    if (flags.show === undefined) return fail("swapon: bad usage", "switching swap on is not modelled here; swapon --show shows it");
    const machine = here(seen, seat);
    if (machine.swap_total === 0) return say([]);
    const heads = [{ name: "NAME" }, { name: "TYPE" }, { name: "SIZE", align: "right" }, { name: "USED", align: "right" }, { name: "PRIO", align: "right" }] as const;
    return say(columns(heads, [[SWAP_FILE, "file", blockSize(machine.swap_total), blockSize(machine.swap_used), "-2"]]));
  },
};

/** sysstat's narrow report: the columns that fit in 80. */
export function diskReport(disks: readonly DiskRow[]): string[] {
  const rows = disks.map((disk) => {
    const kbps = ((Math.max(0, disk.read_MBps) + Math.max(0, disk.write_MBps)) * 1e6) / 1024;
    const cells = [disk.iops, kbps, 0, disk.await_ms, disk.iops > 0 ? kbps / disk.iops : 0, disk.queue, disk.utilisation * 100];
    return [disk.name, ...cells.map((value) => fixed(Math.max(0, value), 2))];
  });
  const heads = [{ name: "Device", width: 13 }, ...(["tps", "kB/s", "rqm/s", "await", "areq-sz", "aqu-sz", "%util"] as const).map((name) => ({ name, align: "right" as const, width: 8 }))];
  return columns(heads, rows);
}
