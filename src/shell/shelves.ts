import * as help from "./programs/help.ts";
import * as text from "./programs/text.ts";
import * as session from "./programs/session.ts";
import * as cpu from "./programs/virsh/cpu.ts";
import * as disk from "./programs/virsh/disk.ts";
import * as life from "./programs/virsh/life.ts";
import * as list from "./programs/virsh/list.ts";
import * as memory from "./programs/virsh/memory.ts";
import * as stats from "./programs/virsh/stats.ts";
import type { Shelf, Verb } from "./verb.ts";

const programs: readonly Shelf[] = [
  { title: "Virtual machines", verbs: [list.list, list.dominfo, list.domstate, list.domid, list.domuuid, life.start, life.shutdown, life.reboot, life.destroy, life.suspend, life.resume, life.console_] },
  { title: "CPUs, memory and disks of a VM", verbs: [cpu.vcpucount, cpu.setvcpus, cpu.vcpuinfo, cpu.schedinfo, memory.setmem, memory.setmaxmem, memory.dommemstat, disk.domblklist, disk.domblkinfo, disk.domblkstat, disk.blkdeviotune, stats.domstats] },
  { title: "Text through a pipe", verbs: [text.echo, text.cat] },
];

/** The programs by what they are for: the order of the help list. */
export const shelves: readonly Shelf[] = [...programs, { title: "This shell", verbs: [help.help(() => shelves), session.exit] }];

/** Every program there is. */
export const verbs: readonly Verb[] = shelves.flatMap((shelf) => shelf.verbs);
