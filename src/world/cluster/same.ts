/** Whether two pieces of plain data say the same. A field that is undefined counts as absent. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  return covers(a as Fields, b as Fields) && covers(b as Fields, a as Fields, false);
}

type Fields = Readonly<Record<string, unknown>>;

function covers(a: Fields, b: Fields, deep = true): boolean {
  for (const key in a) if (a[key] !== undefined && (deep ? !same(a[key], b[key]) : b[key] === undefined)) return false;
  return true;
}
