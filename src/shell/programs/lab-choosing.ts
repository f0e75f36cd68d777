import { fixed, percent } from "../../display/format-number.ts";
import { columns } from "../../display/format-table.ts";
import { line, span, type Line } from "../../display/line.ts";
import { nearest } from "../../kernel/nearest.ts";
import type { CardSpec } from "../../world/choosing/spec.ts";
import { KIND_NAMES, KINDS, type PlacementKind } from "../../world/choosing/placement.ts";
import { answerText, type Home, HOME_MEANS, HOMES, scoreOf, type TraitName, TRAIT_NAMES, TRAITS } from "../../world/choosing/sheet.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

/** `lab card`, `lab place`, `lab backup`, `lab year`, `lab score`: finding a home for a workload, and seeing what a year makes of it. Invented, and said to be. */

const NOTE = "lab is this course's own command: no real machine has it";

export const card: Verb = {
  path: "lab card",
  on: "any",
  about: "the deck of workloads: read a card, give it a home",
  flags: [],
  args: [
    { name: "card", about: "one of the deck; none: list them", completes: "card", optional: true },
    { name: "home", about: HOMES.join(", "), completes: "home", optional: true },
    { name: "trait", about: TRAIT_NAMES.join(", "), completes: "trait", optional: true },
  ],
  example: "lab card payroll vm os",
  note: NOTE,
  run({ args: [name, home, trait] }, seen) {
    const cards = seen.choosing?.cards ?? [];
    if (cards.length === 0) return fail("lab: there is no deck of cards in this world");
    if (name === undefined) return deck(seen);
    const found = cards.find((c) => c.name === name);
    if (found === undefined) return unknown("card", name, cards.map((c) => c.name));
    if (home === undefined) return say(cardLines(found));
    if (!HOMES.includes(home as Home)) return unknown("home", home, HOMES);
    if (trait === undefined || !TRAIT_NAMES.includes(trait as TraitName)) return trait === undefined ? fail("lab: name the trait that decides, too", `lab card ${name} ${home} TRAIT; traits are ${TRAIT_NAMES.join(", ")}`) : unknown("trait", trait, TRAIT_NAMES);
    return { kind: "act", command: { type: "choose", do: "card", card: name, home: home as Home, trait: trait as TraitName }, then: verdict(found, home as Home, trait as TraitName), prefix: "lab: " };
  },
};

function unknown(what: string, name: string, known: readonly string[]): Reply {
  const near = nearest(name, known);
  return fail(`lab: there is no ${what} "${name}"`, near === undefined ? `there are: ${known.join(", ")}` : `did you mean ${near}?`);
}

function deck(seen: Observation): Reply {
  const rows = seen.tables.cards.map((c) => [c.name, c.answered ? `${c.home_right ? "✓" : "✗"} ${c.home}` : "-", c.answered ? `${c.trait_right ? "✓" : "✗"} ${c.trait}` : "-"]);
  return say(columns([{ name: "CARD" }, { name: "HOME" }, { name: "BECAUSE OF" }], rows, "   "));
}

/** No longer than a small terminal: the story and the traits are to be seen at once. */
function cardLines({ name, story, traits }: CardSpec): string[] {
  return [`${name}: ${story}`, ...columns([{ name: "TRAIT" }, { name: "ANSWER" }], TRAIT_NAMES.map((trait) => [trait, answerText(trait, traits)]), "   "), `homes: ${HOMES.map((home) => `${home}${HOME_MEANS[home] === undefined ? "" : ` (${HOME_MEANS[home]})`}`).join(", ")}`];
}

const scoreText = (score: number): string => (score === -Infinity ? "out" : score > 0 ? `+${score}` : `${score}`);

/** What is said at once: whether the home fits, whether the trait decides, and how the sheet adds up. */
function verdict({ homes, because, traits, say: why }: CardSpec, home: Home, trait: TraitName): Line[] {
  const right = homes.includes(home);
  const reason = because.includes(trait) ? [span("✓ ", "good"), span(`${trait} decides: ${answerText(trait, traits)}.`)] : [span("✗ ", "warn"), span(`${trait} is not what decides. Look at ${because.join(" or ")}.`)];
  return [
    [span(right ? "✓ " : "✗ ", right ? "good" : "warn"), span(right ? `${home} fits.` : scoreOf(traits, home) === -Infinity ? `${home} is knocked out: ${knockedBy(traits, home)}.` : `${home} is not where people put it. ${homes.join(" or ")} is.`)],
    reason,
    line(`  ${why}`),
    [span(`  The sheet: ${HOMES.map((h) => `${h} ${scoreText(scoreOf(traits, h))}`).join(", ")}`, "muted")],
  ];
}

function knockedBy(traits: CardSpec["traits"], home: Home): string {
  const out = TRAIT_NAMES.find((trait) => (TRAITS[trait].answers as Readonly<Record<string, readonly [string, readonly number[]]>>)[traits[trait]]![1][HOMES.indexOf(home)] === -Infinity)!;
  return answerText(out, traits);
}

