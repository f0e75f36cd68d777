import { expect, test } from "vitest";
import { after, doing, fourGuests, look, play, type Play } from "../scenes.ts";
import { fault } from "./scene.ts";

test("a boot on a host whose CPUs and disk are taken lasts longer", () => {
  const bootOf = (t: Play) => look(after(doing(t, { type: "vmStart", vm: "cache1" }), 60)).facts.find((f) => f.type === "vmUp")!.detail!["seconds"] as number;
  const idle = bootOf(after(play(fourGuests()), 5));
  const busy = bootOf(doing(after(play(fourGuests()), 5), fault("all busy")));
  expect(idle).toBeCloseTo(20.1, 1);
  expect(busy).toBeGreaterThan(idle + 0.8);
});
