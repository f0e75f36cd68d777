import { expect, test } from "vitest";
import { compileCourse } from "../../src/lesson/compile.ts";
import type { Lesson } from "../../src/lesson/lesson.ts";
import { warmUp } from "../../src/lesson/warm-up.ts";
import { problemText } from "../../src/world/problem.ts";

const question = (code: string): string => `  - code: ${code}
    ask: ${code}?
    choices:
      - { text: "yes", right: true, say: So it is. }
      - { text: "no", say: It is not., belief: M01 }
`;
const chapter = (id: number, body: string) => [
  { path: `0${id}-x/chapter.yaml`, text: `id: ${id}\ntitle: T\nminutes: 5\nabout: A\n` },
  { path: `0${id}-x/x.md`, text: `---\ntitle: T\n---\n${body}` },
];
const asking = `# Quiz\n\n\`\`\`yaml quiz\nquestions:\n${question("Q1.1")}${question("Q1.2")}${question("Q1.3")}\`\`\`\n`;
const warming = (from: number) => `# Again\n\nOnce more.\n\n\`\`\`yaml quiz\nwarmup: [${from}]\n\`\`\`\n\n# On\n\nText.\n`;
const beliefs = { path: "misconceptions.yaml", text: 'M01: { idea: "An idea", correction: "A correction." }\n' };
const compile = (from: number) => compileCourse([beliefs, ...chapter(1, asking), ...chapter(3, warming(from))]);
const asked = (lesson: Lesson, missed: readonly string[]): string[] => warmUp(lesson, missed).steps.flatMap((s) => (s.kind === "quiz" ? s.questions.map((q) => q.code) : []));

test("a warm-up stands before the first step, and knows the questions and beliefs of the chapter it names", () => {
  const course = compile(1);
  expect(course.problems.map(problemText)).toEqual([]);
  const { steps, beliefs: known } = course.lessons["03-x"]!;
  expect(steps.map((s) => s.id)).toEqual(["3.0", "3.1"]);
  expect(steps[0]).toMatchObject({ kind: "quiz", questions: [{ code: "Q1.1" }, { code: "Q1.2" }, { code: "Q1.3" }] });
  expect(Object.keys(known)).toEqual(["M01"]);
});

test("it asks what was missed last, or else the first question", () => {
  const lesson = compile(1).lessons["03-x"]!;
  expect(asked(lesson, [])).toEqual(["Q1.1"]);
  expect(asked(lesson, ["Q1.2", "Q2.1"])).toEqual(["Q1.2"]);
  expect(asked(lesson, ["Q1.2", "Q1.3"])).toEqual(["Q1.3"]);
});

test("a chapter without a quiz before this one cannot be asked again", () => {
  expect(compile(2).problems.map(problemText)).toEqual(["03-x/x.md:4: step 3.0 warms up with chapter 2, and there is no quiz before this chapter under that number"]);
});
