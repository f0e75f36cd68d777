import { describe, expect, test } from "vitest";
import { lineText } from "../../src/display/line.ts";
import { paint } from "../../src/display/paint.ts";
import { panelsOf, titleOf } from "../../src/lenses/lens.ts";
import type { Kind } from "../../src/world/machine/namespaces.ts";
import { hermes, run } from "../world/containers/scene.ts";
import { after, doing, look, type Play } from "../world/scenes.ts";

const drawn = (t: Play, title: string): string[] => paint(panelsOf("cgroups", look(t), []).find((o) => titleOf(o) === title)!.panel, 72, 20).map((l) => lineText(l).trimEnd());
const unshare = (t: Play, kinds: readonly Kind[]): Play => doing(t, { type: "unshare", machine: "hermes", from: "", terminal: "pts/1", kinds, mountProc: false, mapRoot: false, shell: "bash" });

const web = run(hermes(), "nginx", "web");
const sidecar = run(web, "busybox", "sidecar", { command: ["sleep", "1d"], network: "container:web" });

/** The cells of a row of the views, by kind. */
const views = (t: Play, name: string): Record<string, string> => {
  const [head, ...rows] = drawn(t, "Views").map((row) => row.trim().split(/\s{2,}/));
  return Object.fromEntries(rows.find(([first]) => first === name)!.slice(1).map((cell, i) => [head![i], cell]));
};

describe("views of processes", () => {
  test("a container has six views of its own and shares users and clocks with the machine", () => {
    expect(views(web, "hermes")).toEqual({ pid: "25", net: "10.0.0.10", uts: "hermes", mnt: "Ubuntu", ipc: "host", cgroup: "host", user: "host", time: "host" });
    expect(views(web, "web")).toEqual({ pid: "2", net: "172.17.0.2", uts: expect.stringMatching(/^[0-9a-f]{8}$/), mnt: "Debian", ipc: "own", cgroup: "own", user: "·", time: "·" });
  });

  test("a container that joined another's network says so in that column alone", () => {
    const joined = Object.entries(views(sidecar, "sidecar")).filter(([, cell]) => cell === "as web");
    expect(joined).toEqual([["net", "as web"]]);
  });

  test.each([["pid", "1"], ["net", "lo"], ["uts", "hermes"], ["mnt", "own"], ["ipc", "own"], ["cgroup", "own"], ["user", "own"], ["time", "own"]] as const)("a shell with a new %s namespace differs from the machine in that column alone", (kind, sees) => {
    const own = Object.entries(views(unshare(hermes(), [kind]), "bash")).filter(([, cell]) => cell !== "·");
    expect(own).toEqual([[kind, sees]]);
  });

  test("one process stands in two lists, under two numbers", () => {
    const nginx = look(web).tables.processes.filter((p) => p.name === "nginx");
    const joined = drawn(web, "Inside and outside").filter((row) => row.includes("────")).map((row) => row.trim().split(/\s{2,}/));
    expect(joined).toEqual(nginx.map((p, i) => [expect.stringContaining("nginx: "), `${p.pid}`, "────", `${i + 1}`, "in web"]));
  });
});

test("containers stand in the machine's line of kernels, one with a kernel of its own in another", () => {
  const kata = after(run(sidecar, "alpine", "apart", { command: ["sleep", "1d"], runtime: "io.containerd.kata.v2" }), 1);
  const lines = drawn(kata, "Kernels").slice(1).map((row) => row.split(/\s{2,}/));
  expect(lines).toEqual([[look(kata).tables.machines[0]!.kernel, "hermes, web, sidecar"], [look(kata).tables.containers.find((c) => c.name === "apart")!.kernel, "apart"]]);
});

test("as long as nobody has a view of its own, the machine's stands alone", () => {
  expect(drawn(hermes(), "Views")).toHaveLength(2);
  expect(panelsOf("cgroups", look(hermes()), []).map(titleOf)).not.toContain("Inside and outside");
});

test("what a step may be about to ask stands there only when its text names it", () => {
  const titles = (focus: readonly string[]): string[] => panelsOf("cgroups", look(web), focus).map(titleOf).filter((title) => ["Inside and outside", "Views", "Kernels"].includes(title));
  expect([titles(["What happened"]), titles(["Kernels"]), titles([])]).toEqual([[], ["Kernels"], ["Inside and outside", "Views", "Kernels"]]);
});

test("a container to which nobody has come has no line among the visitors, one that is visited has", () => {
  const visited = (t: Play): string[] => panelsOf("cgroups", look(t), []).map(titleOf).filter((title) => title === "Visitors");
  const published = after(run(hermes(), "nginx", "web", { ports: [{ address: "0.0.0.0", host: 8080, inside: 80 }] }), 2);
  expect([visited(web), visited(published)]).toEqual([[], ["Visitors"]]);
});
