import { describe, expect, test } from "vitest";
import { compileCourse } from "../../src/lesson/compile.ts";
import { foretell } from "../../src/lesson/foretell.ts";
import type { Lesson } from "../../src/lesson/lesson.ts";
import { openStep, playStory, type Scene, transcript } from "../../src/lesson/play.ts";
import { readStory } from "../../src/lesson/story-file.ts";
import { checkLesson } from "../../src/lesson/check.ts";
import { readScenario } from "../../src/world/scenario-file.ts";
import { problemText } from "../../src/world/problem.ts";
import { theatre, TINY_SCENARIO } from "./tiny-world.ts";

const scenarios = () => {
  const read = readScenario(TINY_SCENARIO, "tiny", { file: "tiny.yaml", before: 0 });
  if (!read.ok) throw new Error(read.problems.map(problemText).join("\n"));
  return { tiny: read.scenario };
};

function played(story: string): string {
  const read = readStory("a.story", story, scenarios());
  if (!read.ok) return read.problems.map(problemText).join("\n");
  const { scenario, seed, story: lines } = read.file;
  const scene: Scene = { stage: theatre.open(scenario, seed), seat: theatre.seat(scenario), interpret: theatre.interpret };
  return transcript(playStory(lines, scene).played);
}

describe("stories", () => {
  const STORY = `---
title: A crowd comes
scenario: tiny
---
# at first
$ look
shop 1.90
! crowd
$ look
shop 0.50
$ watch 3
0: shop 0.50
1: shop 0.50
2: shop 0.50
$ sit tiny/web1
now at tiny/web1
$ nice 30
nice goes up to 19
$ watch
0: shop 0.50
1: shop 0.50
2: shop 0.50
~ 2500ms
$ nice 19
$ look
shop 1.90
`;
  test("a transcript is a story that plays as itself again", () => {
    expect(`${STORY.slice(0, STORY.indexOf("# at first"))}${played(STORY)}`).toBe(STORY);
  });

  test("what is wrong with a story is said with its line", () => {
    expect(played("---\nscenario: tinny\n---\n$ look\n")).toBe('a.story:2: there is no scenario "tinny", did you mean "tiny"?');
    expect(played("---\nscenario: tiny\n---\n~ soon\n$ look\n!\n")).toBe('a.story:4: "soon" is not a duration: write ~ 10s or ~ 250ms\na.story:6: a fault line needs the fault\'s name: ! start batch');
    expect(played("look")).toBe("a.story:1: a story begins with front matter: a line ---, then scenario: …, then a line ---");
  });
});

const BELIEFS = { path: "misconceptions.yaml", text: "M10: { idea: set aside, correction: Nothing is. }\n" };

function lessonOf(...blocks: string[]): Lesson {
  const text = `---\ntitle: t\nscenario: tiny.yaml\n---\n${blocks.map((b, i) => `# Step ${i + 1}\n\`\`\`yaml ${b}\n\`\`\`\n`).join("\n")}`;
  const course = compileCourse([{ path: "01-a/a.md", text }, { path: "01-a/tiny.yaml", text: TINY_SCENARIO }, BELIEFS]);
  expect(course.problems.map(problemText)).toEqual([]);
  return course.lessons["01-a"]!;
}

const predict = (choices: string) => `predict
before: ["~ 2s"]
ask: How much?
choices: [${choices}]
reasons: [because]
run: ["! crowd"]
for: 3s
answer: app.shop.cpu`;

describe("predictions", () => {
  const lesson = lessonOf(predict("{ text: all, value: 1.9 }, { text: little, value: 0.5 }"));
  const step = lesson.steps[0]!;

  test("are answered by a world that nobody sees, and the learner's own stays as it was", () => {
    const { scene } = openStep(lesson, step, theatre)!;
    const told = step.kind === "predict" && foretell(step, scene);
    expect(told && [told.seen, told.fits]).toEqual([{ ok: true, value: 0.5 }, [1]]);
    expect([scene.stage.look().now, scene.stage.look().tables.apps[0]!.cpu]).toEqual([2e9, 1.9]);
  });
});

const exercise = (more: string, goals = "[{ text: shop is well, value: app.shop.cpu, is: '>= 1.8', unit: CPU, hold: 5s }]") => `exercise
before: ["! crowd", "~ 1s"]
goals: ${goals}
hints: [a, b, c]
${more}`;

const wrongWith = (block: string): string[] => checkLesson(lessonOf(block), theatre).map((p) => p.what);

