import { describe, expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { panelsOf, titleOf } from "../../src/lenses/lens.ts";
import { PLAIN } from "../../src/world/containers/spec.ts";
import { readScenario } from "../../src/world/scenario-file.ts";
import { after, doing, look, play, type Play } from "../world/scenes.ts";

function scene(name: string): Play {
  const read = readScenario(readFileSync(join(import.meta.dirname, `../../lessons/06-fast-and-dense/${name}.yaml`), "utf8"), name, { file: name, before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return play(read.scenario);
}

/** A panel's rows: what each is called, and what stands behind its bar. */
const readings = (t: Play, focus: string): string[] => {
  const panel = panelsOf("hypervisor", look(t), [focus]).find((o) => titleOf(o).startsWith(focus))!.panel;
  return paint(panel, 76, 30).map((l) => lineText(l).trim().replace(/\s*[█▓▒░·»]+\s*/g, " | "));
};

const run = (t: Play, image: string, name: string): Play => after(doing(t, { type: "docker", machine: "hermes", do: "create", start: true, settings: { ...PLAIN, image, name } }), 2);

describe("layers", () => {
  test("what images share is told apart from what is their own, and both from what was written", () => {
    const shop = run(scene("hermes-images"), "shop", "shop");
    const wrote = doing(shop, { type: "docker", machine: "hermes", do: "write", id: look(shop).tables.containers[0]!.id, path: "/data", bytes: 200e6, append: false });
    expect(readings(wrote, "Layers")).toEqual([
      "each once | 245; listed 1550", "shop wrote | 200", "shop | 155, of its own 10", "blog | 155, of its own 10", "cart | 155, of its own 10", "mail | 155, of its own 10", "6 more | of their own 60",
    ]);
  });

  test("an image that is pulled says what is still to come", () => {
    const t = after(doing(scene("hermes-cold"), { type: "docker", machine: "hermes", do: "pull", name: "shop:latest" }), 1);
    expect(readings(t, "Layers")).toEqual(["each once | 0", "shop:latest | 105 to come"]);
    expect(readings(after(t, 2.5), "Layers")).toEqual(["each once | 0", "shop:latest | unpacking"]);
  });
});

describe("start-up", () => {
  test("of one container is told part by part; what docker run does becomes one part where more stands around it", () => {
    const plain = run(scene("hermes-start"), "large", "web");
    expect(readings(plain, "Start-up")).toEqual(["client, daemon | 0.12", "containerd, shim | 0.16", "namespaces | 0.01", "cgroup, overlay | 0.08", "network | 0.12", "exec | 0.08"]);
    const warm = after(run(after(doing(scene("hermes-cold"), { type: "docker", machine: "hermes", do: "pull", name: "shop:latest" }), 5), "shop", "shop"), 6);
    expect(readings(warm, "Start-up")).toEqual(["docker run | 0.57", "start app | 3.00", "health checks | 2.00"]);
  });
});

test("the race tells everybody's seconds, and who serves already", () => {
  expect(readings(after(doing(scene("race"), { type: "race" }), 5.4), "Race")).toEqual(["process | 5.0 serves", "microVM | 5.2 serves", "container | 5.4 …", "VM, golden image | 5.4 …", "VM, stock image | 5.4 …"]);
});

test("a crowd of copies is one line among the CPUs and one example in the bill", () => {
  const t = after(doing(scene("busy"), { type: "fleetRun", image: "svc", count: 20 }), 30);
  expect(readings(t, "CPU")).toEqual(["all | 1.00 of 8", "20 copies | 1.00"]);
  expect(readings(t, "Memory bill")).toEqual(["20 containers | 2.7 of 32.0 GiB, 6% tax", "svc-01 | 136 MiB, 6% tax"]);
  expect(panelsOf("hypervisor", look(t), ["Fleet"])[0]!.panel).toMatchObject({ kind: "text", lines: [[{ text: "20 of 20 containers healthy" }], [{ text: "one copy: 0.05 CPU, 136 MiB" }, { text: expect.stringContaining("95% take at most 50 ms") }]] });
});
