import { describe, expect, test } from "vitest";
import { didYouMean, nearest } from "../../src/kernel/nearest.ts";

const programs = ["virsh", "vmstat", "top", "ps", "renice", "sort"];

describe("the nearest word", () => {
  test.each([
    ["vrish", "virsh"], // two letters swapped
    ["vmsta", "vmstat"],
    ["topp", "top"],
    ["RENICE", "renice"],
    ["px", "ps"],
  ])("%s was meant as %s", (typed, meant) => expect(nearest(typed, programs)).toBe(meant));

  test.each(["kubectl", "xyz", "", "sortedness"])("%j is near nothing", (typed) => expect(nearest(typed, programs)).toBeUndefined());
});

test("a message goes on with what was probably meant, or not at all", () => {
  expect([`unknown${didYouMean("tpo", programs)}`, `unknown${didYouMean("helm", programs)}`]).toEqual(['unknown, did you mean "top"?', "unknown"]);
});
