import { expect, test } from "vitest";
import { compileCourse } from "../../src/lesson/compile.ts";
import { beginSession } from "../../src/session/begin.ts";
import { choices } from "../../src/session/home.ts";
import { EMPTY, type Kept } from "../../src/session/record.ts";
import { type Session, stepOf } from "../../src/session/session.ts";
import { does, screenText } from "./course.ts";

const question = (code: string, see: string): string => `  - code: ${code}
    ask: Is ${code} so?
    see: ["${see}"]
    choices:
      - { text: yes it is, right: true, say: ${code} is so. }
      - { text: no it is not, say: It is so all the same. }
`;

const LESSON = `---
title: The end
---
# Day one
\`\`\`yaml survey
ask: What do you hold?
statements: [{ text: Containers have a kernel., belief: M01 }]
\`\`\`

# Once more
\`\`\`yaml survey
ask: And now?
statements: [{ text: Containers have a kernel., belief: M01 }]
compare: "1.1"
\`\`\`

# Your sentences
Read them again.
\`\`\`yaml reflect
notes: true
ask: What has changed?
\`\`\`

# From memory
\`\`\`yaml reflect
code: C83
ask: What is the difference?
model: { answer: "A VM has a kernel, a container has a view.", parts: [its own kernel, a private view], see: ["1.1"] }
\`\`\`

# All of it
\`\`\`yaml quiz
assess: { block: 2, pass: 2 }
questions:
${question("F1", "1.1")}${question("F2", "1.2")}${question("F3", "1.3")}\`\`\`

# Your certificate
\`\`\`yaml explain
certificate: true
\`\`\`
`;

const compiled = compileCourse([
  { path: "lessons/01-end/01-end.md", text: LESSON },
  { path: "lessons/01-end/chapter.yaml", text: "id: 1\ntitle: The end\nminutes: 5\nabout: All of it.\n" },
  { path: "lessons/glossary.yaml", text: "{}" },
  { path: "lessons/misconceptions.yaml", text: "M01: { idea: own, correction: Its files only. }\n" },
  { path: "lessons/course.yaml", text: "title: A short course\n" },
]);
const lesson = compiled.lessons["01-end"]!;

const at = (step: string, kept: Kept = EMPTY): Session => beginSession({ course: compiled.index, lesson, step, kept });
/** The lesson's own lines: between the title and the footer, without blank ones. */
const text = (s: Session): string[] => screenText(s).split("\n").slice(2, -1).map((l) => l.trim()).filter((l) => l !== "");

test("the little course is right", () => {
  expect(compiled.problems).toEqual([]);
});

test("a step that is named and is not there is complained about with its place", () => {
  const wrong = compileCourse([{ path: "lessons/01-end/01-end.md", text: LESSON.replace('["1.3"]', '["7.3"]') }, { path: "lessons/01-end/chapter.yaml", text: "id: 1\ntitle: The end\nminutes: 5\nabout: All of it.\n" }, { path: "lessons/misconceptions.yaml", text: "M01: { idea: own, correction: Its files only. }\n" }, { path: "lessons/course.yaml", text: "title: A short course\n" }]);
  expect(wrong.problems.map((p) => `${p.file}:${p.line} ${p.what}`)).toEqual(["lessons/01-end/01-end.md:31 step 1.5 names step 7.3, and there is none in this course, did you mean \"1.3\"?"]);
});

test("what was held on day one stands beside what is held now", () => {
  const then = does(at("1.1"), "1", "<enter>");
  expect(text(does(then, "4"))).toEqual(["● Containers have a kernel.", "False, I am sure  on day one: True, I am sure", "Its files only.", "Kept. On 1 of 1 you have changed your mind. Enter goes on."]);
  expect(text(does(then, "2")).slice(-1)).toEqual(["Kept. On 0 of 1 you have changed your mind. Enter goes on."]);
  expect(text(does(at("1.2"), "4"))).toEqual(["● Containers have a kernel.", "False, I am sure  (not asked before)", "Its files only.", "Kept. Enter goes on."]);
});

test("the sentences of the course are shown again", () => {
  const kept = { ...EMPTY, reflections: [{ step: "1.6", text: "all take turns" }, { step: "2.12", text: "look at steal first" }] };
  expect(text(at("1.3", kept)).slice(0, 4)).toEqual(["Read them again.", "1.6    all take turns", "2.12   look at steal first", "What has changed?"]);
});

