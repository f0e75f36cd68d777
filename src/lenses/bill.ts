import { percent } from "../display/format-number.ts";
import { sizeText } from "../display/format-size.ts";
import type { Bar } from "../display/panel.ts";
import type { MachineRow, Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { gib, hosts, vmsOn } from "./readings.ts";

const MOST = 10;
/** Of a crowd one stands for all. */
const EXAMPLES = 1;

/** Somebody's memory: what it is for, and what comes on top. */
interface Cost {
  readonly name: string;
  readonly work: number;
  readonly tax: number;
}

/** What VMs and containers cost in memory, and how much of it is the reason for having them. */
export function billPanel(seen: Observation): Offer | undefined {
  const bars = hosts(seen).flatMap((host) => [...barsOf(host, "VMs", vmsOn(seen, host.path).filter((vm) => vm.held > 0)), ...barsOf(host, "containers", containersOn(seen, host))]);
  const shims = seen.tables.containers.length > 0;
  return bars.length === 0 ? undefined : offer({ title: `Memory bill: █ apps  ▒ tax (${shims ? "guests, emulators, shims" : "guest systems, emulators"})`, kind: "bars", bars }, 2);
}

const containersOn = (seen: Observation, host: MachineRow): Cost[] => seen.tables.containers.filter((c) => c.machine === host.path && c.running).map((c) => ({ name: c.name, work: c.memory, tax: c.shim }));

function barsOf(host: MachineRow, kind: string, costs: readonly Cost[]): Bar[] {
  if (costs.length === 0) return [];
  const most = Math.max(...costs.map((cost) => cost.work + cost.tax));
  const rows = costs.slice(0, costs.length > MOST ? EXAMPLES : MOST).map((cost) => bar(cost.name, cost, most, sizeText(cost.work + cost.tax)));
  const sum = { work: added(costs, (cost) => cost.work), tax: added(costs, (cost) => cost.tax) };
  return [...(costs.length === 1 ? [] : [bar(`${costs.length} ${kind}`, sum, host.mem_total, `${gib(sum.work + sum.tax)} of ${gib(host.mem_total)} GiB`)]), ...rows];
}

const added = (costs: readonly Cost[], of: (cost: Cost) => number): number => costs.reduce((sum, cost) => sum + of(cost), 0);

function bar(label: string, { work, tax }: Omit<Cost, "name">, of: number, held: string): Bar {
  const parts = [{ value: work, tone: "key" }, { value: tax, tone: "warn", mark: "light" }] as const;
  return { label, parts, of, reading: `${held}, ${percent(tax / (work + tax), tax > 0 && tax < 0.01 * (work + tax) ? 1 : 0)}% tax` };
}
