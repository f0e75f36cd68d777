import type { Observation } from "../world/observation.ts";
import { KIND_NAMES, KINDS as KINDS_OF_PLACES } from "../world/choosing/placement.ts";
import { HOMES, TRAIT_NAMES } from "../world/choosing/sheet.ts";
import { directory } from "./files.ts";
import { KUBE_NAMES } from "./programs/kubectl/names.ts";
import { psColumnNames } from "./programs/ps.ts";
import { subjects } from "./programs/why.ts";
import type { Seat } from "./verb.ts";

/** Something Tab can put at the cursor, and what it is. */
export interface Option {
  readonly text: string;
  readonly about: string;
}

const plain = (names: Iterable<string>, about = ""): Option[] => [...new Set(names)].map((text) => ({ text, about }));

/** The names of one kind, as flags and arguments ask for them (`Flag.value`, `Positional.completes`). */
export function names(kind: string, seen: Observation, seat: Seat, before: readonly string[] = [], prefix = ""): Option[] {
  if (Object.hasOwn(KUBE_NAMES, kind)) return KUBE_NAMES[kind]!(seen, seat, before, prefix);
  const read = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return read === undefined ? [] : read(seen, seat, before);
}

const processes = (seen: Observation, seat: Seat) => seen.tables.processes.filter((row) => row.machine === seat.machine);

const KINDS: Readonly<Record<string, (seen: Observation, seat: Seat, before: readonly string[]) => Option[]>> = {
  host: (seen, seat) => plain(seen.tables.machines.filter((row) => row.host === "" && row.path !== seat.machine).map((row) => row.name)),
  vm: (seen) => seen.tables.vms.map((vm) => ({ text: vm.name, about: vm.state })),
  pid: (seen, seat) => processes(seen, seat).map((row) => ({ text: `${row.pid}`, about: row.name })),
  process: (seen, seat) => plain(processes(seen, seat).map((row) => row.name).sort()),
  user: (seen, seat) => plain(processes(seen, seat).map((row) => row.user).sort()),
  app: (seen) => [...seen.tables.kube_services.map((service) => ({ text: service.name, about: "service" })), ...seen.tables.fleets.map((fleet) => ({ text: fleet.name, about: "fleet" })), ...seen.tables.apps.map((app) => ({ text: app.name, about: app.kind }))],
  desturi: (seen, seat) => seen.tables.machines.filter((row) => row.host === "" && row.path !== seat.machine).map((row) => ({ text: `qemu+ssh://${row.name}/system`, about: "" })),
  disk: (seen, _seat, before) => plain(seen.tables.disks.filter((disk) => disk.vm !== "" && (before[0] === undefined || disk.vm === before[0])).map((disk) => disk.name)),
  container: (seen, seat) => seen.tables.containers.filter((c) => c.machine === seat.machine).map((c) => ({ text: c.name, about: c.status })),
  dockerImage: (seen, seat) => seen.tables.images.filter((i) => i.machine === seat.machine).map((i) => ({ text: i.tag === "latest" ? i.repository : `${i.repository}:${i.tag}`, about: "" })),
  network: (seen, seat) => seen.tables.networks.filter((n) => n.machine === seat.machine).map((n) => ({ text: n.name, about: n.subnet })),
  volume: (seen, seat) => seen.tables.volumes.filter((v) => v.machine === seat.machine).map((v) => ({ text: v.name, about: "" })),
  qcow2: (seen) => seen.tables.image_files.map((image) => ({ text: image.name, about: image.vm === "" ? image.state : `disk of ${image.vm}` })),
  package: (seen) => plain(seen.tables.fleets.map((fleet) => fleet.name)),
  fleet: fleetWords,
  fault: (seen) => seen.faults.map((fault) => ({ text: fault.name, about: fault.done ? `done: ${fault.about}` : fault.about })),
  card: (seen) => seen.tables.cards.map((c) => ({ text: c.name, about: c.answered ? c.home : "" })),
  home: () => plain(HOMES),
  trait: () => plain(TRAIT_NAMES),
  workload: (seen) => seen.tables.placements.map((p) => ({ text: p.name, about: p.title })),
  placing: (seen, _seat, before) => placingWords(seen, before),
  attack: (seen) => plain(seen.tables.walls.map((row) => row.attack)),
  target: (seen) => plain(seen.tables.walls.map((row) => row.target)),
  subject: (seen) => plain(subjects(seen)),
  signal: () => plain(["TERM", "KILL", "STOP", "CONT", "INT", "HUP"]),
  column: () => plain(psColumnNames),
  field: () => plain(["%CPU", "%MEM", "PID", "RES", "TIME+", "VIRT", "USER", "NI"]),
  schedule: () => SCHEDULE,
  parameter: () => SCHEDULE,
};

/** `lab place rota as compose`, word by word. */
function placingWords(seen: Observation, before: readonly string[]): Option[] {
  if (before.length === 0) return seen.tables.placements.map((p) => ({ text: p.name, about: p.title }));
  if (before.at(-1) === "as") return KINDS_OF_PLACES.map((kind) => ({ text: kind, about: KIND_NAMES[kind] }));
  if (before.at(-1) === "on") return plain(seen.tables.machines.filter((m) => m.host === "").map((m) => m.name));
  return plain(["as", "on"].filter((word) => !before.includes(word)));
}

const FLEET: Option[] = [
  { text: "create", about: "more services, in new VMs" },
  { text: "run", about: "so many containers of one image" },
  { text: "scale", about: "how many VMs there shall be" },
  { text: "image", about: "what new VMs are made from" },
  { text: "list", about: "the services one by one" },
];

/** `lab fleet image svc golden`, word by word. */
function fleetWords(seen: Observation, _seat: Seat, before: readonly string[]): Option[] {
  if (before.length === 0) return FLEET;
  if (before[0] !== "image") return [];
  return before.length === 1 ? plain(seen.tables.fleets.map((fleet) => fleet.name)) : plain(seen.tables.image_files.filter((image) => image.vm === "").map((image) => image.name.replace(/\.qcow2$/, "")));
}

const SCHEDULE: Option[] = [
  { text: "cpu_shares=", about: "weight, 1 to 10000; 100 is usual" },
  { text: "vcpu_quota=", about: "µs per period for each vCPU; -1: no limit" },
  { text: "vcpu_period=", about: "µs, 1000 to 1000000" },
];

/** Files whose path begins as `prefix`; directories end in `/`. */
export function fileOptions(prefix: string, seen: Observation, seat: Seat): Option[] {
  const cut = prefix.lastIndexOf("/") + 1;
  const folder = prefix.slice(0, cut);
  const meant = folder.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_whole, inner?: string, bare?: string) => seat.variables?.[inner ?? bare!] ?? "").replace(/^~(?=\/)/, "/root");
  const path = meant === "" ? seat.directory : meant.startsWith("/") ? meant : `${seat.directory}/${meant}`;
  const inside = path.replace(/(.)\/+$/, "$1");
  return (directory(inside, seen, seat) ?? []).map((name) => {
    const full = `${inside === "/" ? "" : inside}/${name}`;
    return { text: `${folder}${name}${directory(full, seen, seat) === undefined ? "" : "/"}`, about: "" };
  });
}
