import type { Random } from "../../kernel/random.ts";
import { kernelsOf, usesCluster, type Placement } from "./placement.ts";
import type { WorkloadSpec } from "./spec.ts";

/** What can happen on a day, to whom, and what it costs there. Round values that keep their proportions; nobody's bill. */

/** Who is looked at on a day: everything that is placed, with its demands. */
export interface Estate {
  readonly hosts: readonly string[];
  readonly placed: readonly Placement[];
  readonly workloads: ReadonlyMap<string, WorkloadSpec>;
  readonly backups: ReadonlySet<string>;
  readonly memory: ReadonlyMap<string, number>;
  readonly memoryLimit: number;
}

/** What an incident does: minutes without a workload, hours of somebody's time. */
export interface Incident {
  readonly what: string;
  readonly down: Readonly<Record<string, number>>;
  readonly hours: number;
  readonly tone: "plain" | "warn" | "bad";
  /** Workloads whose data is gone; whose walls were crossed; what an auditor wrote down. */
  readonly lost?: readonly string[];
  readonly breached?: readonly string[];
  readonly finding?: string;
}

type Day = { readonly day: number; readonly random: Random };
type Kind = (estate: Estate, day: Day) => readonly Incident[];

const HOUR = 60;
const by = (random: Random, stream: string, perYear: number): boolean => random.uniform(`year/${stream}`) < perYear / 365;
const fixed = ({ kind }: Placement): boolean => kind === "process" || kind === "vm" || kind === "compose";
const spread = ({ hosts }: Placement): boolean => new Set(hosts).size > 1;
const several = ({ hosts }: Placement): boolean => hosts.length > 1;
export const ownsKernel = ({ kind }: Placement): boolean => kind === "vm" || kind === "kata-pods";
const of = (estate: Estate, p: Placement): WorkloadSpec => estate.workloads.get(p.workload)!;

/** A host goes dark: whoever has a copy elsewhere goes on, a scheduler starts pods elsewhere, the rest waits for the repair. */
const hostFailure: Kind = (estate, { random }) =>
  estate.hosts.flatMap((host) => {
    const hit = estate.placed.filter((p) => p.hosts.includes(host));
    if (hit.length === 0 || !by(random, `host/${host}`, 0.7)) return [];
    const minutes = (p: Placement): number => (spread(p) ? 0 : usesCluster(p.kind) ? 6 : 4 * HOUR);
    return [{ what: `${host} loses power`, down: Object.fromEntries(hit.map((p) => [p.workload, minutes(p)])), hours: 2, tone: "bad" }];
  });

/** Once a month every kernel is patched and started again. */
const patchDay: Kind = (estate, { day }) => {
  if (day % 30 !== 0) return [];
  const down: Record<string, number> = {};
  const kernels = new Map<string, number>();
  for (const p of estate.placed) {
    const hours = p.kind === "kata-pods" ? 0 : usesCluster(p.kind) ? 0.1 : of(estate, p).traits.os === "own" ? 1 : 0.5;
    for (const kernel of kernelsOf(p)) kernels.set(kernel, Math.max(kernels.get(kernel) ?? 0, hours));
    down[p.workload] = several(p) ? 0 : usesCluster(p.kind) ? 1 : p.kind === "vm" || p.kind === "compose" ? 5 : 10;
  }
  const hosts = new Set(estate.placed.flatMap((p) => p.hosts)).size;
  const hours = [...kernels.values()].reduce((a, b) => a + b, 0) + hosts * 0.5;
  return kernels.size === 0 ? [] : [{ what: `patch day: ${kernels.size} kernels`, down, hours, tone: "plain" }];
};

/** A cluster wants attention of its own, and three upgrades a year. */
const clusterUpkeep: Kind = (estate, { day }) => {
  if (day % 30 !== 15 || !estate.placed.some((p) => usesCluster(p.kind))) return [];
  const upgrade = day % 120 === 15;
  return [{ what: upgrade ? "the cluster is upgraded" : "cluster upkeep", down: {}, hours: upgrade ? 8 : 2, tone: "plain" }];
};

const RELEASES = { yearly: 3, quarterly: 8, daily: 250 } as const;

/** Releases, and those of them that go wrong. */
const release: Kind = (estate, { random }) =>
  estate.placed.flatMap((p): Incident[] => {
    const { traits } = of(estate, p);
    if (!by(random, `release/${p.workload}`, RELEASES[traits.change as keyof typeof RELEASES])) return [];
    const broken = random.uniform(`year/broken/${p.workload}`) < 0.04;
    const slow = p.kind === "vm" || p.kind === "process";
    const hours = slow ? 0.5 : 0.03;
    if (!broken) return [{ what: "", down: {}, hours, tone: "plain" }];
    const minutes = slow ? 30 : p.kind === "compose" ? 5 : several(p) ? 0 : 2;
    return [{ what: `a release of ${p.workload} is broken${minutes === 0 ? ": the rollout halts, the old copies serve on" : ""}`, down: { [p.workload]: minutes }, hours: hours + (slow ? 1 : 0.25), tone: minutes === 0 ? "plain" : "warn" }];
  });

