import fc from "fast-check";
import { expect, test } from "vitest";
import { EventQueue } from "../../src/kernel/queue.ts";

const drained = (queue: EventQueue<string>): string[] => {
  const order: string[] = [];
  while (queue.size > 0) order.push(`${queue.nextAt}:${queue.pop()}`);
  return order;
};

test("what is due sooner comes first; at the same instant, what was planned first", () => {
  const queue = EventQueue.empty<string>();
  queue.push(20, 0, "late");
  queue.push(10, 1, "first of two");
  queue.push(10, 2, "second of two");
  queue.push(5, 3, "soon");
  expect(drained(queue)).toEqual(["5:soon", "10:first of two", "10:second of two", "20:late"]);
});

test("an empty future is never due", () => {
  expect(EventQueue.empty().nextAt).toBe(Infinity);
});

test("any plan, however it is mixed with running, comes out in the order of time and planning", () => {
  const plans = fc.array(fc.record({ at: fc.integer({ min: 0, max: 9 }), run: fc.boolean() }), { maxLength: 300 });
  fc.assert(
    fc.property(plans, (steps) => {
      const queue = EventQueue.empty<string>();
      const model: { at: number; seq: number }[] = [];
      steps.forEach(({ at, run }, seq) => {
        queue.push(at, seq, `${at}/${seq}`);
        model.push({ at, seq });
        model.sort((a, b) => a.at - b.at || a.seq - b.seq);
        if (!run) return;
        const next = model.shift()!;
        expect(queue.pop()).toBe(`${next.at}/${next.seq}`);
      });
      expect(queue.pending().map((p) => p.event)).toEqual(model.map((m) => `${m.at}/${m.seq}`));
      expect(drained(queue)).toEqual(model.map((m) => `${m.at}:${m.at}/${m.seq}`));
    }),
  );
});

test("a copy runs on without its original hearing of it", () => {
  const queue = EventQueue.empty<string>();
  queue.push(1, 0, "one");
  queue.push(2, 1, "two");
  const copy = queue.copy();
  copy.pop();
  copy.push(3, 2, "three");
  expect([drained(queue), drained(copy)]).toEqual([
    ["1:one", "2:two"],
    ["2:two", "3:three"],
  ]);
});
