import { z } from "zod";
import { duration } from "../world/schema-parts.ts";
import { comparison } from "./comparison.ts";
import { checkExpression } from "./expression-check.ts";
import type { Kind } from "./lesson.ts";
import { storyLine, type StoryLine } from "./story.ts";

/** Schemas of the YAML block that tells a step's kind. What people write; `steps.ts` turns it into a Step. */

const text = z.string().trim().min(1);

const expression = text.superRefine((written, context) => {
  for (const message of checkExpression(written)) context.addIssue({ code: "custom", message });
});

const line = z.string().transform((written, context): StoryLine => {
  const read = storyLine(written);
  if (read.kind !== "wrong") return read;
  context.addIssue({ code: "custom", message: read.what });
  return { kind: "remark", text: written };
});

const story = z.array(line);

const cell = z.union([z.number(), z.boolean(), z.string()]);
const belief = z.string().regex(/^M\d\d$/, "a belief is named by its code, like M04");
const concept = z.string().regex(/^C\d\d$/, "a concept is named by its code, like C07");

const common = {
  /** Stable code of an exercise or question: `E2.1`. */
  code: z.string().optional(),
  /** Continues the number of the step before: `part: b` after 2.10 is 2.10b. */
  part: z.string().regex(/^[a-z]$/, "a part is one small letter").optional(),
  lens: z.enum(["hypervisor", "cgroups", "walls", "choosing", "orchestration"]).optional(),
  focus: z.array(text).default([]),
  concepts: z.array(concept).default([]),
  presenter: z.array(text).default([]),
  /** Shows what the learner wrote in earlier steps. */
  notes: z.literal(true).optional(),
  /** Shows what the learner did, believed and wrote in the whole course. */
  certificate: z.literal(true).optional(),
  /** The step's own starting world. */
  scenario: z.string().optional(),
  seed: z.int().min(0).optional(),
  before: story.optional(),
};

const run = { run: story.default([]), for: duration.prefault("0s"), speed: z.number().positive().max(1000).default(1) };

const goal = z.strictObject({
  text,
  value: expression,
  is: cell.default(true).refine((is) => comparison(is) !== undefined, "needs a number after >=, <=, > or <: write >= 1.9, <= 10% or <= 31GiB"),
  unit: z.string().optional(),
  hold: duration.optional(),
  keep: z.boolean().optional(),
});

const choice = z.strictObject({ text, right: z.boolean().default(false), say: text, belief: belief.optional() });
const stepId = z.string().regex(/^\d+\.\d+[a-z]?$/, "a step is named by its number, like 5.7");
const question = z.strictObject({ code: z.string(), ask: text, choices: z.array(choice).min(2).max(6), see: z.array(stepId).min(1).max(2).optional() });

export const blocks = {
  explain: z.strictObject(common),
  watch: z.strictObject({ ...common, ...run }),
  predict: z.strictObject({
    ...common,
    ...run,
    ask: text,
    choices: z.array(z.strictObject({ text, value: cell, belief: belief.optional(), say: text.optional() })).min(2).max(6),
    reasons: z.array(text).min(1).max(4),
    answer: expression,
    tolerance: z.number().positive().optional(),
    after: z.string().default(""),
  }),
  survey: z.strictObject({ ...common, ask: text, statements: z.array(z.strictObject({ text, belief })).min(1), compare: stepId.optional() }),
  exercise: z.strictObject({
    ...common,
    goals: z.array(goal).min(1),
    from: duration.optional(),
    hints: z.array(text).refine((h) => h.length === 3, "an exercise has three hints: where to look, which idea, almost the command"),
    solutions: z.array(story.min(1)).min(1),
    mistakes: z.array(z.strictObject({ try: story.min(1), say: text, when: expression.optional() })).default([]),
    par: z.int().min(1).optional(),
    speed: z.number().positive().max(1000).default(1),
    within: duration.optional(),
    after: z.string().default(""),
  }),
  quiz: z.strictObject({
    ...common,
    questions: z.array(question).optional(),
    ask: text.optional(),
    choices: z.array(choice).min(2).max(6).optional(),
    /** Chapters whose questions are asked again: one of them, from the learner's own misses first. */
    warmup: z.array(z.int()).min(1).optional(),
    /** Mixed order, feedback after each block, a mark to reach. */
    assess: z.strictObject({ block: z.int().min(1).default(5), pass: z.int().min(1) }).optional(),
  }),
  reflect: z.strictObject({ ...common, ask: text, model: z.strictObject({ answer: text, parts: z.array(text).min(1).max(5), see: z.array(stepId).min(1).max(2).optional() }).optional() }),
} satisfies Record<Kind, z.ZodType>;

export type Written = { readonly [K in Kind]: z.infer<(typeof blocks)[K]> };

/** The front matter of a lesson file. */
export const frontMatter = z.strictObject({
  title: text,
  lens: z.enum(["hypervisor", "cgroups", "walls", "choosing", "orchestration"]).default("hypervisor"),
  seed: z.int().min(0).default(1),
  scenario: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  before: story.default([]),
});

export const chapterFile = z.strictObject({
  id: z.int().min(0),
  title: text,
  minutes: z.int().min(1),
  about: text,
  objectives: z.array(text).default([]),
  terms: z.array(text).default([]),
  prereq: z.array(z.int()).default([]),
  /** Code of the hardest exercise. */
  fast: z.string().optional(),
  facilitate: z
    .strictObject({ minutes: z.int(), discuss: z.array(text).default([]), demo: z.array(text).default([]), sticking: z.array(text).default([]) })
    .default({ minutes: 0, discuss: [], demo: [], sticking: [] }),
  forReal: z.strictObject({ note: z.string().default(""), run: z.array(text).default([]) }).default({ note: "", run: [] }),
  modelCard: z.strictObject({ kept: text, leftOut: text }).default({ kept: "see the course", leftOut: "see the course" }),
});

/** misconceptions.yaml: code → idea and correction. */
export const beliefFile = z.record(belief, z.strictObject({ idea: text, correction: text }));

/** concepts.yaml: code → the idea in a sentence. */
export const conceptFile = z.record(concept, text);

/** glossary.yaml: term → one or two sentences. */
export const glossaryFile = z.record(z.string(), text);

export const courseFile = z.strictObject({ title: text });
