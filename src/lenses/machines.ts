import { sizeText } from "../display/format-size.ts";
import { counted } from "../display/format-number.ts";
import type { Tone } from "../display/line.ts";
import type { Box } from "../display/panel.ts";
import type { AppRow, MachineRow, Observation, VmRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { appsOn, cpuText, gib, hosts, vmsOn } from "./readings.ts";

/** host ⊃ VM ⊃ program: who is inside whom, with the readings that tell how it is doing. */
export function machinesPanel(seen: Observation): Offer {
  const boxes = hosts(seen).map((host) => hostBox(seen, host));
  return offer({ title: "Machines", kind: "boxes", boxes, caption: boxes.map(said).join(". ") }, Math.min(7, 2 + seen.tables.vms.length + seen.tables.apps.length));
}

function hostBox(seen: Observation, host: MachineRow): Box {
  const vms = vmsOn(seen, host.path);
  return {
    label: host.name,
    reading: `${cpuText(host.cpu)} of ${host.cpus} CPU, ${gib(host.mem_total - host.mem_available)} of ${gib(host.mem_total)} GiB`,
    tone: host.up ? "plain" : "bad",
    wall: "double",
    inside: [...appsOn(seen, host.path).map(appBox), ...vms.map((vm) => vmBox(seen, vm))],
  };
}

function vmBox(seen: Observation, vm: VmRow): Box {
  const busy = appsOn(seen, vm.guest).filter((a) => a.alive);
  const guest = seen.tables.machines.find((m) => m.path === vm.guest);
  const version = guest?.os === "windows" && guest.up ? [note("Windows", "")] : guest?.up === true ? [note("kernel", guest.kernel.replace(/^(\d+\.\d+\.\d+).*/, "$1"))] : [];
  const off = vm.state !== "running";
  return {
    label: vm.name,
    reading: off || vm.stage !== "up" ? vmState(vm) : `${cpuText(vm.cpu)} of ${vm.vcpus}`,
    tone: vmTone(vm),
    wall: off && vm.state !== "crashed" ? "dashed" : "double",
    inside: off ? [] : [...version, ...busy.map((a) => note(a.name, sizeText(a.rss)))],
  };
}

const note = (label: string, reading: string): Box => ({ label, reading, tone: "plain", wall: "none", inside: [] });

const vmState = (vm: VmRow): string => (vm.state === "running" ? `starts: ${vm.stage}` : vm.state);

function vmTone(vm: VmRow): Tone {
  if (vm.state === "crashed") return "bad";
  if (vm.state !== "running") return "muted";
  return vm.steal >= 0.1 || vm.swapped > 0 || vm.guest_swap > 0 ? "warn" : "plain";
}

function appBox(app: AppRow): Box {
  const killed = app.oom_kills > 0 ? `, OOM-killed ${app.oom_kills} ×` : "";
  const nice = app.nice === 0 ? "" : `, nice ${app.nice}`;
  return {
    label: app.alive ? app.name : `${app.name} (ended)`,
    reading: app.alive ? `${counted(app.processes, "process", "processes")}, ${cpuText(app.cpu)} CPU, ${sizeText(app.rss)}${nice}${killed}` : `no process${killed}`,
    tone: app.alive ? "plain" : "bad",
    wall: "none",
    inside: [],
  };
}

function said(box: Box): string {
  const inside = box.inside.map(said).join("; ");
  return `${box.label} ${box.reading ?? ""}${inside === "" ? "" : `, holding ${inside}`}`;
}
