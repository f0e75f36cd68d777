import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seconds } from "../../src/kernel/time.ts";
import { act, begin, fork, goTo, present, restore, step, type Timeline, wait } from "../../src/kernel/timeline.ts";
import { busyShop, type Happening, type Order, type Plan, type Shop, shopModel } from "./queue-model.ts";

type History = Timeline<Plan, Shop, Order, Happening>;

const model = shopModel(busyShop);
const start = (seed = 1): History => begin(model, busyShop, seed);
const tell = (t: History, order: Order): History => act(t, order)[0];

/** All there is to know of an instant. */
const instant = (t: History) => {
  const { now, handled, state, queue, facts } = present(t);
  return structuredClone({ now, handled, state, future: queue.pending(), facts: facts.all() });
};

describe("time", () => {
  test("passes exactly as far as asked, however it is divided", () => {
    const whole = instant(wait(start(), seconds(600)));
    let t = start();
    for (const part of [1, 99, 200, 0.5, 299.5]) t = wait(t, seconds(part));
    expect(instant(t)).toEqual(whole);
    expect(whole.now).toBe(seconds(600));
  });

  test("does not run backwards on request", () => {
    expect(wait(wait(start(), 500), -200).at).toBe(500);
  });

  test("another seed is another day", () => {
    expect(instant(wait(start(2), seconds(60))).facts).not.toEqual(instant(wait(start(1), seconds(60))).facts);
  });

  test("an event cannot be planned in the past", () => {
    expect(() => present(start()).after(-1, { type: "arrival" })).toThrow("an event cannot be planned -1 ns from now");
  });
});

describe("a queue at 80% load", () => {
  test("holds four customers on average, as theory says (ρ / (1 − ρ))", () => {
    const t = wait(start(), seconds(40_000));
    const { presence } = present(t).state;
    expect(presence / t.at).toBeGreaterThan(3.8);
    expect(presence / t.at).toBeLessThan(4.2);
  });
});

describe("orders", () => {
  test("one that is refused says why and changes nothing", () => {
    const before = wait(start(), seconds(10));
    const was = instant(before);
    const [after, result] = act(before, { type: "open" });
    expect(result).toEqual({ ok: false, reason: "the shop is open already", hint: "strata says: close it" });
    expect(after).toBe(before);
    expect(instant(after)).toEqual(was);
  });

  test("stand in the log with the exact place where they were given", () => {
    const t = tell(wait(tell(wait(start(), seconds(3)), { type: "close" }), seconds(2)), { type: "open" });
    expect(t.log.map(({ at, command }) => ({ at, command }))).toEqual([
      { at: seconds(3), command: { type: "close" } },
      { at: seconds(5), command: { type: "open" } },
    ]);
  });

  test("cause facts that name their causes", () => {
    const t = tell(wait(start(), seconds(1)), { type: "close" });
    const [closed, light] = present(t).facts.last(2);
    expect([closed!.type, light!.type, light!.because]).toEqual(["closed", "lightOff", [closed!.id]]);
  });
});

describe("the next thing that happens", () => {
  test("is the next fact, at its very instant", () => {
    const t = step(start(), seconds(60));
    expect(present(t).facts.all()).toEqual([{ id: 0, at: t.at, type: "arrived", about: "shop/one" }]);
  });

  test("is nothing when nothing is noted within the limit", () => {
    const quiet = wait(tell(start(), { type: "close" }), seconds(1));
    const t = step(quiet, seconds(5));
    expect([t.at, present(t).facts.length]).toEqual([seconds(6), present(quiet).facts.length]);
  });
});

