import { describe, expect, test } from "vitest";
import { factLine, factText } from "../../src/display/format-fact.ts";
import { percent, fixed } from "../../src/display/format-number.ts";
import { blockSize, dfSize, fitted, freeSize, sizeText } from "../../src/display/format-size.ts";
import { columns, virshTable } from "../../src/display/format-table.ts";
import { clockText, dateText, prettyUp, topTime, upText } from "../../src/display/format-time.ts";
import { lineText } from "../../src/display/line.ts";
import { seconds } from "../../src/kernel/time.ts";
import { seen } from "./fixture.ts";

const GIB = 2 ** 30;

describe("sizes", () => {
  test.each([0, 1000, 1024, 1536, 900 * 1024, 9.3 * GIB, 40 * GIB, 1000 * GIB, 3000 * GIB])("%d bytes, as five programs write it", (bytes) => {
    const expected: Record<number, string[]> = {
      0: ["0 B", "0B", "0B", "0", "0"],
      1000: ["1000 B", "1000B", "1000B", "1000", "1"],
      1024: ["1.0 KiB", "1.0Ki", "1K", "1.0K", "1"],
      1536: ["1.5 KiB", "1.5Ki", "1.5K", "1.5K", "2"],
      [900 * 1024]: ["900 KiB", "900Ki", "900K", "900K", "900"],
      [9.3 * GIB]: ["9.3 GiB", "9.3Gi", "9.3G", "9.3G", "9751757"],
      [40 * GIB]: ["40.0 GiB", "40Gi", "40G", "40G", "40.0g"],
      [1000 * GIB]: ["1000 GiB", "1000Gi", "1000G", "1000G", "1000.0g"],
      [3000 * GIB]: ["2.9 TiB", "2.9Ti", "2.9T", "3.0T", "3000.0g"],
    };
    expect([sizeText(bytes), freeSize(bytes), blockSize(bytes), dfSize(bytes), fitted(bytes / 1024, 7)]).toEqual(expected[bytes]);
  });
});

describe("times", () => {
  test("the simulated clock and the calendar", () => {
    expect([0, 3.05, 119.99, 120, 605].map((s) => clockText(seconds(s)))).toEqual(["0.0 s", "3.0 s", "119.9 s", "2 min 00 s", "10 min 05 s"]);
    expect([0, 951_782_400, 1_772_442_000, 4_107_542_399].map(dateText)).toEqual([
      "Thu Jan  1 00:00:00 UTC 1970",
      "Tue Feb 29 00:00:00 UTC 2000",
      "Mon Mar  2 09:00:00 UTC 2026",
      "Sun Feb 28 23:59:59 UTC 2100",
    ]);
  });
  test("how long", () => {
    expect([0, 59, 3599, 3600, 90_000, 200_000].map(upText)).toEqual(["up 0 min", "up 0 min", "up 59 min", "up  1:00", "up 1 day,  1:00", "up 2 days,  7:33"]);
    expect([0, 3660, 700_000].map(prettyUp)).toEqual(["up 0 minutes", "up 1 hour, 1 minute", "up 1 week, 1 day, 2 hours, 26 minutes"]);
    expect([0, 2.5, 62.5, 6000].map(topTime)).toEqual(["0:00.00", "0:02.50", "1:02.50", "100:00.00"]);
  });
  test("numbers", () => {
    expect([fixed(-0.001, 1), fixed(Number.NaN, 2), percent(0.12345), percent(1, 0)]).toEqual(["0.0", "0.00", "12.3", "100"]);
  });
});

describe("tables", () => {
  test("columns as wide as what stands in them", () => {
    expect(columns([{ name: "NAME" }, { name: "N", align: "right" }, { name: "WHAT" }], [["a", "10", "x"], ["longer", "9", ""]])).toEqual(["NAME    N WHAT", "a      10 x", "longer  9"]);
  });
  test("virsh draws a rule three wider per column", () => {
    expect(virshTable(["Id", "Name", "State"], [["1", "fedora28", "running"], ["2", "rhel7.5", "running"]])).toEqual([" Id   Name       State", "--------------------------", " 1    fedora28   running", " 2    rhel7.5    running"]);
  });
});

describe("facts in words", () => {
  test("every fact of the fixture", () => {
    expect(seen.facts.map((fact) => lineText(factLine(fact)))).toMatchInlineSnapshot(`
      [
        "   0.0 s  shop-db started: 1 process",
        "   2.0 s  you broke something: start leak",
        "   2.0 s  fault "start leak": report starts, and leaks",
        "   2.0 s  report started: 8 processes",
        "  91.5 s  atlas is short of memory: 100 MiB left",
        "  92.2 s  out of memory: the kernel killed shop-db (pid 1310), which held 12.0 GiB: killing it frees the most",
        "  92.2 s  shop-db was started again by its supervisor (restarts so far: 1)",
      ]
    `);
  });
  test("a fact nobody has put into words is spelled out", () => {
    expect(factText({ at: 0, type: "diskCaughtFire", about: "disk/nvme0n1", detail: { heat_celsius: 900 } })).toBe("nvme0n1: disk caught fire (heat celsius 900)");
    expect(factText({ at: 0, type: "constructor", about: "vm/x" })).toBe("x: constructor");
  });
});
