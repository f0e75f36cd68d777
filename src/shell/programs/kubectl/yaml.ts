/** A value as YAML, keys in alphabetical order, as `sigs.k8s.io/yaml` writes it. */
export function yamlLines(value: unknown, indent = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => item(one, indent));
  return Object.entries(value as object).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, inner]) => entry(scalar(key), inner, indent));
}

function item(value: unknown, indent: string): string[] {
  if (isScalar(value)) return block(`${indent}-`, value, indent);
  const [first = "", ...rest] = yamlLines(value, `${indent}  `);
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}

function entry(key: string, value: unknown, indent: string): string[] {
  if (isScalar(value)) return block(`${indent}${key}:`, value, indent);
  return [`${indent}${key}:`, ...yamlLines(value, Array.isArray(value) ? indent : `${indent}  `)];
}

/** Empty lists and maps stand in the line like plain values. */
const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null || Object.values(value).every((one) => one === undefined);

/** A text of several lines is written as a literal block. */
function block(head: string, value: unknown, indent: string): string[] {
  if (typeof value !== "string" || !value.includes("\n")) return [`${head} ${scalar(value)}`];
  const mark = value.endsWith("\n") ? "|" : "|-";
  return [`${head} ${mark}`, ...value.replace(/\n$/, "").split("\n").map((line) => (line === "" ? "" : `${indent}  ${line}`))];
}

const NOT_TEXT = /^(?:true|false|yes|no|on|off|y|n|null|~|[-+]?(?:\d[\d_]*)?\.?\d+(?:e[-+]?\d+)?|[-+]?\d+\.|0x[\da-f]+|\.(?:inf|nan)|\d{4}-\d\d-\d\d(?:T.*)?)$/i;
const NEEDS_QUOTES = /^[-?:,[\]{}#&*!|>'"%@`]|: |:$| #|^\s|\s$/;

function scalar(value: unknown): string {
  if (Array.isArray(value)) return "[]";
  if (typeof value === "object" && value !== null) return "{}";
  if (typeof value !== "string") return String(value);
  if (value === "" || NOT_TEXT.test(value)) return JSON.stringify(value);
  return NEEDS_QUOTES.test(value) && !/^-[^\s-]/.test(value) ? `'${value.replaceAll("'", "''")}'` : value;
}