export const place: Verb = {
  path: "lab place",
  on: "any",
  about: "put workloads somewhere for the year",
  flags: [],
  args: [{ name: "words", about: `NAME[,NAME] as ${KINDS.join("|")} [on HOST or VM]`, completes: "placing", optional: true, many: true }],
  example: "lab place rota,menu as compose on vm-tools",
  note: `${NOTE}. Homes are reckoned with for the year, not started as machines`,
  run({ args }, seen) {
    if ((seen.choosing?.workloads ?? []).length === 0) return fail("lab: there is nothing to place in this world");
    if (args.length === 0) return placed(seen);
    const { names, kind, on } = sentence(args);
    if (names.length === 0 || kind === "") return fail("lab: say what to put where: NAME as KIND", `kinds are ${KINDS.join(", ")}`);
    const then = names.map((name) => line(`${name}: ${KIND_NAMES[kind as PlacementKind] ?? kind}${on === "" ? "" : `, on ${on}`}`));
    return { kind: "act", command: { type: "choose", do: "place", workloads: names, kind: kind as PlacementKind, on }, then, prefix: "lab: " };
  },
};

/** `rota, menu as compose on vm-tools`. */
function sentence(args: readonly string[]): { readonly names: readonly string[]; readonly kind: string; readonly on: string } {
  const as = args.indexOf("as");
  const on = args.indexOf("on");
  const names = args.slice(0, as < 0 ? args.length : as).join(",").split(",").filter((name) => name !== "");
  return { names, kind: as < 0 ? "" : (args[as + 1] ?? ""), on: on < 0 ? "" : (args[on + 1] ?? "") };
}

function placed(seen: Observation): Reply {
  const rows = seen.tables.placements.map((p) => [p.name, p.title, p.kind === "" ? "-" : p.kind, p.hosts === "" ? "-" : p.hosts, p.backup ? "nightly" : "-"]);
  return say(columns([{ name: "WORKLOAD" }, { name: "WHAT IT IS" }, { name: "AS" }, { name: "ON" }, { name: "BACKUP" }], rows, "   "));
}

export const backup: Verb = {
  path: "lab backup",
  on: "any",
  about: "copy a workload's data away every night",
  flags: [],
  args: [{ name: "name", about: "a workload, or the VM that several share", completes: "workload" }, { name: "when", about: "nightly", optional: true }],
  example: "lab backup vm-tools nightly",
  note: NOTE,
  run({ args: [name, when = "nightly"] }) {
    if (when !== "nightly") return fail(`lab: "${when}" is not modelled`, "nightly is");
    return { kind: "act", command: { type: "choose", do: "backup", name: name! }, then: [line(`${name}: its data is copied away every night`)], prefix: "lab: " };
  },
};

export const year: Verb = {
  path: "lab year",
  on: "any",
  about: "play a year with what is placed, 4 days a second",
  flags: [{ name: "--report", about: "how the year stands, without beginning another" }],
  args: [],
  example: "lab year",
  note: `${NOTE}. Rates and costs are round values that keep their proportions`,
  run({ flags }, seen) {
    if (flags.report !== undefined) return report(seen);
    return { kind: "act", command: { type: "choose", do: "year" }, then: [line("the year begins; lab year --report tells how it stands")], prefix: "lab: " };
  },
};

function report(seen: Observation): Reply {
  const [sum] = seen.tables.years;
  if (sum === undefined) return fail("lab: no year has been played", "lab year begins one");
  const rows = seen.tables.placements.filter((p) => p.kind !== "").map((p) => [p.name, p.kind, `${fixed(p.availability * 100, 2)}%`, `${percent(p.slo, 1)}%`, `${p.down_min}`, `${p.breached}`]);
  return say([
    ...columns([{ name: "WORKLOAD" }, { name: "AS" }, { name: "AVAILABLE" }, { name: "WANTED" }, { name: "MIN AWAY" }, { name: "BREACHES" }], rows, "   "), "",
    `day ${sum.day}: ${fixed(sum.ops_hours_month, 1)} hours of work a month, ${fixed(sum.memory / 2 ** 30, 1)} GiB, ${sum.findings} audit findings, ${sum.lost} lost data`,
  ]);
}

export const score: Verb = {
  path: "lab score",
  on: "any",
  about: "points for the year, and what they are for",
  flags: [],
  args: [],
  example: "lab score",
  note: `${NOTE}. Points are something to talk about, not a grade`,
  run(_values, seen) {
    const most = seen.choosing?.score;
    if (most === undefined) return fail("lab: nobody counts points in this world");
    const [sum] = seen.tables.years;
    if (sum === undefined || sum.score < 0) return fail("lab: no year has been played", "lab year begins one");
    const row = (name: string, points: number, of: number, what: string): string[] => [name, fixed(points, 1), `${of}`, what];
    const rows = [
      row("availability", sum.score_availability, most.availability, "nobody was away longer than allowed"),
      row("isolation", sum.score_isolation, most.isolation, "strangers and audited data share no kernel"),
      row("waste", sum.score_waste, most.waste, "programs use all memory, their carriers none"),
      row("toil", sum.score_toil, most.toil, "8 hours of work a month or less"),
      row("all", sum.score, most.availability + most.isolation + most.waste + most.toil, sum.first_score < 0 ? `day ${sum.day}` : `the first year had ${fixed(sum.first_score, 1)}`),
    ];
    return say(columns([{ name: "POINTS FOR" }, { name: "HAVE" }, { name: "OF" }, { name: "ALL OF THEM IF" }], rows, "   "));
  },
};
