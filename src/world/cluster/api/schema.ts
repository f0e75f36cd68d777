import { FIELDS } from "./fields/all.ts";

/** A type of the API as discovery describes it: what decoding checks against and `kubectl explain` prints. */
export type Type =
  | { readonly is: "string"; readonly oneOf?: readonly string[] }
  | { readonly is: "integer"; readonly go: string }
  | { readonly is: "boolean" | "quantity" | "intOrString" | "time" }
  | { readonly is: "object"; readonly struct: string }
  | { readonly is: "map"; readonly of: Type }
  /** `key` is what strategic merge patches tell the elements apart by; without one the list is replaced as a whole. */
  | { readonly is: "list"; readonly of: Type; readonly key?: string };

export interface Field {
  readonly type: Type;
  readonly required: boolean;
  readonly about: string;
}

export interface Struct {
  readonly name: string;
  readonly about: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Fields that Kubernetes has and this world has no model of. */
  readonly unmodelled: ReadonlySet<string>;
}

let structs: ReadonlyMap<string, Struct> | undefined;

/** A struct of the API by its name in Go: `PodSpec`. The tables are read when somebody first asks. */
export function structOf(name: string): Struct {
  structs ??= new Map(FIELDS.flatMap(read).map((struct) => [struct.name, struct]));
  const found = structs.get(name);
  if (found === undefined) throw new Error(`no struct ${name} in the tables of fields`);
  return found;
}

/** A table of fields: a line `Name: about` opens a struct, indented lines are its fields, a line of `-` those not modelled. */
function read(table: string): Struct[] {
  return table.trim().split(/\n(?=\S)/).map((text) => {
    const [head = "", ...lines] = text.split("\n");
    const [name = "", about = ""] = head.split(/:\s*/, 2);
    const [own, others] = [lines.filter((line) => !/^\s+-/.test(line)), lines.filter((line) => /^\s+-/.test(line))];
    return { name, about, fields: new Map(own.map(field)), unmodelled: new Set(others.flatMap((line) => line.trim().slice(1).trim().split(/\s+/))) };
  });
}

function field(line: string): [string, Field] {
  const [, name, required, type, about = ""] = /^\s+(\w+)(\*?)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
  if (name === undefined || type === undefined) throw new Error(`no field: ${line}`);
  return [name, { type: typeOf(type), required: required === "*", about }];
}

function typeOf(text: string): Type {
  const list = /^\[\](\w+)(?:\{(\w+)\})?$/.exec(text);
  if (list !== null) return { is: "list", of: typeOf(list[1]!), ...(list[2] === undefined ? {} : { key: list[2] }) };
  if (text.startsWith("map[string]")) return { is: "map", of: typeOf(text.slice(11)) };
  if (text.startsWith("enum(")) return { is: "string", oneOf: text.slice(5, -1).split(",") };
  return PLAIN[text] ?? { is: "object", struct: text };
}

const PLAIN: Readonly<Record<string, Type>> = {
  string: { is: "string" },
  int32: { is: "integer", go: "int32" },
  int64: { is: "integer", go: "int64" },
  bool: { is: "boolean" },
  Quantity: { is: "quantity" },
  IntOrString: { is: "intOrString" },
  Time: { is: "time" },
};
