import { describe, expect, test } from "vitest";
import { after, appOf, look, round, type Play } from "../scenes.ts";
import { container, hermes, idOf, order, refused, remove, run } from "./scene.ts";

const runs = (t: Play): number[] => look(t).facts.filter((f) => f.type === "containerStarted").map((f) => f.at / 1e9);
const gaps = (times: readonly number[]): number[] => times.slice(1).map((at, i) => round(at - times[i]!));

describe("restart policies", () => {
  const failing = { command: ["sh", "-c", "exit 1"] };

  test("the wait doubles from 0.1 s: each start costs 0.45 s besides", () => {
    const t = after(run(hermes(), "busybox", "crash", { ...failing, restart: { policy: "always", most: 0 } }), 20);
    expect(gaps(runs(t))).toEqual([0.55, 0.65, 0.85, 1.25, 2.05, 3.65, 6.85]);
    expect([container(t, "crash").status, container(t, "crash").exit_code]).toEqual(["restarting", 1]);
  });

  test("on-failure counts, and a success ends it", () => {
    const thrice = after(run(hermes(), "busybox", "crash", { ...failing, restart: { policy: "on-failure", most: 3 } }), 20);
    expect([runs(thrice).length, container(thrice, "crash").status, container(thrice, "crash").restarts]).toEqual([4, "exited", 3]);
    const well = after(run(hermes(), "busybox", "fine", { command: ["sh", "-c", "exit 0"], restart: { policy: "on-failure", most: 0 } }), 5);
    expect([runs(well).length, container(well, "fine").exit_code]).toEqual([1, 0]);
  });

  test("who was stopped by hand stays stopped", () => {
    const t = run(hermes(), "nginx", "web", { restart: { policy: "always", most: 0 } });
    const stopped = after(order(t, { do: "stop", ids: [idOf(t, "web")], graceSeconds: 10 }), 10);
    expect([container(stopped, "web").status, container(stopped, "web").exit_code]).toEqual(["exited", 0]);
    const killed = after(order(t, { do: "kill", ids: [idOf(t, "web")], signal: "KILL" }), 10);
    expect([container(killed, "web").status, container(killed, "web").exit_code]).toEqual(["exited", 137]);
  });

  test("a run of ten seconds clears the wait", () => {
    const t = after(run(hermes(), "busybox", "slow", { command: ["sleep", "11"], restart: { policy: "always", most: 0 } }), 40);
    expect(gaps(runs(t))).toEqual([11.55, 11.55, 11.55]);
  });
});

describe("the end of a container", () => {
  test("a program over its memory limit is killed by the kernel, inside its group", () => {
    const t = after(run(hermes(), "leaky", "leaky", { limits: { memoryBytes: 256 * 2 ** 20, memorySwapBytes: 256 * 2 ** 20 } }), 14);
    expect(container(t, "leaky")).toMatchObject({ status: "exited", exit_code: 137, oom_killed: true });
    expect(look(t).tables.machines[0]!.mem_free).toBeGreaterThan(6 * 2 ** 30);
  });

  test("stopping a program without a handler takes ten seconds, one with a handler none", () => {
    const t = run(run(hermes(), "busybox", "deaf", { command: ["sleep", "1d"] }), "nginx", "web");
    const asked = order(t, { do: "stop", ids: [idOf(t, "deaf"), idOf(t, "web")], graceSeconds: 10 });
    expect([container(asked, "deaf").status, container(asked, "web").status]).toEqual(["running", "exited"]);
    expect(container(after(asked, 9.9), "deaf").status).toBe("running");
    expect(container(after(asked, 10.1), "deaf")).toMatchObject({ status: "exited", exit_code: 137, oom_killed: false });
  });

  test("everything it held is given back but its files", () => {
    const before = look(after(hermes(), 3));
    const t = run(hermes(), "nginx", "web", { ports: [{ address: "0.0.0.0", host: 8080, inside: 80 }] });
    const seen = look(after(order(t, { do: "kill", ids: [idOf(t, "web")], signal: "KILL" }), 1));
    expect(seen.tables.namespaces).toHaveLength(8);
    expect(seen.tables.processes.map((p) => p.name)).toEqual(before.tables.processes.map((p) => p.name));
    expect(seen.tables.devices.map((d) => d.name)).toEqual(["eno1", "lo", "docker0"]);
    expect(seen.tables.groups.some((g) => g.path.includes("docker-"))).toBe(false);
    expect(seen.tables.endpoints).toEqual([]);
  });

  test("paused it stands still and keeps what it has", () => {
    const t = after(run(hermes(), "burn", "burn"), 3);
    const paused = after(order(t, { do: "pause", ids: [idOf(t, "burn")] }), 3);
    expect([round(container(t, "burn").cpu), container(paused, "burn").cpu, container(paused, "burn").memory]).toEqual([1, 0, container(t, "burn").memory]);
    expect(refused(paused, { do: "pause", ids: [idOf(t, "burn")] })).toBe(`Error response from daemon: container ${idOf(t, "burn")} is already paused`);
    expect(round(container(after(order(paused, { do: "unpause", ids: [idOf(t, "burn")] }), 3), "burn").cpu)).toBe(1);
  });

  test("its name is free again when it is removed, and not before", () => {
    const t = run(hermes(), "nginx", "web");
    expect(refused(t, { do: "rm", ids: [idOf(t, "web")], force: false, volumes: false })).toMatch(/^Error response from daemon: cannot remove container "\/web": container is running/);
    const again = run(remove(t, "web"), "nginx", "web");
    expect([container(again, "web").status, idOf(again, "web") === idOf(t, "web")]).toEqual(["running", false]);
    expect(appOf(look(again), "web").alive).toBe(true);
  });
});
