import { describe, expect, test } from "vitest";
import { readScenario } from "../../../src/world/scenario-file.ts";
import { after, doing, look, play, type Play } from "../scenes.ts";

/** Programs on the one GPU of a machine: name, pictures a second, time of each on the GPU alone, and what they hold. */
function server(...apps: readonly (readonly [name: string, perSecond: number, onGpu: string, memory: string])[]): Play {
  const lines = apps.map(([name, perSecond, onGpu, memory]) => `      - { name: ${name}, program: { kind: serve, perSecond: ${perSecond}, arrivals: steady, work: 1ms, onGpu: ${onGpu}, gpuPerRequest: ${memory}, timeout: 60s } }`);
  const read = readScenario(["title: t", "hosts:", "  - name: gaia", "    cpus: 8", "    memory: 64GiB", "    gpus: 1", "    apps:", ...lines].join("\n"), "t", { file: "t.yaml", before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  return play(read.scenario);
}

const app = (t: Play, name: string) => look(t).tables.apps.find((one) => one.name === name)!;

describe("programs on one GPU", () => {
  test("have all of it alone, and a part each when several are at work", () => {
    const alone = after(server(["a", 1, "200ms", "1GiB"]), 10);
    expect(Math.round(app(alone, "a").p50_ms)).toBe(201);
    const three = after(server(["a", 1, "200ms", "1GiB"], ["b", 1, "200ms", "1GiB"], ["c", 1, "200ms", "1GiB"]), 10);
    expect(["a", "b", "c"].map((name) => Math.round(app(three, name).p50_ms / 10))).toEqual([60, 60, 60]);
  });

  test("are told apart: who has less to do is through earlier, and then the others go faster", () => {
    const two = after(server(["short", 0.5, "100ms", "1GiB"], ["long", 0.5, "500ms", "1GiB"]), 10);
    expect(Math.round(app(two, "short").p50_ms / 10)).toBe(20);
    expect(Math.round(app(two, "long").p50_ms / 10)).toBe(60);
  });

  test("end when they ask for memory and none is left, whoever holds it", () => {
    const full = after(server(["big", 0.5, "1500ms", "60GiB"], ["small", 0.4, "100ms", "30GiB"]), 6);
    expect([app(full, "big").alive, app(full, "small").alive]).toEqual([true, false]);
    const [fact] = look(full).facts.filter(({ type }) => type === "gpuOutOfMemory");
    expect(fact).toMatchObject({ about: "app/small", detail: { by: "big", by_bytes: 60 * 1024 ** 3, asked_bytes: 30 * 1024 ** 3 } });
  });

  test("leave nothing behind when they are ended", () => {
    const busy = after(server(["a", 1, "900ms", "10GiB"]), 1.5);
    expect(look(busy).tables.gpu_programs.map(({ name, used }) => [name, used / 1024 ** 3])).toEqual([["a", 10]]);
    const ended = after(doing(busy, { type: "signal", machine: "gaia", pids: [look(busy).tables.gpu_programs[0]!.pid], signal: "SIGKILL" } as never), 1);
    expect(look(ended).tables.gpu_parts.map(({ used, programs }) => [used, programs])).toEqual([[0, 0]]);
  });
});
