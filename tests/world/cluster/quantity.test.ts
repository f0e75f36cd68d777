import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatQuantity } from "../../../src/world/cluster/quantity-text.ts";
import {
  add,
  compare,
  decimalQuantity,
  milliValueOf,
  mustParse,
  parseQuantity,
  subtract,
  valueOf,
  zero,
} from "../../../src/world/cluster/quantity.ts";

const suffixes = ["", "n", "u", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti", "e3", "e-3"];
const written = fc.tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.constantFrom(...suffixes)).map(([n, suffix]) => `${n}${suffix}`);

describe("a quantity", () => {
  test("is the same amount when its canonical text is read again", () => {
    fc.assert(fc.property(written, text => {
      const quantity = mustParse(text);
      expect(mustParse(formatQuantity(quantity)).nanos).toBe(quantity.nanos);
    }));
  });

  test("has one canonical text: reading and writing it again changes nothing", () => {
    fc.assert(fc.property(written, text => {
      const canonical = formatQuantity(mustParse(text));
      expect(formatQuantity(mustParse(canonical))).toBe(canonical);
    }));
  });

  test("taken off again leaves what was there", () => {
    fc.assert(fc.property(written, written, (a, b) => {
      const [left, right] = [mustParse(a), mustParse(b)];
      expect(compare(subtract(add(left, right), right), left)).toBe(0);
    }));
  });

  test.each([
    ["0.1", 100, 1], ["1.2", 1200, 2], ["250m", 250, 1], ["64Mi", 67_108_864_000, 67_108_864], ["128m", 128, 1], ["0", 0, 0],
  ])("%s is %d thousandths and at least %d whole", (text, millis, whole) => {
    expect([milliValueOf(mustParse(text)), valueOf(mustParse(text))]).toEqual([millis, whole]);
  });

  test.each(["", " 1", "1 Gi", "1gi", "1K", "--1", "e", "1e999999999", "one", "1Gii"])("cannot be read from %j", text => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  test("keeps the suffixes of the left operand, unless that is zero", () => {
    expect(formatQuantity(add(mustParse("1Gi"), mustParse("1k")))).toBe("1073742824");
    expect(formatQuantity(add(mustParse("1Gi"), mustParse("1Mi")))).toBe("1025Mi");
    expect(formatQuantity(add(zero, mustParse("2Gi")))).toBe("2Gi");
    expect(formatQuantity(decimalQuantity(1500n, -3, "DecimalSI"))).toBe("1500m");
  });
});
