import type { Lesson } from "../lesson/lesson.ts";
import { line } from "../display/line.ts";
import type { Scenario } from "../world/scenario.ts";

const TEXT = [
  "Nothing is asked here. Type commands, break things with x, let time run with space, go back with the comma.",
  "help lists the commands there are, why NAME tells what brought something about.",
];

/** A lesson of one step that asks for nothing: a world to play in. */
export function sandboxLesson(scenario: Scenario, seed: number): Lesson {
  const prose = TEXT.flatMap((text, i) => [...(i > 0 ? [{ kind: "blank", line: [], indent: 0 } as const] : []), { kind: "paragraph", line: line(text), indent: 0 } as const]);
  return {
    id: 0, slug: "sandbox", title: scenario.title, minutes: 0, about: "", prereq: [], objectives: [], terms: [], words: [],
    facilitate: { minutes: 0, discuss: [], demo: [], sticking: [] }, forReal: { note: "", run: [] }, modelCard: { kept: "", leftOut: "" },
    scenarios: { [scenario.name]: scenario }, beliefs: {}, concepts: {},
    steps: [{ id: "0.1", title: "Play freely", kind: "explain", prose, lens: scenario.cluster === undefined ? "hypervisor" : "orchestration", focus: [], concepts: [], presenter: [], terms: [], start: { scenario: scenario.name, seed, before: [] }, at: "sandbox:1" }],
  };
}
