import * as fc from "fast-check";
import { expect, test } from "vitest";
import { SECOND } from "../../../src/kernel/time.ts";
import { anyMachine, build, readGroup, run, type Built, type MachineShape } from "./shape.ts";

const TEN_SECONDS = 10 * SECOND;

const usages = (built: Built) =>
  built.groups.map(({ cpus, path, machine }) => ({ group: `${machine}:${path}`, used: readGroup(cpus, path).usage / TEN_SECONDS, of: cpus.count }));

function compare(shape: MachineShape): string[] {
  const fluid = build(shape, "fluid");
  const sliced = build(shape, "sliced");
  run(fluid, TEN_SECONDS);
  run(sliced, TEN_SECONDS);
  const other = usages(sliced);
  return usages(fluid).flatMap(({ group, used, of }, i) => {
    const seen = other[i]?.used ?? NaN;
    return Math.abs(seen - used) <= 0.02 * of ? [] : [`${group}: fluid ${used.toFixed(3)}, sliced ${seen.toFixed(3)} of ${of} CPUs`];
  });
}

test("over ten seconds both engines give every group the same CPU time, to 2% of its machine", () => {
  fc.assert(fc.property(anyMachine, (shape) => expect(compare(shape)).toEqual([])), { numRuns: 60, seed: 2026 });
}, 60_000);