test("an answer from memory is compared with a model, part by part, and kept", () => {
  const said = does(at("1.4"), "a vm is heavier", "<enter>");
  expect(text(said)).toEqual([
    "What is the difference?", "You said  a vm is heavier", "A model   A VM has a kernel, a container has a view.", "Seen in   1.1 Day one",
    "Which of these did your sentence have? 0 of 2 ticked.", "▸ 1 · its own kernel", "2 · a private view", "3 That is all",
  ]);
  const ticked = does(said, "1", "<down>", "<down>", "<enter>");
  expect(ticked.answers).toEqual([
    { step: "1.4", question: "C83", choice: "its own kernel", right: true },
    { step: "1.4", question: "C83", choice: "a private view", right: false },
  ]);
  expect(ticked.place).toBe(4);
});

test("an assessment asks a block, then tells it, then the next, and says at the end what to go back to", () => {
  const begun = at("1.5");
  const asked = (s: Session): string => text(s)[0]!;
  expect(asked(begun)).toBe("Question 1 of 3  answers are told after question 2");
  const first = does(begun, "1", "2");
  expect(asked(first)).toBe("Question 1 of 3  what came of questions 1 to 2");
  expect(text(first).slice(2)).toEqual([`✓ yes it is  (your answer)`, `${/F\d/.exec(text(first)[1]!)![0]} is so.`, "✗ no it is not", "It is so all the same."]);
  const second = does(first, "<enter>", "<enter>");
  expect(asked(second)).toBe("Question 3 of 3  answers are told after question 3");
  const result = does(second, "2", "<enter>");
  const missed = result.answers.filter((a) => a.right === false).map((a) => `1.${a.question.slice(1)}`);
  expect(text(result)).toEqual([
    "1 of 3 right.  2 are wanted. Take it again whenever you like: r.", "Worth another look",
    ...missed.map((id) => `${id.padEnd(6)} ${lesson.steps.find((s) => s.id === id)!.title}`),
    "q leads to the chapters; outside, strata learn 5.7 opens a step.",
  ]);
  expect(stepOf(does(result, "<enter>")).title).toBe("Your certificate");
});

test("the certificate is what was done, believed and written, in the order of the course", () => {
  const asked = does(does(at("1.1"), "1", "<enter>"), "4", "<enter>");
  const kept: Kept = {
    ...EMPTY, answers: [...asked.answers, ...["F1", "F2", "F3"].map((code) => ({ step: "1.5", question: code, choice: "yes it is", right: code !== "F2" }))],
    steps: ["1.1", "1.2", "1.5"].map((step) => ({ step, seen: true, done: true, attempts: 1, hints: 0, told: false })), reflections: [{ step: "1.4", text: "a VM has a kernel" }, { step: "1.3", text: "nearly all" }],
  };
  expect(text(at("1.6", kept))).toEqual([
    "✓ 4 of 6 steps", "✓ 2 of 3 right in the final assessment", "What you believed", "Containers have a kernel.", "on day one: True, I am sure. Today: False, I am sure.",
    "What you wrote", "1.3    nearly all", "1.4    a VM has a kernel",
  ]);
});

test("the order of its questions is mixed by the seed", () => {
  const order = (seed: number): string[] => {
    const step = beginSession({ course: compiled.index, lesson, step: "1.5", seed }).lesson.steps[4]!;
    return step.kind === "quiz" ? step.questions.map((q) => q.code) : [];
  };
  expect(order(3)).toEqual(order(3));
  expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => order(seed).join())).size).toBeGreaterThan(2);
});

test("the first screen says so when every step of the course is done", () => {
  const record = (step: string) => ({ step, seen: true, done: true, attempts: 1, hints: 0, told: false });
  const place = { step: "1.6", session: "" };
  const resume = (done: readonly string[]): string => choices(compiled.index, { place, steps: done.map(record) }, false)[0]!.label;
  expect([resume(lesson.steps.map(({ id }) => id)), resume(["1.6"])]).toEqual(["✓ All chapters are done. Back to 1.6: Your certificate", "Go on at 1.6: Your certificate"]);
});
