import type { DiskRow } from "../observation.ts";
import type { World } from "../state.ts";
import { diskRates, type DiskRates } from "./disk-rates.ts";
import type { Disk } from "./disk.ts";
import { UNTUNED, type DiskTuning } from "./leaky-bucket.ts";
import type { Machine } from "./machine.ts";
import { lastSecond } from "./window.ts";

export function diskRows(world: World): DiskRow[] {
  return [...world.machines.values()].flatMap((m) => [...m.disks.values()].map((disk) => diskRow(m, disk)));
}

function diskRow(m: Machine, disk: Disk): DiskRow {
  const rates = ratesOf(m, disk.name);
  const tuning = tuningOf(disk);
  return {
    machine: m.path, name: disk.name, vm: disk.vm, capacity: disk.capacityBytes, allocation: disk.allocatedBytes,
    read_bytes: disk.readBytes, write_bytes: disk.writeBytes, reads: disk.reads, writes: disk.writes,
    read_MBps: rates?.readMBps ?? 0, write_MBps: rates?.writeMBps ?? 0, iops: rates?.iops ?? 0, await_ms: rates?.awaitMs ?? 0,
    queue: disk.inFlight, utilisation: rates?.utilisation ?? 0, limit_bytes_sec: tuning.totalBytesSec, limit_iops_sec: tuning.totalIopsSec,
    limit_read_bytes_sec: tuning.readBytesSec, limit_write_bytes_sec: tuning.writeBytesSec, limit_read_iops_sec: tuning.readIopsSec, limit_write_iops_sec: tuning.writeIopsSec,
  };
}

/** Rates of a machine's disk over the last second. Undefined before there are two readings, and while the machine is down. */
export function ratesOf(m: Machine, name: string): DiskRates | undefined {
  const window = lastSecond(m);
  const [from, to] = [window?.from.disks.get(name), window?.to.disks.get(name)];
  if (!m.up || window === undefined || from === undefined || to === undefined) return undefined;
  return diskRates(from, to, window.seconds);
}

function tuningOf(disk: Disk): DiskTuning {
  const rule = disk.gates.get("qemu")?.rule;
  return rule?.kind === "qemu" ? rule.state.tuning : UNTUNED;
}
