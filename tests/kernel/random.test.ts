import fc from "fast-check";
import { expect, test } from "vitest";
import { Streams } from "../../src/kernel/random.ts";

const draws = (seed: number, stream: string, count = 5): number[] => {
  const random = new Streams(seed);
  return Array.from({ length: count }, () => random.below(stream, 1000));
};

test("a seed and a stream's name give the same draws on every machine", () => {
  expect({ one: draws(1, "arrivals"), two: draws(2, "arrivals"), other: draws(1, "services"), beyond32bits: draws(2 ** 40 + 1, "arrivals") }).toMatchInlineSnapshot(`
    {
      "beyond32bits": [
        277,
        920,
        742,
        75,
        465,
      ],
      "one": [
        620,
        913,
        872,
        855,
        495,
      ],
      "other": [
        652,
        277,
        474,
        166,
        513,
      ],
      "two": [
        185,
        920,
        250,
        854,
        227,
      ],
    }
  `);
});

test("what one stream draws never shifts another", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 50 }), fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 60 }), (seed, order) => {
      const mixed = new Streams(seed);
      const seen: Record<string, number[]> = { a: [], b: [], c: [] };
      for (const stream of order) seen[stream]!.push(mixed.uniform(stream));
      for (const stream of ["a", "b", "c"]) {
        const alone = new Streams(seed);
        expect(seen[stream]).toEqual(seen[stream]!.map(() => alone.uniform(stream)));
      }
    }),
  );
});

test("a copy draws what its original would have drawn", () => {
  const random = new Streams(7);
  random.uniform("x");
  const copy = random.copy();
  const copied = [copy.uniform("x"), copy.uniform("x"), copy.uniform("new")];
  expect([random.uniform("x"), random.uniform("x"), random.uniform("new")]).toEqual(copied);
});

const many = 200_000;
const sample = (draw: (random: Streams) => number): { mean: number; deviation: number; least: number; most: number } => {
  const random = new Streams(42);
  const values = Array.from({ length: many }, () => draw(random));
  const mean = values.reduce((a, b) => a + b, 0) / many;
  const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / many);
  values.sort((a, b) => a - b);
  return { mean, deviation, least: values[0]!, most: values.at(-1)! };
};

test("chance has the shape it is asked for", () => {
  const uniform = sample((r) => r.uniform("u"));
  expect(uniform.least >= 0 && uniform.most < 1).toBe(true);
  expect(uniform.mean).toBeCloseTo(0.5, 1.5);
  const gaps = sample((r) => r.exponential("e", 50));
  expect(gaps.least).toBeGreaterThanOrEqual(0);
  expect([Math.round(gaps.mean), Math.round(gaps.deviation)]).toEqual([50, 50]);
  const normal = sample((r) => r.normal("n", 10, 3));
  expect([normal.mean.toFixed(0), normal.deviation.toFixed(0)]).toEqual(["10", "3"]);
});

test("every face of a die comes equally often", () => {
  const random = new Streams(3);
  const faces = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 60_000; i++) faces[random.below("die", 6)]!++;
  const chiSquare = faces.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(20.5); // 0.1% of fair dice reach it (5 degrees of freedom)
});

test("neighbouring seeds are as unlike as any others", () => {
  const faces = Array.from({ length: 10 }, () => 0);
  for (let seed = 0; seed < 10_000; seed++) faces[(draws(seed, "x", 1)[0]! + 1000 - draws(seed + 1, "x", 1)[0]!) % 10]!++;
  const chiSquare = faces.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  expect(chiSquare).toBeLessThan(27.9); // 0.1% of independent draws reach it (9 degrees of freedom)
});
