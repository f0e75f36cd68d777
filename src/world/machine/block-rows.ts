import type { DiskRow } from "../observation.ts";
import type { World } from "../state.ts";
import { diskRates, type Disk } from "./block.ts";
import type { Machine } from "./machine.ts";
import { lastSecond } from "./window.ts";

export function diskRows(world: World): DiskRow[] {
  return [...world.machines.values()].flatMap((m) => [...m.disks.values()].map((disk) => diskRow(m, disk)));
}

function diskRow(m: Machine, disk: Disk): DiskRow {
  const window = lastSecond(m);
  const [from, to] = [window?.from.disks.get(disk.name), window?.to.disks.get(disk.name)];
  const rates = window === undefined || from === undefined || to === undefined ? undefined : diskRates(from, to, window.seconds);
  return {
    machine: m.path, name: disk.name, vm: "", capacity: disk.capacityBytes, allocation: disk.capacityBytes,
    read_bytes: disk.readBytes, write_bytes: disk.writeBytes, reads: disk.reads, writes: disk.writes,
    read_MBps: rates?.readMBps ?? 0, write_MBps: rates?.writeMBps ?? 0, iops: rates?.iops ?? 0, await_ms: rates?.awaitMs ?? 0,
    queue: disk.waiting.length + disk.serving, utilisation: rates?.utilisation ?? 0, limit_bytes_sec: 0, limit_iops_sec: 0,
  };
}
