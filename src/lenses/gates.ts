import type { GatesPanel } from "../display/panel.ts";
import type { Tone } from "../display/line.ts";
import type { Observation } from "../world/observation.ts";
import type { WallRow } from "../world/wall/rows.ts";
import { type Offer, offer } from "./offer.ts";

/** Attacks as arrows through the gates of a wall: all attacks on one target, or one attack on all targets. */

/** With more targets than these nobody looks for single arrows. */
const MOST = 12;

export function gatesPanels(seen: Observation): readonly Offer[] {
  const targets = seen.tables.vms.length + seen.tables.containers.filter((c) => c.running).length;
  if (seen.tables.engines.length === 0 || targets > MOST) return [];
  const rows = seen.tables.walls;
  const names = [...new Set(rows.map((row) => row.target))];
  const attacks = [...new Set(rows.map((row) => row.attack))];
  return [
    ...names.map((name) => panelOf(`Gates of ${name}`, rows.filter((row) => row.target === name), (row) => row.attack)),
    ...attacks.map((attack) => panelOf(`Gates against ${attack}`, rows.filter((row) => row.attack === attack && row.kind === meant(attack)), (row) => row.target)),
  ].filter(({ panel }) => panel.kind === "gates" && panel.arrows.length > 0);
}

/** The flaw of a device is a matter of VMs, the other three are about containers. */
const meant = (attack: string): string => (attack === "deviceflaw" ? "vm" : "container");

/** By the names that stand in a row's gates: one for a wide place, one for a narrow one. */
const NAMES: Readonly<Record<string, readonly [name: string, short: string]>> = {
  configuration: ["conf", "con"],
  capabilities: ["caps", "cap"],
  seccomp: ["seccomp", "sec"],
  LSM: ["LSM", "LSM"],
  "no-new-privileges": ["nnp", "nnp"],
  "read-only": ["r/o", "r/o"],
  runtime: ["runtime", "run"],
  "user namespace": ["users", "usr"],
  hypervisor: ["hyp", "hyp"],
};

function gateOf(long: string): GatesPanel["gates"][number] {
  const [name, short] = NAMES[long] ?? [long, long.slice(0, 3)];
  return { name, short, long };
}

function panelOf(title: string, rows: readonly WallRow[], label: (row: WallRow) => string): Offer {
  const gates = rows.length === 0 ? [] : findings(rows[0]!).map(([gate]) => gateOf(gate));
  const arrows = rows.map((row) => ({ label: label(row), at: findings(row).map(([, says]) => says), end: endOf(row), tone: toneOf(row) }));
  return offer({ title: `${title}: ▸ passes  X stops`, kind: "gates", gates, arrows }, rows.length + 1);
}

type Says = GatesPanel["arrows"][number]["at"][number];

const findings = (row: WallRow): [string, Says][] => row.gates.split("\n").map((text) => text.split("\t").slice(0, 2) as [string, Says]);

const endOf = (row: WallRow): string => (row.blast_radius > 1 ? `${row.reached}, ${row.blast_radius} hit` : row.reached);

function toneOf({ reached }: WallRow): Tone {
  if (reached.startsWith("host")) return "bad";
  return reached === "container" ? "good" : "warn";
}
