import * as directories from "./programs/directories.ts";
import * as disks from "./programs/disks.ts";
import { time } from "./programs/time.ts";
import * as tools from "./programs/container-tools.ts";
import { crictlShelf } from "./programs/crictl.ts";
import { kubectlShelves } from "./programs/kubectl/verbs.ts";
import { dockerShelves } from "./programs/docker/verbs.ts";
import { dmesg } from "./programs/dmesg.ts";
import * as aliases from "./programs/aliases.ts";
import { base64 } from "./programs/base64.ts";
import * as filters from "./programs/filters.ts";
import { free } from "./programs/free.ts";
import { grep } from "./programs/grep.ts";
import { hostname } from "./programs/hostname.ts";
import { ip } from "./programs/ip.ts";
import { lsns } from "./programs/lsns.ts";
import * as http from "./programs/http-clients.ts";
import * as net from "./programs/net-clients.ts";
import { nvidiaSmi } from "./programs/nvidia-smi.ts";
import { nsenter } from "./programs/nsenter.ts";
import { readlink } from "./programs/readlink.ts";
import { unshare } from "./programs/unshare.ts";
import { help, man, virshHelp } from "./programs/help.ts";
import * as kill from "./programs/kill.ts";
import * as lab from "./programs/lab.ts";
import * as machine from "./programs/machine.ts";
import * as pgrep from "./programs/pgrep.ts";
import { ps } from "./programs/ps.ts";
import * as running from "./programs/running.ts";
import * as session from "./programs/session.ts";
import { sort } from "./programs/sort.ts";
import { ssh } from "./programs/ssh.ts";
import * as sysstat from "./programs/sysstat.ts";
import * as text from "./programs/text.ts";
import { top } from "./programs/top.ts";
import * as tuning from "./programs/tuning.ts";
import * as uptime from "./programs/uptime.ts";
import * as cpu from "./programs/virsh/cpu.ts";
import * as disk from "./programs/virsh/disk.ts";
import { fleet } from "./programs/lab-fleet.ts";
import * as choosing from "./programs/lab-choosing.ts";
import { churn, orders } from "./programs/lab-orders.ts";
import { train } from "./programs/lab-train.ts";
import { race } from "./programs/lab-race.ts";
import * as wall from "./programs/lab-wall.ts";
import * as qemuImg from "./programs/virt/qemu-img.ts";
import { customize } from "./programs/virt/virt-customize.ts";
import * as virt from "./programs/virt/virt-install.ts";
import { undefine } from "./programs/virsh/undefine.ts";
import * as life from "./programs/virsh/life.ts";
import * as list from "./programs/virsh/list.ts";
import * as memory from "./programs/virsh/memory.ts";
import * as node from "./programs/virsh/node.ts";
import { migrate } from "./programs/virsh/migrate.ts";
import * as stats from "./programs/virsh/stats.ts";
import * as vi from "./programs/vi.ts";
import { vmstat } from "./programs/vmstat.ts";
import { why } from "./programs/why.ts";
import type { Shelf, Verb } from "./verb.ts";

const programs: readonly Shelf[] = [
  { title: "Look at this machine", verbs: [top, free, vmstat, sysstat.mpstat, sysstat.iostat, uptime.uptime, dmesg, machine.uname, machine.lscpu, machine.detectVirt, machine.nproc, hostname, nvidiaSmi, disks.lsblk, disks.df, disks.swapon] },
  { title: "Processes", verbs: [ps, pgrep.pgrep, pgrep.pidof, kill.kill, kill.pkill, kill.killall, tuning.renice, tuning.choom, tuning.taskset] },
  { title: "Namespaces and their networks", verbs: [lsns, unshare, nsenter, readlink, ip, net.getent, net.nslookup, net.nc, net.ping, http.wget, http.curl] },
  ...dockerShelves,
  ...kubectlShelves,
  crictlShelf,
  { title: "Files inside a container", verbs: [tools.touch, tools.rm, tools.dd, tools.env] },
  { title: "Virtual machines", verbs: [list.list, list.dominfo, list.domstate, list.domid, list.domuuid, node.domname, life.start, life.shutdown, life.reboot, life.destroy, life.suspend, life.resume, life.console_, migrate, undefine, node.nodeinfo, node.hostname, node.uri, virshHelp(() => shelves)] },
  {
    title: "CPUs, memory and disks of a VM",
    verbs: [cpu.vcpucount, cpu.setvcpus, cpu.vcpuinfo, cpu.schedinfo, memory.setmem, memory.setmaxmem, memory.dommemstat, disk.domblklist, disk.domblkinfo, disk.domblkstat, disk.blkdeviotune, stats.domstats],
  },
  { title: "Disk images, and VMs made from them", verbs: [qemuImg.create, qemuImg.convert, qemuImg.info, customize, virt.install, virt.clone] },
  { title: "Text, and what comes through a pipe", verbs: [text.echo, text.cat, text.tee, text.seq, text.printf, session.ls, grep, filters.head, filters.tail, sort, filters.uniq, filters.wc, filters.cut, filters.tr, base64, running.xargs] },
  { title: "Files of your own, beside a cluster", verbs: [vi.vi, vi.vim, vi.nano] },
  { title: "Control groups, in /sys/fs/cgroup", verbs: [directories.mkdir, directories.rmdir] },
  { title: "This course's own", verbs: [why, lab.faults, lab.fault, lab.load, fleet, race, wall.attack, wall.blast, orders, churn, choosing.card, choosing.place, choosing.backup, choosing.year, choosing.score, train] },
  { title: "Inside a Windows guest", verbs: [machine.ver, machine.systeminfo, machine.tasklist, session.cls] },
];

/** The programs by what they are for: the order of the help list. */
export const shelves: readonly Shelf[] = [
  ...programs,
  {
    title: "This shell",
    verbs: [help(() => shelves), man(() => shelves), running.watch, running.sudo, time, machine.reboot, uptime.sleep, uptime.date, session.history, aliases.alias, aliases.unalias, session.clear, ssh, session.exit, session.logout, session.cd, session.pwd, session.whoami, session.id, session.true_, session.false_],
  },
];

/** Every program there is. */
export const verbs: readonly Verb[] = shelves.flatMap((shelf) => shelf.verbs);
