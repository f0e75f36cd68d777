import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { joinLedger } from "../../src/build/ledger.ts";
import type { Finding, Topic } from "../../src/cli/ledger.ts";
import { desk, root } from "./terminal.ts";

const { folder, strata } = desk();
afterAll(() => rmSync(folder, { recursive: true }));

const findings = JSON.parse(readFileSync(join(root, "lessons/fidelity.json"), "utf8")) as Record<string, Finding>;
const topics = JSON.parse((await strata("fidelity", "--json")).out) as Topic[];

describe("strata fidelity", () => {
  test("lists every topic with the cases that come out the same", async () => {
    const { code, out } = await strata("fidelity");
    const { passed, total } = findings["kernel/05-pids"]!;
    expect([code, out.split("\n").filter((line) => /^ {2}\S/.test(line)).length]).toEqual([0, topics.length]);
    expect(out).toContain(`${passed} of ${total}  The number of tasks (pids.max)\n`);
    expect(out).toContain("not measured  Namespaces\n");
  });

  test("tells a topic: what is modelled, simplified, absent, measured and not compared", async () => {
    const { passed, total } = findings["kernel/05-pids"]!;
    expect((await strata("fidelity", "pids")).out).toBe(
      `The number of tasks (pids.max)

Modelled
  - pids.max at every level, refused forks (EAGAIN), pids.current and peak,
    pids.events; moving a process in is never refused

Simplified
  - what a fork costs is given to the program, not worked out

Absent
  - ulimit -u (RLIMIT_NPROC)

Measured
  ${passed} of ${total} cases: fork and thread bombs
    not compared
    - us_per_fork: what a fork costs is given to the program here, not worked
      out
`,
    );
  });

  test("every topic fits 80 columns and names its largest misses", async () => {
    for (const { name, measured } of topics) {
      const { code, out } = await strata("fidelity", name);
      expect([code, out.split("\n").filter((line) => line.length > 80)]).toEqual([0, []]);
      expect(out.match(/^ {4}largest miss: /gm)?.length ?? 0).toBe(measured.flatMap((m) => m.largest).length);
    }
  });

  test("counts every measured case once", () => {
    const all = Object.values(findings).reduce((sum, { total }) => sum + total, 0);
    expect(topics.flatMap((t) => t.measured).reduce((sum, { total }) => sum + total, 0)).toBe(all);
  });

  test("prints a topic as JSON", async () => {
    expect(JSON.parse((await strata("fidelity", "CPU.max", "--json")).out)).toEqual(topics.find((t) => t.name === "cpu.max"));
  });

  test("answers a topic that is not there with the nearest", async () => {
    const names = topics.map((t) => t.name).join(", ");
    expect(await strata("fidelity", "memroy")).toEqual({ code: 2, out: "", err: `There is no topic "memroy", did you mean "memory"? there are ${names}.\n` });
  });
});

describe("the ledger is refused", () => {
  const pids = { passed: 8, total: 8, notCompared: [] };
  const written = (of: string): string => `- { name: pids, title: Tasks, modelled: [], simplified: [], absent: [], measured: [{ of: ${of}, about: forks }] }`;

  test("when a topic names what was not measured", () => {
    expect(() => joinLedger(written("kernel/06"), {})).toThrow("fidelity.yaml names kernel/06, and fidelity.json has no such measurement: npm run conformance -- --ledger writes it");
  });

  test("when a measurement belongs to no topic", () => {
    expect(() => joinLedger(written("kernel/05-pids"), { "kernel/05-pids": pids, "kernel/09": pids })).toThrow("fidelity.yaml names no topic for kernel/09");
  });

  test("when a topic lacks a part", () => {
    expect(() => joinLedger("- { name: pids }", {})).toThrow(/^fidelity\.yaml:1: /);
  });
});
