import { expect, test } from "vitest";
import { after, app, doing, GIB, host, look, play, refusal, scenario, serve, vm, type Play } from "./scenes.ts";

const ledger = app("pay", serve(10, 10), { memoryBytes: GIB });

/** Two hosts; a ledger and a batch VM on borea, which has a newer kernel installed. */
const platform = (): Play =>
  after(play(scenario([host([], { name: "atlas" }), host([], { name: "borea", nextKernel: "6.12.63+deb13-amd64", vms: [vm("ledger", 2, 4 * GIB, [ledger]), vm("batch", 2, 2 * GIB, [])] })])), 10);

const REBOOT = { type: "reboot", machine: "borea" } as const;
const MOVE = { type: "vmMigrate", vm: "ledger", to: "atlas" } as const;
const borea = (t: Play) => look(t).tables.machines.find((m) => m.path === "borea")!;
const vmCalled = (t: Play, name: string) => look(t).tables.vms.find((v) => v.name === name)!;
const pay = (t: Play) => look(t).tables.apps.find((a) => a.name === "pay")!;

test("a host that is rebooted asks its VMs to shut down, boots what is installed, and starts none of them again", () => {
  const t = doing(platform(), REBOOT);
  expect([vmCalled(t, "ledger").state, borea(t).up]).toEqual(["in shutdown", true]);
  expect([vmCalled(after(t, 5), "ledger").state, borea(after(t, 5)).up]).toEqual(["shut off", false]);
  const up = after(t, 40);
  expect([borea(up).up, borea(up).kernel, vmCalled(up, "ledger").state, vmCalled(up, "batch").state]).toEqual([true, "6.12.63+deb13-amd64", "shut off", "shut off"]);
  expect(look(up).facts.filter((f) => ["machineGoesDown", "vmShutdown", "vmShutOff", "machineUp"].includes(f.type)).map((f) => `${f.type} ${f.about}`)).toEqual([
    "machineGoesDown machine/borea", "vmShutdown vm/ledger", "vmShutdown vm/batch", "vmShutOff vm/ledger", "vmShutOff vm/batch", "machineUp machine/borea",
  ]);
});

test("clients of a VM that went down with its host are without it until somebody starts it", () => {
  const up = after(doing(platform(), REBOOT), 40);
  const back = after(doing(up, { type: "vmStart", vm: "ledger" }), 40);
  expect(pay(back).served).toBeCloseTo(10, 0);
  expect(pay(back).down_s).toBeGreaterThan(50);
  expect(pay(back).lost).toBeCloseTo(pay(back).down_s * 10, -1);
  expect(pay(after(back, 60))).toMatchObject({ down_s: pay(back).down_s, lost: pay(back).lost });
});

test("a VM that was moved before does not notice", () => {
  const moved = after(doing(platform(), MOVE), 10);
  const t = after(doing(moved, REBOOT), 60);
  expect([vmCalled(t, "ledger").machine, vmCalled(t, "ledger").state, vmCalled(t, "batch").state, borea(t).kernel]).toEqual(["atlas", "running", "shut off", "6.12.63+deb13-amd64"]);
  expect([pay(t).lost, pay(t).down_s]).toEqual([0, 0]);
  expect(pay(t).sent).toBeGreaterThan(700);
});

test("a guest that does not heed its button is waited for, five minutes at most", () => {
  const paused = doing(platform(), { type: "vmSuspend", vm: "ledger" });
  const t = doing(paused, REBOOT);
  expect([borea(after(t, 290)).up, vmCalled(after(t, 290), "ledger").state]).toEqual([true, "paused"]);
  expect([borea(after(t, 305)).up, borea(after(t, 340)).up]).toEqual([false, true]);
});

test("rebooting a guest from inside is pressing its button; a machine that is off cannot be told to", () => {
  expect(vmCalled(doing(platform(), { type: "reboot", machine: "borea/ledger" }), "ledger").state).toBe("in shutdown");
  expect(refusal(after(doing(platform(), REBOOT), 10), REBOOT)).toBe("borea is not up");
});
