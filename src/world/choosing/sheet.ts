/**
 * The score sheet: eight questions about a workload, and what each answer means for each home, from -2 (fights it) to
 * +2 (made for it). `KO` knocks a home out whatever else speaks for it. The numbers are a rule of thumb to argue from.
 */
export const HOMES = ["process", "vm", "container", "sandbox", "metal"] as const;
export type Home = (typeof HOMES)[number];

/** What a home's name leaves unsaid. */
export const HOME_MEANS: Readonly<Partial<Record<Home, string>>> = { container: "VM nodes", sandbox: "own kernel", metal: "no VM" };

const KO = -Infinity;
type Scores = readonly [process: number, vm: number, container: number, sandbox: number, metal: number];

interface Trait {
  readonly ask: string;
  /** Answers by their short word: how they are put, and what they give each home. */
  readonly answers: Readonly<Record<string, readonly [says: string, scores: Scores]>>;
}

export const TRAITS = {
  os: { ask: "Which operating system does it expect?", answers: { linux: ["ordinary Linux", [1, 1, 2, 2, 2]], own: ["another OS, its own kernel or modules", [KO, 2, KO, -1, KO]] } },
  state: { ask: "Who keeps its state?", answers: { none: ["nobody: it has none", [0, 0, 2, 2, 2]], team: ["a team looks after disks, backup, failover", [-1, 1, 2, 0, 1]], nobody: ["it has state, and nobody has time", [-2, 2, -1, -2, -2]] } },
  trust: { ask: "Whose code is it, and who shares the machine?", answers: { one: ["one team", [1, 0, 2, 0, 1]], teams: ["several teams of one company", [-1, 1, 1, 1, -1]], tenants: ["paying tenants or regulated data", [KO, 2, 0, 2, -2]], strangers: ["strangers' code", [KO, 1, KO, 2, KO]] } },
  change: { ask: "How often does it change?", answers: { yearly: ["yearly", [1, 2, 0, 0, 0]], quarterly: ["a few times a year", [0, 0, 0, 0, 0]], daily: ["daily or more", [-1, -1, 2, 1, 1]] } },
  load: { ask: "How does its load move?", answers: { steady: ["steadily", [1, 1, 0, 0, 1]], spiky: ["threefold or more within minutes", [-2, -2, 2, 2, 1]] } },
  size: { ask: "How big is one copy?", answers: { small: ["under half a GiB, many of them", [1, -2, 2, 0, 2]], medium: ["a few GiB", [0, 0, 0, 0, 0]], large: ["tens of GiB, few of them", [0, 1, 1, 0, 2]] } },
  hardware: { ask: "What hardware does it need?", answers: { plain: ["nothing special", [0, 0, 0, 0, -1]], special: ["a GPU, microseconds, a licence per socket", [0, 1, 1, -1, 2]] } },
  staff: { ask: "Who runs it at three in the morning?", answers: { two: ["two people with three apps", [1, 2, -1, -2, -2]], platform: ["a platform team", [-1, 0, 2, 1, 1]] } },
} as const satisfies Record<string, Trait>;

export type TraitName = keyof typeof TRAITS;
export const TRAIT_NAMES = Object.keys(TRAITS) as TraitName[];

/** A workload's answer to every question. */
export type Traits = { readonly [T in TraitName]: string };

const answerOf = (trait: TraitName, traits: Traits): readonly [string, Scores] => (TRAITS[trait].answers as Readonly<Record<string, readonly [string, Scores]>>)[traits[trait]]!;

export const answerText = (trait: TraitName, traits: Traits): string => answerOf(trait, traits)[0];

/** What one trait gives a home; -Infinity knocks it out. */
const given = (trait: TraitName, traits: Traits, home: Home): number => answerOf(trait, traits)[1][HOMES.indexOf(home)]!;

/** The sum over all traits; -Infinity for a home that is knocked out. */
export const scoreOf = (traits: Traits, home: Home): number => TRAIT_NAMES.reduce((sum, trait) => sum + given(trait, traits, home), 0);

/** Homes that are not knocked out, the best first. */
export const ranked = (traits: Traits): { readonly home: Home; readonly score: number }[] =>
  HOMES.map((home) => ({ home, score: scoreOf(traits, home) })).filter(({ score }) => score > KO).sort((a, b) => b.score - a.score);

/** Within this many points of the best the sheet does not decide: take the home that is run already. */
const CLOSE = 2;

/** Whether the sheet speaks against a home: it is knocked out, or clearly worse than the best. */
export const isClose = (traits: Traits, home: Home): boolean => scoreOf(traits, home) >= ranked(traits)[0]!.score - CLOSE;