describe("the checker plays what a lesson claims", () => {
  test("a sound lesson has no problems", () => {
    const lesson = lessonOf(
      "watch\nrun: [look, '! crowd']\nfor: 2s",
      predict("{ text: all, value: 1.9 }, { text: little, value: 0.5 }"),
      exercise("solutions: [[nice 19], [nice 2, '~ 3s', nice 19]]\nmistakes: [{ try: [nice 5], say: further, when: app.crowd.nice == 5 }, { try: [nice 30], say: too far }]"),
      "quiz\nask: Why?\nchoices: [{ text: a, right: true, say: b }, { text: c, say: d }]",
    );
    expect(checkLesson(lesson, theatre)).toEqual([]);
  });

  test("a run line that fails", () => expect(wrongWith("watch\nrun: [looc]")).toEqual(['step 1.1 run: "$ looc" fails: looc: command not found']));

  test("a starting world that cannot be prepared", () =>
    expect(wrongWith("watch\nbefore: [nice 30]\nrun: [look]")).toEqual(['step 1.1 before: "$ nice 30" fails: nice goes up to 19']));

  test("a prediction that no choice, or more than one, foresaw", () => {
    expect(wrongWith(predict("{ text: all, value: 1.9 }, { text: half, value: 1 }"))).toEqual(["step 1.1 the world answers 0.5, which fits none of the choices: 1.9, 1"]);
    expect(wrongWith(predict("{ text: a, value: 0.5 }, { text: b, value: 0.51 }"))).toEqual(["step 1.1 the world answers 0.5, which fits 2 choices: 0.5, 0.51"]);
  });

  test("a prediction whose wrong idea comes true", () =>
    expect(wrongWith(predict("{ text: all, value: 1.9 }, { text: little, value: 0.5, belief: M10 }"))).toEqual(["step 1.1 the world answers 0.5, which is the choice marked as the wrong idea M10"]));

  test("an exercise met before it began", () =>
    expect(wrongWith(exercise("solutions: [[nice 19]]", "[{ text: a, value: app.shop.alive }]"))).toEqual(["step 1.1 is already met at its start, make the start worse or the goals stricter"]));

  test("an exercise met by waiting", () =>
    expect(wrongWith(exercise("solutions: [['~ 1s']]", "[{ text: a, value: now_s > 20 }]"))).toEqual(["step 1.1 is met by doing nothing at all, only waiting"]));

  test("a solution that solves nothing, and one with a wrong line", () =>
    expect(wrongWith(exercise("solutions: [[nice 5], [nic 19, nice 19]]"))).toEqual([
      "step 1.1 solution 1 does not reach the goals: shop is well (0.87 CPU, wanted >= 1.8)",
      'step 1.1 solution 2: "$ nic 19" fails: nic: command not found',
    ]));

  test("mistakes that solve, stay silent, speak for each other, or speak too early", () => {
    const mistake = (list: string) => wrongWith(exercise(`solutions: [[nice 19]]\nmistakes: [${list}]`));
    expect(mistake("{ try: [nice 19], say: no, when: app.crowd.nice == 5 }")).toEqual(["step 1.1 mistake 1 reaches the goals, so it is a solution"]);
    expect(mistake("{ try: [nice 4], say: no, when: app.crowd.nice == 5 }")).toEqual(['step 1.1 mistake 1 ("$ nice 4") raises no message']);
    expect(mistake("{ try: [nice 4], say: low, when: app.crowd.nice == 4 }, { try: [nice 5, nice 4], say: two }")).toEqual([
      'step 1.1 mistake 2 ("$ nice 5, $ nice 4") raises another one\'s message: "low"',
    ]);
    expect(mistake("{ try: [nice 4], say: early, when: app.crowd.nice < 5 }")).toEqual(['step 1.1 shows a mistake\'s message before anything was done: "early"']);
    expect(mistake("{ try: [nice 18], say: any, when: app.crowd.nice > 0 }")).toEqual([
      'step 1.1 solution 1 raises a mistake\'s message: "any"',
      "step 1.1 mistake 1 reaches the goals, so it is a solution",
    ]);
  });

  test("a goal that reads what is not there", () =>
    expect(wrongWith(exercise("solutions: [[nice 19]]", "[{ text: a, value: app.shp.cpu, is: '> 1' }]"))).toEqual([
      'step 1.1 solution 1 does not reach the goals: a (there is no "shp" now, did you mean "shop"?)',
    ]));

  test("a quiz with two right options", () =>
    expect(wrongWith("quiz\ncode: Q1.1\nask: Why?\nchoices: [{ text: a, right: true, say: b }, { text: c, right: true, say: d }]")).toEqual(["step 1.1 Q1.1 has 2 right options, it needs exactly one"]));
});