describe("going back", () => {
  const lived = (): History => {
    let t = wait(start(), seconds(100));
    t = tell(t, { type: "send", customers: 30 });
    t = wait(tell(wait(t, seconds(400)), { type: "close" }), seconds(500));
    return t;
  };

  test("shows the past as it was", () => {
    const then = instant(wait(start(), seconds(60)));
    expect(instant(goTo(lived(), seconds(60)))).toEqual(then);
  });

  test("undoes what was ordered later and keeps what was ordered before", () => {
    const t = goTo(lived(), seconds(300));
    expect(t.log.map((i) => i.command.type)).toEqual(["send"]);
    expect(present(t).state.open).toBe(true);
  });

  test("forward is waiting", () => {
    expect(instant(goTo(lived(), seconds(1200)))).toEqual(instant(wait(lived(), seconds(200))));
  });

  test("the future that was left is not forgotten by who still holds it", () => {
    const late = lived();
    const was = instant(late);
    const early = goTo(late, seconds(50));
    wait(early, seconds(2000));
    expect(instant(late)).toEqual(was);
  });

  test("leads to the same past after so long that most snapshots were let go", () => {
    const long = wait(start(), seconds(60_000));
    expect(long.trunk.snapshots.length).toBeLessThanOrEqual(200);
    expect(long.trunk.snapshots[0]!.moment.handled).toBe(0);
    expect(instant(goTo(long, seconds(33)))).toEqual(instant(wait(start(), seconds(33))));
  });
});

describe("a fork", () => {
  test("sees the past and is not heard of by the other", () => {
    const trunk = wait(start(), seconds(50));
    const was = instant(trunk);
    const other = fork(trunk);
    expect(instant(other)).toEqual(was);
    wait(tell(other, { type: "close" }), seconds(500));
    expect(instant(trunk)).toEqual(was);
    expect(instant(wait(trunk, seconds(10)))).toEqual(instant(wait(start(), seconds(60))));
  });
});

describe("a saved history", () => {
  test("comes back from scenario, seed and log", () => {
    let t = tell(wait(start(9), seconds(10)), { type: "send", customers: 3 });
    t = wait(tell(wait(t, seconds(90)), { type: "close" }), seconds(7));
    const saved: Pick<History, "log" | "at"> = JSON.parse(JSON.stringify({ log: t.log, at: t.at }));
    expect(instant(restore(model, busyShop, 9, saved.log, saved.at))).toEqual(instant(t));
  });

  test("of another world is refused, not replayed as something else", () => {
    const t = wait(tell(wait(start(), seconds(100)), { type: "close" }), seconds(1));
    const slower: Plan = { arrivalsPerSecond: 1, servicesPerSecond: 10 };
    expect(() => restore(shopModel(slower), slower, 1, t.log, t.at)).toThrow("replay went another way");
  });

  test("whose order is refused now is refused as a whole", () => {
    const log = [{ at: 0, handled: 0, command: { type: "open" } as const }];
    expect(() => restore(model, busyShop, 1, log, 10)).toThrow("replay went another way: the shop is open already");
  });
});

describe("whatever is done to a history", () => {
  const order = fc.oneof(
    fc.constant<Order>({ type: "close" }),
    fc.constant<Order>({ type: "open" }),
    fc.integer({ min: 1, max: 40 }).map((customers): Order => ({ type: "send", customers })),
  );
  const move = fc.oneof(
    order.map((o) => (t: History) => tell(t, o)),
    fc.integer({ min: 0, max: 300 }).map((s) => (t: History) => wait(t, seconds(s))),
    fc.constant((t: History) => step(t, seconds(5))),
    fc.double({ min: 0, max: 1, noNaN: true }).map((part) => (t: History) => goTo(t, Math.floor(t.at * part))),
    fc.constant((t: History) => fork(t)),
  );

  test("the log tells all of it, and every earlier value still stands for what it was", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.array(move, { maxLength: 14 }), (seed, moves) => {
        const values = [start(seed)];
        const seen = [instant(values[0]!)];
        for (const go of moves) {
          values.push(go(values.at(-1)!));
          seen.push(instant(values.at(-1)!));
        }
        const last = values.at(-1)!;
        const replayed = instant(restore(model, busyShop, seed, last.log, last.at));
        expect(replayed).toEqual(seen.at(-1));
        values.forEach((value, i) => expect(instant(value)).toEqual(seen[i]));
      }),
      { numRuns: 60 },
    );
  });

  test("the customers add up: who came has been served or is waiting", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const t = moves.reduce((history, go) => go(history), start(5));
        const { state, facts } = present(t);
        const count = (type: string): number => facts.all().filter((f) => f.type === type).length;
        expect([count("served"), count("arrived")]).toEqual([state.served, state.served + state.queue.length]);
      }),
      { numRuns: 60 },
    );
  });
});
