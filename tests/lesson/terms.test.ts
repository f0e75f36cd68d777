import { expect, test } from "vitest";
import { compileCourse } from "../../src/lesson/compile.ts";
import { beginSession } from "../../src/session/begin.ts";
import { does, screenText } from "../session/course.ts";

const LESSON = `---
title: Places
---
# One
Nodes are cordoned and drained: after the drain a namespace of Kubernetes is still there.

# Two
\`\`\`yaml reflect
ask: The quota of my cgroup is …
\`\`\`
`;

const GLOSSARY = "Node: A machine that runs pods.\nCordon / drain: No new pods, and a polite goodbye.\nQuota: Time allowed in a period.\ncgroup: A folder of processes.\nWeight: How big a part one gets.\nUnused: Nobody says it.\n";

const { lessons, index, problems } = compileCourse([
  { path: "lessons/01-places/01-places.md", text: LESSON },
  { path: "lessons/01-places/chapter.yaml", text: "id: 1\ntitle: Places\nminutes: 5\nabout: Where.\nterms: [Cordon / drain, Weight]\n" },
  { path: "lessons/glossary.yaml", text: GLOSSARY },
  { path: "lessons/course.yaml", text: "title: Short\n" },
]);
const lesson = lessons["01-places"]!;

test("a step knows the terms its words use, in any spelling and number", () => {
  expect(problems).toEqual([]);
  expect(lesson.steps.map((step) => step.terms)).toEqual([["Node", "Cordon / drain"], ["Quota", "cgroup"]]);
  expect(lesson.words.map(({ name }) => name)).toEqual(["Node", "Quota", "cgroup"]);
});

test("g explains them where one stands: those of the step first, then the chapter's others", () => {
  const rows = screenText(does(beginSession({ course: index, lesson, step: "1.1" }), "g")).split("\n").map((row) => row.trim()).filter((row) => row !== "");
  expect(rows.slice(2, -1)).toEqual(["In this step", "▸ Cordon / drain", "No new pods, and a polite goodbye.", "Node", "A machine that runs pods.", "In this chapter", "Weight", "How big a part one gets."]);
});
