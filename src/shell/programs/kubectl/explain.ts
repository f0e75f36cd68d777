import { nearest } from "../../../kernel/nearest.ts";
import { structOf, type Field, type Struct, type Type } from "../../../world/cluster/api/schema.ts";
import { groupOf, type KindInfo } from "../../../world/cluster/kinds.ts";
import { wrapped } from "../../help-page.ts";
import { lineText } from "../../../display/line.ts";
import { fail, say } from "../say.ts";
import { hasFlag, kubectl } from "./kubectl.ts";
import { isWrong, kindOf, type Wrong } from "./resources.ts";

export const explain = kubectl({
  path: "explain",
  about: "what the fields of a kind mean",
  flags: [{ name: "--recursive", about: "all fields below, by name alone" }],
  args: [{ name: "field", about: "a kind, or a field of it: pod.spec.containers", completes: "kubeField", optional: true }],
  unmodelled: ["--api-version", "--output"],
  example: "kubectl explain deployment.spec.strategy",
  note: "in our own words, and only the fields that have an effect here",
  run(kube) {
    const [path] = kube.values.args;
    if (path === undefined) return fail("error: You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources.");
    const [word = "", ...fields] = path.split(".");
    const info = kindOf(word);
    if (isWrong(info)) return fail(info.wrong, info.hint);
    const found = walk(info, fields);
    if (isWrong(found)) return fail(found.wrong, found.hint);
    return say(page(info, found, hasFlag(kube.values, "recursive")));
  },
});

/** Where a path of fields ends. */
interface Place {
  readonly name: string | undefined;
  readonly field: Field | undefined;
  readonly struct: Struct | undefined;
}

/** `apiVersion` and `kind` are fields of every object. */
const HEAD: readonly (readonly [string, Field])[] = [
  ["apiVersion", { type: { is: "string" }, required: false, about: "The version of the kind: apps/v1." }],
  ["kind", { type: { is: "string" }, required: false, about: "The kind: Deployment." }],
];

function walk(info: KindInfo, path: readonly string[]): Place | Wrong {
  let place: Place = { name: undefined, field: undefined, struct: structOf(info.kind) };
  for (const [depth, name] of path.entries()) {
    const field: Field | undefined = place.struct?.fields.get(name) ?? (depth === 0 ? HEAD.find(([known]) => known === name)?.[1] : undefined);
    if (field === undefined) {
      const unmodelled = place.struct?.unmodelled.has(name) === true;
      const near = nearest(name, place.struct?.fields.keys() ?? []);
      return { wrong: unmodelled ? `error: field "${name}" is real, not simulated here` : `error: field "${name}" does not exist`, ...(near === undefined ? {} : { hint: `did you mean ${near}?` }) };
    }
    place = { name, field, struct: structIn(field.type) };
  }
  return place;
}

function structIn(type: Type): Struct | undefined {
  if (type.is === "object") return structOf(type.struct);
  return type.is === "list" || type.is === "map" ? structIn(type.of) : undefined;
}

/** `<string>`, `<[]Container>`, `<map[string]string>`. */
function typeText(type: Type): string {
  switch (type.is) {
    case "object":
      return type.struct;
    case "list":
      return `[]${typeText(type.of)}`;
    case "map":
      return `map[string]${typeText(type.of)}`;
    case "quantity":
      return "Quantity";
    case "intOrString":
      return "IntOrString";
    case "time":
      return "Time";
    default:
      return type.is;
  }
}

const paragraph = (text: string, indent: string): string[] => wrapped(text, "").map((line) => indent + lineText(line));

/** Source: `kubectl/pkg/explain/v2/templates/plaintext.tmpl`. */
function page(info: KindInfo, { name, field, struct }: Place, recursive: boolean): string[] {
  const group = groupOf(info);
  const head = [...(group === "" ? [] : [`GROUP:      ${group}`]), `KIND:       ${info.kind}`, `VERSION:    ${info.apiVersion.replace(/^.*\//, "")}`, ""];
  const about = name === undefined || field === undefined ? [] : [`FIELD: ${name} <${typeText(field.type)}>${field.required ? " -required-" : ""}`, ...words(field.type, ""), ""];
  const said = new Set([field?.about, struct?.about].filter((text) => text !== undefined));
  const description = ["DESCRIPTION:", ...[...said].flatMap((text) => paragraph(text, "    "))];
  if (struct === undefined) return [...head, ...about, "", ...description];
  const all = name === undefined ? [...HEAD, ...struct.fields] : [...struct.fields];
  const fields = recursive ? all.flatMap(([key, one]) => tree(key, one, 1, new Set())) : all.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, one]) => [`  ${key}\t<${typeText(one.type)}>${one.required ? " -required-" : ""}`, ...words(one.type, "    "), ...paragraph(one.about, "    "), ""]);
  return [...head, ...about, ...description, "", "FIELDS:", ...fields];
}

const words = (type: Type, indent: string): string[] => (type.is === "string" && type.oneOf !== undefined ? [`${indent}enum: ${type.oneOf.join(", ")}`] : []);

function tree(key: string, field: Field, depth: number, above: ReadonlySet<string>): string[] {
  const struct = structIn(field.type);
  const line = `${"  ".repeat(depth)}${key}\t<${typeText(field.type)}>${field.required ? " -required-" : ""}`;
  if (struct === undefined || above.has(struct.name)) return [line];
  return [line, ...[...struct.fields].flatMap(([inner, one]) => tree(inner, one, depth + 1, new Set([...above, struct.name])))];
}