/** Load that moves finds room at once, or visitors wait outside. */
const surge: Kind = (estate, { day }) =>
  estate.placed.flatMap((p): Incident[] => {
    const { traits } = of(estate, p);
    if (traits.load !== "spiky" || day % 7 >= 5) return [];
    const minutes = fixed(p) ? (p.hosts.length >= 4 ? 1 : 8) : 0.3;
    return [{ what: day % 30 === 1 && minutes > 1 ? `${p.workload} cannot grow as fast as its visitors come` : "", down: { [p.workload]: minutes }, hours: 0, tone: "warn" }];
  });

/** Programs crash; what watches them starts them again. */
const crash: Kind = (estate, { random }) =>
  estate.placed.flatMap((p): Incident[] => {
    if (!by(random, `crash/${p.workload}`, 12)) return [];
    const minutes = usesCluster(p.kind) ? (several(p) ? 0 : 1) : p.kind === "compose" ? 1 : 5;
    return [{ what: "", down: { [p.workload]: minutes }, hours: minutes > 1 ? 0.25 : 0, tone: "plain" }];
  });

/** Once a year a disk dies or somebody deletes the wrong thing. */
const dataLoss: Kind = (estate, { day }) =>
  estate.placed.flatMap((p): Incident[] => {
    const { traits } = of(estate, p);
    if (traits.state === "none" || day !== unluckyDay(p.workload)) return [];
    const safe = traits.state === "team" || estate.backups.has(p.workload);
    if (safe) return [{ what: `data of ${p.workload} is damaged, and comes back from the backup`, down: { [p.workload]: HOUR }, hours: 1.5, tone: "warn" }];
    return [{ what: `data of ${p.workload} is damaged, and there is no backup`, down: { [p.workload]: 72 * HOUR }, hours: 24, tone: "bad", lost: [p.workload] }];
  });

/** The same day every year for the same name: what is compared is the design, not the luck. */
const unluckyDay = (name: string): number => 40 + ([...name].reduce((sum, sign) => sum * 31 + sign.charCodeAt(0), 7) % 280);

/** State that nobody looks after, in a home that is replaced and not repaired. */
const strayState: Kind = (estate, { day }) =>
  estate.placed.flatMap((p): Incident[] => {
    if (of(estate, p).traits.state !== "nobody" || fixed(p) || day % 30 !== 20) return [];
    return [{ what: `${p.workload} is started elsewhere and does not find its files`, down: { [p.workload]: 2 * HOUR }, hours: 2, tone: "bad" }];
  });

/** Strangers' code tries the wall around it: whoever shares its kernel is hit. */
const attack: Kind = (estate, { day }) =>
  estate.placed.flatMap((p): Incident[] => {
    if (of(estate, p).traits.trust !== "strangers" || day % 60 !== 33) return [];
    if (ownsKernel(p)) return [{ what: `code in ${p.workload} attacks its kernel, and reaches nobody else's`, down: { [p.workload]: 1 }, hours: 0.25, tone: "plain" }];
    const hit = sharers(estate, p);
    return [{ what: `code in ${p.workload} takes over a kernel that ${hit.length === 0 ? "the host runs on" : `${hit.join(", ")} share`}`, down: Object.fromEntries([p.workload, ...hit].map((name) => [name, 8 * HOUR])), hours: 16, tone: "bad", breached: [p.workload, ...hit] }];
  });

/** Other workloads that call one of its kernels. */
export function sharers({ placed }: Pick<Estate, "placed">, p: Placement): string[] {
  const own = new Set(kernelsOf(p));
  return placed.filter((other) => other !== p && kernelsOf(other).some((kernel) => own.has(kernel))).map((other) => other.workload);
}

/** Every quarter somebody asks what separates regulated data from everything else. */
const audit: Kind = (estate, { day }) =>
  estate.placed.flatMap((p): Incident[] => {
    if (of(estate, p).traits.trust !== "tenants" || day % 90 !== 60) return [];
    const with_ = sharers(estate, p);
    if (with_.length === 0 && p.kind !== "process" && p.kind !== "metal") return [{ what: `audit of ${p.workload}: its kernels are its own`, down: {}, hours: 1, tone: "plain" }];
    return [{ what: `audit of ${p.workload}: it shares a kernel with ${with_.join(", ") || "its host"}`, down: {}, hours: 8, tone: "bad", finding: p.workload }];
  });

/** A host that holds more than it should ends somebody every month. */
const tooFull: Kind = (estate, { day, random }) =>
  estate.hosts.flatMap((host): Incident[] => {
    const here = estate.placed.filter((p) => p.hosts.includes(host));
    if (day % 30 !== 10 || here.length === 0 || (estate.memory.get(host) ?? 0) <= estate.memoryLimit) return [];
    const victim = here[random.below("year/full", here.length)]!;
    return [{ what: `${host} is out of memory: ${victim.workload} is killed`, down: { [victim.workload]: 30 }, hours: 1, tone: "bad" }];
  });

const KINDS: readonly Kind[] = [hostFailure, patchDay, clusterUpkeep, release, surge, crash, dataLoss, strayState, attack, audit, tooFull];

/** Everything that happens on one day. */
export const incidentsOn = (estate: Estate, day: Day): readonly Incident[] => KINDS.flatMap((kind) => kind(estate, day));

/** Whether a workload can run where it was put at all. */
export const cannotRun = (p: Placement, { traits }: WorkloadSpec): boolean => traits.os === "own" && p.kind !== "vm";

