import fc from "fast-check";
import { expect, test } from "vitest";
import { lineWidth } from "../../src/display/fit.ts";
import { SECOND } from "../../src/kernel/time.ts";
import { type Action, update } from "../../src/session/update.ts";
import { view } from "../../src/session/view.ts";
import { at } from "./course.ts";

const KEYS = [
  "enter", "escape", "tab", "shift-tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "backspace", "delete", "space",
  "ctrl-a", "ctrl-c", "ctrl-d", "ctrl-k", "ctrl-l", "ctrl-r", "ctrl-u", "ctrl-w", "ctrl-y", "ctrl-]", "alt-b", "alt-f",
  ..."123nbrhsxgPf?.,[]abk|$()'\"é日👩‍👧",
];

const LINES = ["top\n", "renice -n 19 -p $(pgrep batch)\n", "vmstat 1 3\n", "kill $(pgrep shop)\n", "\u0007\u001b[31mred\n", "日本語 👩‍👧 text"];

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS).map((key): Action => ({ type: "key", key })) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 250 }).map((ms): Action => ({ type: "tick", elapsed: (ms * SECOND) / 1000 })) },
  { weight: 1, arbitrary: fc.constantFrom(...LINES).map((text): Action => ({ type: "paste", text })) },
  { weight: 1, arbitrary: fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) }).map((size): Action => ({ type: "resize", size })) },
);

test("whatever is pressed: every frame fits its window, time never runs back unasked, nothing throws", () => {
  fc.assert(
    fc.property(fc.constantFrom("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"), fc.array(action, { minLength: 5, maxLength: 60 }), (step, actions) => {
      let s = at(step, { columns: 80, rows: 24 });
      for (const a of actions) {
        const before = s;
        s = update(s, a);
        if (s.clock !== undefined && before.clock !== undefined && s.place === before.place && a.type === "tick") {
          expect(s.clock.timeline.at).toBeGreaterThanOrEqual(before.clock.timeline.at);
        }
        const screen = view(s);
        expect(screen.rows).toHaveLength(s.size.rows);
        for (const row of screen.rows) expect(lineWidth(row)).toBe(s.size.columns);
        if (screen.cursor !== undefined) {
          expect(screen.cursor.row).toBeLessThan(s.size.rows);
          expect(screen.cursor.column).toBeLessThan(s.size.columns);
        }
      }
    }),
    { numRuns: 150, seed: 1 },
  );
});

test("every step is drawn at every size", () => {
  const session = at("1.1");
  for (let place = 0; place < session.lesson.steps.length; place++) {
    const s = at(session.lesson.steps[place]!.id);
    for (let columns = 1; columns <= 200; columns += 7) {
      for (let rows = 1; rows <= 60; rows += 5) {
        const screen = view(s, { columns, rows });
        expect(screen.rows).toHaveLength(rows);
        for (const row of screen.rows) expect(lineWidth(row)).toBe(columns);
      }
    }
  }
});
