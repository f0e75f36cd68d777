import { describe, expect, test } from "vitest";
import { after, doing, look, type Play } from "../scenes.ts";
import { KATA, GVISOR, thinWall, wall } from "./scene.ts";

const broken = (t: Play, name: string): Play => after(doing(t, { type: "fault", name }), 5);
const up = (t: Play): string[] => [...look(t).tables.containers.filter((c) => c.running).map((c) => c.name), ...look(t).tables.apps.filter((a) => a.alive && a.name === "ledger").map((a) => a.name)];
const machines = (t: Play): string[] => look(t).tables.machines.filter((m) => m.up).map((m) => m.path);

describe.each(["fluid", "sliced"] as const)("a kernel panics (%s)", (fluid) => {
  test("from a container: all containers of the machine stop, and nothing beside it", () => {
    const t = broken(after(thinWall({ fluid }), 2), "panic from plugin");
    expect([up(t), machines(t)]).toEqual([["ledger"], ["iron", "iron/partner"]]);
  });
  test("in a guest: one tile", () => {
    const t = broken(after(thinWall({ fluid }), 2), "panic in partner");
    expect([up(t), machines(t)]).toEqual([["shop", "blog", "plugin"], ["iron", "iron/hermes"]]);
  });
  test.each([KATA, GVISOR])("in a sandbox (%s): its container ends alone", (runtime) => {
    const t = broken(after(thinWall({ fluid, plugin: runtime }), 2), "panic from plugin");
    expect([up(t), machines(t)]).toEqual([["shop", "blog", "ledger"], ["iron", "iron/hermes", "iron/partner"]]);
  });
  test("of the hardware: everything, and time goes on", () => {
    const t = after(broken(after(thinWall({ fluid }), 2), "panic of iron"), 60);
    expect([up(t), machines(t)]).toEqual([[], []]);
    expect(look(t).tables.vms.map((vm) => vm.state)).toEqual(["shut off", "shut off"]);
    expect(look(t).tables.walls).toEqual([]);
    expect(look(t).facts.filter((f) => f.type === "kernelPanic").map((f) => f.about)).toEqual(["machine/iron"]);
  });
});

test("what a panic is said to take is what it takes", () => {
  for (const plugin of ["", KATA, GVISOR]) {
    const before = after(thinWall({ plugin }), 2);
    const said = wall(before, "misconfig", "plugin").panic_hit.split(",");
    const t = broken(before, "panic from plugin");
    expect(up(before).filter((name) => !up(t).includes(name))).toEqual(said);
  }
});
