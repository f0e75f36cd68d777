import type { Box } from "../display/panel.ts";
import type { MachineRow, Observation } from "../world/observation.ts";
import type { ContainerRow } from "../world/containers/observed.ts";
import { type Offer, offer } from "./offer.ts";
import { appsOn, hosts, vmsOn } from "./readings.ts";

/** Who shares a kernel with whom: a double wall for a kernel of one's own, a single one for containers that share their machine's. */
export function sharersPanel(seen: Observation): Offer | undefined {
  if (seen.tables.engines.length === 0) return undefined;
  const boxes = hosts(seen).map((host) => machineBox(seen, host));
  return offer({ title: "Who shares a kernel: ═ one of its own  ─ a shared one", kind: "boxes", boxes }, 10);
}

function machineBox(seen: Observation, m: MachineRow): Box {
  const containers = seen.tables.containers.filter((c) => c.machine === m.path && c.status !== "created").sort((a, b) => a.made - b.made);
  const ofContainers = new Set(containers.map((c) => c.app));
  const apps = appsOn(seen, m.path).filter((a) => a.alive && !ofContainers.has(a.name));
  const guests = vmsOn(seen, m.path).flatMap((vm) => seen.tables.machines.filter((guest) => guest.path === vm.guest));
  return {
    label: m.name,
    reading: m.up ? `kernel ${shortVersion(m.kernel)}` : stateOf(seen, m),
    tone: m.up ? "good" : "bad",
    wall: "double",
    inside: orNothing([...apps.map((a) => tile(a.name, "none", true)), ...containers.map((c) => containerBox(c, m)), ...guests.map((guest) => machineBox(seen, guest))]),
  };
}

const orNothing = (inside: readonly Box[]): readonly Box[] => (inside.length > 0 ? inside : [{ label: "nothing runs here", tone: "muted", wall: "none", inside: [] }]);

function containerBox(c: ContainerRow, m: MachineRow): Box {
  return tile(c.name, c.running && c.kernel !== m.kernel ? "double" : "single", c.running);
}

const tile = (label: string, wall: Box["wall"], up: boolean): Box => ({ label, reading: up ? "up" : "down", tone: up ? "good" : "bad", wall, inside: [] });

const stateOf = (seen: Observation, m: MachineRow): string => seen.tables.vms.find((vm) => vm.guest === m.path)?.state ?? "down";

/** `6.8.0` of `6.8.0-86-generic`. */
const shortVersion = (kernel: string): string => kernel.replace(/^(\d+(\.\d+)*).*/, "$1");
