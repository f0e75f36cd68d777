/** Whether two values say the same: what is not set does not count. Source: `apimachinery/third_party/forked/golang/reflect`, Semantic.DeepEqual. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [entries(a), entries(b)];
  return left.length === right.length && left.every(([key, value]) => sameValue(value, (b as Record<string, unknown>)[key]));
}

const entries = (value: object): [string, unknown][] => Object.entries(value).filter(([, one]) => one !== undefined);
