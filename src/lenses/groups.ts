import { fixed } from "../display/format-number.ts";
import type { Tone } from "../display/line.ts";
import type { AppRow, GroupRow, Observation } from "../world/observation.ts";
import { type Offer, offer } from "./offer.ts";
import { cpuText, hosts, millisText } from "./readings.ts";

/** Dials and counters of cgroups side by side: what each may use and what it uses. */

const MIB = 1024 ** 2;
const NONE = "-";

/** A container's name, else the group's path as it stands below /sys/fs/cgroup. */
export const groupName = (seen: Observation, g: GroupRow): string => seen.tables.containers.find((c) => c.machine === g.machine && c.group === g.path)?.name ?? g.path.slice(1);

/** Groups of a host that somebody has given a budget, and those that have to share with them. */
export const budgeted = (seen: Observation): readonly GroupRow[] => hosts(seen).flatMap((host) => withBudget(seen, seen.tables.groups.filter((g) => g.machine === host.path)));

function withBudget(seen: Observation, groups: readonly GroupRow[]): readonly GroupRow[] {
  const weighed = new Set(groups.filter((g) => g.weight !== 100).map((g) => g.parent));
  return groups.filter((g) => hasBudget(g) || (weighed.has(g.parent) && (appIn(seen, g) !== undefined || hasRested(g))));
}

/** Nobody is in it now, but somebody was: it is still there to be compared with. systemd's own units always have somebody. */
const hasRested = (g: GroupRow): boolean => g.usage_usec > 0 && !/\.(slice|scope|service)$/.test(g.path);

const hasBudget = (g: GroupRow): boolean => g.quota_us > 0 || g.weight !== 100 || g.mem_max >= 0 || g.mem_high >= 0 || g.pids_max >= 0;

/** Nothing when nobody has a budget. Where guests are, weights and quotas belong to VMs, and the CPU bars tell of them. */
export function groupsPanel(seen: Observation): Offer | undefined {
  if (seen.tables.vms.length > 0) return undefined;
  const groups = budgeted(seen);
  if (groups.length === 0) return undefined;
  const shown = COLUMNS.filter((c) => groups.some((g) => (c.turned === undefined ? c.cell(g, appIn(seen, g)) !== NONE : c.turned(g))));
  const columns = [{ name: "group" }, ...shown.map((c) => ({ name: c.name, align: "right" as const }))];
  const rows = groups.map((g) => ({ cells: [groupName(seen, g), ...shown.map((c) => c.cell(g, appIn(seen, g)))], tone: toneOf(g) }));
  return offer({ title: "Groups", kind: "table", columns, rows }, 2);
}

/** The first app that lives in the group itself. */
function appIn(seen: Observation, g: GroupRow): AppRow | undefined {
  const name = seen.tables.processes.find((p) => p.machine === g.machine && p.group === g.path && p.app !== "")?.app;
  return seen.tables.apps.find((a) => a.machine === g.machine && a.name === name);
}

interface Column {
  readonly name: string;
  /** Whether somebody has turned this dial; where it is not given, whether there is anything to show. */
  turned?(g: GroupRow): boolean;
  cell(g: GroupRow, app: AppRow | undefined): string;
}

const COLUMNS: readonly Column[] = [
  { name: "CPU", cell: (g) => cpuText(g.cpu) },
  { name: "limit", cell: (g) => (g.quota_us > 0 ? cpuText(g.quota_us / g.period_us) : NONE) },
  { name: "weight", turned: (g) => g.weight !== 100, cell: (g) => `${g.weight}` },
  { name: "throttled", cell: (g) => (g.quota_us > 0 || g.nr_throttled > 0 ? `${g.nr_throttled} of ${g.nr_periods}` : NONE) },
  { name: "p99", cell: (_, app) => (app === undefined || app.p99_ms < 0 ? NONE : millisText(app.p99_ms)) },
  { name: "MiB", cell: (g) => fixed(g.mem_current / MIB, 0) },
  { name: "high", cell: (g) => (g.mem_high < 0 ? NONE : fixed(g.mem_high / MIB, 0)) },
  { name: "max", cell: (g) => (g.mem_max < 0 ? NONE : fixed(g.mem_max / MIB, 0)) },
  { name: "killed", cell: (g) => (g.oom_kills === 0 ? NONE : `${g.oom_kills}`) },
  { name: "pids", cell: (g) => (g.pids_max < 0 ? NONE : `${g.pids} of ${g.pids_max}`) },
  { name: "refused", cell: (g) => (g.pids_events === 0 ? NONE : `${g.pids_events}`) },
];

function toneOf(g: GroupRow): Tone {
  if (g.oom_kills > 0) return "bad";
  return g.mem_max > 0 && g.mem_current > 0.9 * g.mem_max ? "warn" : "plain";
}
