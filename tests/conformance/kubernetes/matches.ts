/**
 * Whether an answer is the expected one. Of an object all expected parts must hold, of a list the length too;
 * `{ min, max }` is a range, `relativeTolerance` beside numbers says how far they may be off, and an expected `error`
 * text need only occur in ours, as in the tests of Kubernetes.
 */
export function matches(expected: unknown, actual: unknown, tolerance = 0): boolean {
  if (typeof expected === "number" && typeof actual === "number")
    return expected === actual || Math.abs(expected - actual) <= tolerance * Math.abs(expected);
  if (!isRecord(expected)) return Object.is(expected, actual);
  if (typeof actual === "number") return isWithin(expected, actual);
  if (!isRecord(actual) || Array.isArray(expected) !== Array.isArray(actual)) return false;
  if (Array.isArray(expected) && expected.length !== (actual as unknown as unknown[]).length) return false;
  const { relativeTolerance = tolerance, ...parts } = expected;
  return Object.keys(parts).every(key => matchesPart(key, parts[key], actual[key], Number(relativeTolerance)));
}

const matchesPart = (key: string, expected: unknown, actual: unknown, tolerance: number): boolean =>
  key === "error" && typeof expected === "string" && typeof actual === "string" ? actual.includes(expected) : matches(expected, actual, tolerance);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const isWithin = ({ min, max }: Record<string, unknown>, n: number): boolean =>
  typeof min === "number" && typeof max === "number" && min <= n && n <= max;
