import { z } from "zod";
import { size } from "../schema-parts.ts";
import { HOMES, TRAIT_NAMES, TRAITS, type Traits } from "./sheet.ts";
import type { ChoosingSpec } from "./spec.ts";

/** Cards and workloads as people write them in a scenario file. */

const traits = z.strictObject(Object.fromEntries(TRAIT_NAMES.map((trait) => [trait, z.enum(Object.keys(TRAITS[trait].answers) as [string, ...string[]])]))).transform((written) => written as unknown as Traits);

const home = z.enum(HOMES);
const trait = z.enum(TRAIT_NAMES as [keyof Traits, ...(keyof Traits)[]]);

const points = z.number().min(0).max(1000);

export const choosingFile = z.strictObject({
  cards: z.array(z.strictObject({ name: z.string(), story: z.string(), traits, homes: z.array(home).min(1), because: z.array(trait).min(1), say: z.string() })).default([]),
  workloads: z
    .array(z.strictObject({ name: z.string(), title: z.string(), traits, memory: size, copies: z.int().min(1).default(1), slo: z.number().min(0).max(1).default(0.995) }))
    .default([]),
  score: z.strictObject({ availability: points, isolation: points, waste: points, toil: points }).optional(),
});

export const choosingFrom = ({ cards, workloads, score }: z.infer<typeof choosingFile>): ChoosingSpec => ({ cards, ...(score === undefined ? {} : { score }), workloads: workloads.map(({ memory, ...rest }) => ({ ...rest, memoryBytes: memory })) });
