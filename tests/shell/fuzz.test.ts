import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { complete } from "../../src/shell/complete.ts";
import { interpret } from "../../src/shell/interpret.ts";
import { verbs } from "../../src/shell/shelves.ts";
import { atHost, inside, recorder, seen } from "./fixture.ts";

const seats = [atHost, inside("db1"), inside("win1"), inside("cache1"), { ...atHost, machine: "nowhere" }];
const pieces = [
  ...verbs.flatMap((verb) => [verb.path, ...verb.flags.map((flag) => flag.name), ...verb.flags.flatMap((flag) => flag.short ?? [])]),
  ..."web1 db1 cache1 1201 4001 999999 -1 0 4G -- - --help /proc /proc/1310/status cpu_shares=5 start batch shop x constructor __proto__ toString".split(" "),
  ..."| || && ; & > 2>&1 2>/dev/null $( ) ' \" \\ # $? $USER ` * ~ [ ( { é 日本 \t".split(" "),
];
const typed = fc.oneof(fc.string({ maxLength: 60, unit: "binary" }), fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((words) => words.join(" ")), fc.array(fc.constantFrom(...pieces), { maxLength: 9 }).map((words) => words.join("")));

describe("whatever is typed", () => {
  test("is answered in lines without breaks or escape codes, and never throws", () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(...seats), fc.nat(3), (line, seat, round) => {
        const outcome = interpret(line, seat, recorder(), round);
        for (const text of outcome.output.map(lineText)) expect(text).not.toMatch(/[\n\r\u001b\u0000-\u0008]/);
        expect(Number.isInteger(outcome.status)).toBe(true);
        if (outcome.status >= 2) expect(outcome.output.length).toBeGreaterThanOrEqual(/2>|&>|grep|-q/.test(line) ? 0 : 1);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  test("Tab never throws, and only offers what continues the line", () => {
    fc.assert(
      fc.property(typed, fc.constantFrom(...seats), (line, seat) => {
        const { from, to, options, common } = complete(line, line.length, seat, seen);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBe(line.length);
        for (const option of options) expect(option.text.startsWith(common.trimEnd())).toBe(true);
      }),
      { numRuns: 3000, seed: 8 },
    );
  });
});
