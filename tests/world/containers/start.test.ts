import { describe, expect, test } from "vitest";
import { act } from "../../../src/kernel/timeline.ts";
import { readScenario } from "../../../src/world/scenario-file.ts";
import { after, look, play, round, type Play } from "../scenes.ts";
import { container, hermes, order, run, settings } from "./scene.ts";

/** How long from the order until its program runs. */
function startTime(t: Play, image: string, more = {}): number {
  let now = order(t, { do: "create", start: true, settings: settings(image, "new", more) });
  for (let waited = 0; waited < 2000 && container(now, "new").pid === 0; waited++) now = after(now, 0.005);
  return round(container(now, "new").started_s - container(now, "new").asked_s, 3);
}

const stages = (t: Play): Record<string, number> => {
  let now = order(t, { do: "create", start: true, settings: settings("nginx", "new") });
  const spent: Record<string, number> = {};
  for (let waited = 0; waited < 600; waited++) {
    const { stage } = container(now, "new");
    if (stage !== "") spent[stage] = round((spent[stage] ?? 0) + 0.001, 3);
    now = after(now, 0.001);
  }
  return spent;
};

describe.each(["fluid", "sliced"] as const)("the start of a container (%s)", (engine) => {
  test("takes 0.57 s on an idle host, of which its namespaces are a hundredth", () => {
    expect(startTime(hermes(engine), "nginx")).toBe(0.57);
    expect(stages(hermes(engine))).toEqual({ "client and daemon": 0.12, "containerd and shim": 0.16, namespaces: 0.01, "cgroup and overlay mount": 0.08, network: 0.12, exec: 0.08 });
  });

  test("does not depend on the size of an image that is there", () => {
    expect(startTime(hermes(engine), "busybox", { command: ["sleep", "1d"] })).toBe(0.57);
    expect(startTime(hermes(engine), "postgres:16")).toBe(0.57);
  });

  test("takes longer where CPUs are short: the runtime has to compute too", () => {
    let full = hermes(engine);
    for (let i = 0; i < 8; i++) full = run(full, "burn", `burn${i}`);
    expect(startTime(full, "nginx")).toBeGreaterThan(0.65);
  });

  test("with a kernel of its own it takes longer, and there is one more process beside it", () => {
    expect(startTime(hermes(engine), "nginx", { runtime: "io.containerd.kata.v2" })).toBe(1.02);
    expect(startTime(hermes(engine), "nginx", { runtime: "runsc" })).toBe(0.69);
    const kata = run(hermes(engine), "nginx", "plugin", { runtime: "io.containerd.kata.v2" });
    const own = look(after(kata, 1)).tables.processes.filter((p) => p.group === container(kata, "plugin").group).map((p) => p.name);
    expect(own).toEqual(["qemu-system-x86", "nginx", "nginx"]);
    expect(container(after(kata, 1), "plugin").kernel).toBe("6.12.28");
  });
});

test("a machine without an engine has nothing to give orders to", () => {
  const [, answer] = act(hermes(), { type: "docker", machine: "nowhere", do: "pull", name: "nginx" });
  expect(answer).toEqual({ ok: false, reason: "nowhere is not running" });
});

test("pulling moves what is not there yet, at the registry's 50 MB/s, and unpacks it on the host's CPUs", () => {
  const pulled = (t: Play, name: string): [number, number] => {
    let now = order(t, { do: "pull", name });
    const begun = look(now).now;
    for (let waited = 0; waited < 400 && look(now).tables.pulls.length > 0; waited++) now = after(now, 0.05);
    return [round(look(now).facts.findLast((f) => f.type === "imagePulled")!.detail!.fetched_bytes as number), round((look(now).facts.findLast((f) => f.type === "imagePulled")!.at - begun) / 1e9, 2)];
  };
  const [bytes, seconds] = pulled(hermes(), "shop:1");
  expect(bytes).toBe(80e6);
  expect(seconds).toBeGreaterThan(1.6);
  expect(seconds).toBeLessThan(2.2);
  const second = after(order(hermes(), { do: "pull", name: "shop:1" }), 5);
  expect(pulled(second, "blog:1")[0]).toBe(10e6);
  expect(pulled(second, "blog:1")[1]).toBeLessThan(0.4);
});

test("layers are unpacked one after the other, or several at a time where a snapshotter does so; what is not compressed is only copied", () => {
  const seconds = (unpacks: number, compressed: boolean): number => {
    const layers = [1, 2, 3].map((n) => `{ by: RUN ${n}, size: 3GB, compressed: ${compressed} }`).join(", ");
    const text = `title: t\nregistry: { speed: 100GB/s, images: [{ name: "big:1", layers: [${layers}] }] }\nhosts: [{ name: hermes, cpus: 8, memory: 8GiB, nic: 1000Gb/s, disk: { speed: 100GB/s }, docker: { unpacks: ${unpacks} } }]\n`;
    const read = readScenario(text, "t", { file: "t.yaml", before: 0 });
    if (!read.ok) throw new Error(read.problems[0]!.what);
    let now = order(play(read.scenario), { do: "pull", name: "big:1" });
    while (look(now).tables.pulls.length > 0) now = after(now, 0.1);
    return Math.round(look(now).facts.findLast((f) => f.type === "imagePulled")!.detail!.seconds as number);
  };
  expect([seconds(1, true), seconds(2, true), seconds(3, true), seconds(1, false)]).toEqual([54, 36, 18, 5]);
});
