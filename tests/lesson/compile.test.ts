import { expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { compileCourse } from "../../src/lesson/compile.ts";
import { storyText } from "../../src/lesson/story.ts";
import { TINY_SCENARIO } from "./tiny-world.ts";

const LESSON = `---
title: Two loops
lens: cgroups
seed: 7
scenario: tiny.yaml
---
# Two loops, one core

Words with **weight** and \`code: here\`.

# It gets crowded
\`\`\`yaml watch
run: [look, "! crowd"]
for: 2s
focus: [CPUs]
concepts: [C01]
\`\`\`
Look.

# How much is left?
\`\`\`yaml predict
ask: How much?
choices: [{ text: all, value: 1.9, belief: M10 }, { text: little, value: 0.5 }]
reasons: [because]
run: ["~ 1s"]
for: 1500ms
answer: app.shop.cpu
after: The crowd **shares**.
\`\`\`

# Give it back
\`\`\`yaml exercise
code: E5.1
goals:
  - { text: shop is well, value: app.shop.cpu, is: ">= 1.8", unit: CPU, hold: 2s }
hints: [a, b, c]
solutions: [["# think", nice 19], [nice 18, nice 19]]
mistakes: [{ try: [nice 5], say: further, when: app.crowd.nice == 5 }]
\`\`\`

# And this one elsewhere
\`\`\`yaml exercise
part: b
before: ["! leak"]
seed: 9
goals: [{ text: a, value: app.shop.alive }]
hints: [a, b, c]
solutions: [[nice 19]]
\`\`\`

# So?
\`\`\`yaml quiz
code: Q5.1
ask: Why?
choices: [{ text: yes, right: true, say: right }, { text: no, say: wrong }]
\`\`\`
`;

const FILES = [
  { path: "lessons/05-cgroups/02-quota.md", text: LESSON },
  { path: "lessons/05-cgroups/03-more.md", text: "---\ntitle: More\nscenario: tiny.yaml\nbefore: [\"! crowd\"]\n---\n# Later\nnothing\n" },
  { path: "lessons/05-cgroups/tiny.yaml", text: TINY_SCENARIO },
  {
    path: "lessons/05-cgroups/chapter.yaml",
    text: "id: 5\ntitle: Budgets\nminutes: 45\nabout: Groups.\nterms: [Process]\nfast: E5.1\nprereq: [1]\n",
  },
  { path: "lessons/glossary.yaml", text: "Process: A running program.\n" },
  { path: "lessons/misconceptions.yaml", text: "M10: { idea: set aside, correction: Nothing is. }\n" },
  { path: "lessons/concepts.yaml", text: "C01: Two want the only core\nC02: Nobody shows this\n" },
  { path: "lessons/course.yaml", text: "title: The course\n" },
];

const course = compileCourse(FILES);
const lesson = course.lessons["05-cgroups"]!;

test("a concept that nobody has written down is complained about with the nearest", () => {
  const wrong = compileCourse(FILES.map((f) => ({ ...f, text: f.text.replace("concepts: [C01]", "concepts: [C03]") })));
  expect(wrong.problems.map(({ file, line, what }) => `${file}:${line}: ${what}`)).toEqual(['lessons/05-cgroups/02-quota.md:11: concept C03 is not in concepts.yaml, did you mean "C01"?']);
});

test("the index names every chapter and step and holds no prose", () => {
  expect(course.problems).toEqual([]);
  expect(course.index).toEqual({
    title: "The course",
    chapters: [
      {
        id: 5, slug: "05-cgroups", title: "Budgets", minutes: 45, about: "Groups.", prereq: [1], fast: "5.4",
        steps: [
          { id: "5.1", title: "Two loops, one core", kind: "explain" },
          { id: "5.2", title: "It gets crowded", kind: "watch" },
          { id: "5.3", title: "How much is left?", kind: "predict" },
          { id: "5.4", title: "Give it back", kind: "exercise", code: "E5.1" },
          { id: "5.4b", title: "And this one elsewhere", kind: "exercise" },
          { id: "5.5", title: "So?", kind: "quiz", code: "Q5.1" },
          { id: "5.6", title: "Later", kind: "explain" },
        ],
      },
    ],
  });
});

test("every step has a starting world of its own: what was watched before has happened", () => {
  expect(lesson.steps.map(({ id, start }) => [id, start.scenario, start.seed, start.before.map(storyText).join(", ")])).toEqual([
    ["5.1", "tiny", 7, ""],
    ["5.2", "tiny", 7, ""],
    ["5.3", "tiny", 7, "$ look, ! crowd, ~ 2s"],
    ["5.4", "tiny", 7, "$ look, ! crowd, ~ 2s"],
    ["5.4b", "tiny", 9, "! leak"],
    ["5.5", "tiny", 9, "! leak"],
    ["5.6", "tiny", 1, "! crowd"],
  ]);
});

test("a whole exercise", () => {
  const { prose: _, start: __, ...exercise } = lesson.steps[3]!;
  expect(exercise).toEqual({
    id: "5.4", title: "Give it back", code: "E5.1", lens: "cgroups", focus: [], concepts: [], presenter: [], kind: "exercise",
    at: "lessons/05-cgroups/02-quota.md:31",
    goals: [{ text: "shop is well", value: "app.shop.cpu", is: ">= 1.8", unit: "CPU", hold: 2e9 }],
    hints: ["a", "b", "c"],
    solutions: [[{ kind: "remark", text: "think" }, { kind: "type", text: "nice 19" }], [{ kind: "type", text: "nice 18" }, { kind: "type", text: "nice 19" }]],
    mistakes: [{ try: [{ kind: "type", text: "nice 5" }], say: "further", when: "app.crowd.nice == 5" }],
    par: 1, speed: 1, within: 62e9, after: [], terms: [],
  });
});

test("prose is compiled to spans, beliefs and terms come along, and all of it survives JSON", () => {
  expect(lesson.steps[0]!.prose).toEqual([
    {
      kind: "paragraph", indent: 0,
      line: [
        { text: "Words with ", tone: "plain" },
        { text: "weight", tone: "plain", bold: true },
        { text: " and ", tone: "plain" },
        { text: "code: here", tone: "key" },
        { text: ".", tone: "plain" },
      ],
    },
  ]);
  expect(lesson.beliefs).toEqual({ M10: { code: "M10", idea: "set aside", correction: "Nothing is." } });
  expect(lesson.concepts).toEqual({ C01: "Two want the only core" });
  expect(lesson.terms).toEqual([{ name: "Process", says: "A running program." }]);
  const predict = lesson.steps[2]!;
  expect(predict.kind === "predict" && predict.after.map((p) => lineText(p.line))).toEqual(["The crowd shares."]);
  expect(JSON.parse(JSON.stringify(course))).toEqual(course);
});

test("a single markdown file is a lesson too", () => {
  const { index, problems } = compileCourse([{ path: "mine.md", text: "---\ntitle: Mine\nscenario:\n  title: t\n  hosts: [{ name: a, cpus: 1, memory: 1GiB }]\n---\n# One\n```yaml watch\nrun: [look]\n```\n" }]);
  expect(problems).toEqual([]);
  expect(index).toEqual({ title: "Mine", chapters: [{ id: 1, slug: "mine", title: "Mine", minutes: 10, about: "Mine", prereq: [], steps: [{ id: "1.1", title: "One", kind: "watch" }] }] });
});

test("an inline scenario's problems stand in its own line", () => {
  const { problems } = compileCourse([{ path: "mine.md", text: "---\ntitle: Mine\nscenario:\n  title: t\n  hosts: [{ name: a, cpus: 1, memory: much }]\n---\n# One\n```yaml watch\nrun: [look]\n```\n" }]);
  expect(problems).toEqual([{ file: "mine.md", line: 3, what: 'hosts[0].memory: "much" cannot be read, give a size like 12GiB or 512MiB' }]);
});
