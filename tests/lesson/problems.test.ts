import { describe, expect, test } from "vitest";
import { compileCourse } from "../../src/lesson/compile.ts";
import { problemText } from "../../src/world/problem.ts";
import { TINY_SCENARIO } from "./tiny-world.ts";

const problemsOf = (markdown: string): string[] =>
  compileCourse([
    { path: "05-cgroups/02-quota.md", text: markdown },
    { path: "05-cgroups/tiny.yaml", text: TINY_SCENARIO },
  ]).problems.map(problemText);

const FRONT = `---
title: Quota
scenario: tiny.yaml
---
`;

const exercise = (goals: string): string => `${FRONT}
# Give it back

\`\`\`yaml exercise
goals:
${goals}
hints: [a, b, c]
solutions: [[nice 19]]
\`\`\`
`;

describe("what is wrong with a lesson is said with file, line and fix", () => {
  test("an unknown table", () => {
    expect(problemsOf(exercise("  - { text: ready, value: 'app.shop.cpu', is: '> 1' }\n  - text: many\n    value: app_s.size() == 3"))).toEqual([
      '05-cgroups/02-quota.md:12: goals[1].value: unknown table "app_s", did you mean "apps"?',
    ]);
  });

  test("an unknown column, also inside a filter", () => {
    expect(problemsOf(exercise("  - { text: a, value: 'apps.filter(a, a.cpuu > 1).size()', is: 3 }\n  - { text: b, value: vm.db1.stael }"))).toEqual([
      '05-cgroups/02-quota.md:10: goals[0].value: table "apps" has no column "cpuu", did you mean "cpu"?',
      '05-cgroups/02-quota.md:11: goals[1].value: table "vms" has no column "stael", did you mean "steal"?',
    ]);
  });

  test("a list where one row is meant", () => {
    expect(problemsOf(exercise("  - { text: a, value: vms.steal }"))).toEqual([
      '05-cgroups/02-quota.md:10: goals[0].value: "steal" is asked of a whole list, pick one row first: filter(...)[0].steal, or use the singular: vm.NAME.steal',
    ]);
  });

  test("an expression that is none", () => {
    expect(problemsOf(exercise("  - { text: a, value: 'app.shop. > 1' }"))).toEqual([
      '05-cgroups/02-quota.md:10: goals[0].value: "app.shop. > 1" is not a CEL expression: Expected IDENTIFIER, got GT (at column 11 of the expression)',
    ]);
  });

  test("an ordering of something that has none", () => {
    expect(problemsOf(exercise("  - { text: a, value: app.shop.cpu, is: '>= much' }"))).toEqual([
      "05-cgroups/02-quota.md:10: goals[0].is: needs a number after >=, <=, > or <: write >= 1.9, <= 10% or <= 31GiB",
    ]);
  });

  test("everything in a file at once, in order", () => {
    const markdown = `${FRONT}
Some words too early.

# One
\`\`\`yaml wach
run: [look]
\`\`\`

# Two
\`\`\`yaml watch
runs: [look]
for: 3 parsecs
run: ["~ soon", "!"]
\`\`\`

# Three
\`\`\`yaml exercise
goals: [{ text: a, value: true }]
hints: [only one]
solutions: [[look]]
\`\`\`

# Four
\`\`\`yaml watch
run: [look
\`\`\`

# Five
\`\`\`yaml watch
run: ["! crowds"]
\`\`\`
`;
    expect(problemsOf(markdown)).toEqual([
      "05-cgroups/02-quota.md:6: this text stands before the first heading, put a line like # First step above it",
      '05-cgroups/02-quota.md:9: unknown kind of step "wach", did you mean "watch"?',
      '05-cgroups/02-quota.md:15: unknown key "runs", did you mean "run"?',
      '05-cgroups/02-quota.md:16: for: "3 parsecs" cannot be read, give a duration like 40ms or 1.5s',
      '05-cgroups/02-quota.md:17: run[0]: "soon" is not a duration: write ~ 10s or ~ 250ms',
      "05-cgroups/02-quota.md:17: run[1]: a fault line needs the fault's name: ! start batch",
      "05-cgroups/02-quota.md:22: goals[0].value has to be text",
      "05-cgroups/02-quota.md:23: hints: an exercise has three hints: where to look, which idea, almost the command",
      "05-cgroups/02-quota.md:29: this YAML cannot be read: Flow sequence in block collection must be sufficiently indented and end with a ]",
      '05-cgroups/02-quota.md:32: scenario tiny has no fault "crowds", did you mean "crowd"?',
    ]);
  });

  test("no front matter", () => {
    expect(problemsOf("# One\nhello\n")).toEqual(["05-cgroups/02-quota.md:1: the file has to begin with front matter: a line ---, then title: …, then a line ---"]);
  });

  test("no step", () => {
    expect(problemsOf(FRONT)).toEqual(["05-cgroups/02-quota.md:5: there is no step here, a line like # Two loops, one core opens one"]);
  });

  test("a scenario that is not there", () => {
    expect(problemsOf("---\ntitle: a\nscenario: tinny.yaml\n---\n# One\nhello\n")).toEqual(['05-cgroups/02-quota.md:5: there is no scenario "tinny" beside this file, did you mean "tiny"?']);
  });

  test("escape codes are refused where they stand", () => {
    expect(problemsOf(`${FRONT}# One\nred: \u001b[31m\n\nbell \u0007 and turned \u202e text\n`)).toEqual([
      "05-cgroups/02-quota.md:6: control character U+001B in column 6, remove it",
      "05-cgroups/02-quota.md:8: control character U+0007 in column 6, remove it",
    ]);
  });

  test("a file too long to be a lesson", () => {
    expect(problemsOf(`${FRONT}# One\n${"long ".repeat(60_000)}`)).toEqual(["05-cgroups/02-quota.md:1: this file is 293 KiB long, split it into files of at most 256 KiB"]);
  });

  test("a belief nobody wrote down", () => {
    const markdown = `${FRONT}# One\n\`\`\`yaml quiz\nask: Why?\nchoices:\n  - { text: a, right: true, say: b }\n  - { text: c, say: d, belief: M77 }\n\`\`\`\n`;
    expect(problemsOf(markdown)).toEqual(["05-cgroups/02-quota.md:5: belief M77 is not in misconceptions.yaml"]);
  });

  test("texts longer than a screen are a warning", () => {
    expect(problemsOf(`${FRONT}# One\n${"word ".repeat(95)}\n`)).toEqual(["05-cgroups/02-quota.md:5: warning: the text of step 5.1 has 95 words, at most 90 fit a screen"]);
  });
});
