import { percent } from "../display/format-number.ts";
import { sizeText } from "../display/format-size.ts";
import type { Bar } from "../display/panel.ts";
import type { MachineRow, Observation, VmRow } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { gib, hosts, vmsOn } from "./readings.ts";

const MOST = 10;

/** What VMs cost in memory, and how much of it is the reason for having them. */
export function billPanel(seen: Observation): Offer | undefined {
  const bars = hosts(seen).flatMap((host) => barsOf(host, vmsOn(seen, host.path).filter((vm) => vm.held > 0)));
  return bars.length === 0 ? undefined : offer({ title: "Memory bill: █ apps  ▒ tax (guest systems, emulators)", kind: "bars", bars }, 2);
}

function barsOf(host: MachineRow, vms: readonly VmRow[]): Bar[] {
  if (vms.length === 0) return [];
  const most = Math.max(...vms.map((vm) => vm.held));
  const rows = vms.slice(0, MOST).map((vm) => bar(vm.name, vm, most, sizeText(vm.held)));
  const sum = { work: added(vms, (vm) => vm.work), tax: added(vms, (vm) => vm.tax) };
  return [...(vms.length === 1 ? [] : [bar(`${vms.length} VMs`, sum, host.mem_total, `${gib(sum.work + sum.tax)} of ${gib(host.mem_total)} GiB`)]), ...rows];
}

const added = (vms: readonly VmRow[], of: (vm: VmRow) => number): number => vms.reduce((sum, vm) => sum + of(vm), 0);

function bar(label: string, { work, tax }: { readonly work: number; readonly tax: number }, of: number, held: string): Bar {
  const parts = [{ value: work, tone: "key" }, { value: tax, tone: "warn", mark: "light" }] as const;
  return { label, parts, of, reading: `${held}, ${percent(tax / (work + tax), 0)}% tax` };
}
