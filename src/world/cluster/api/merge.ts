import { same } from "../same.ts";
import { structOf, type Type } from "./schema.ts";

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

const isFields = (value: Json): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Three ways into one: what somebody wants now, what they wanted last, and what is there. What they no longer want
 * goes, what they never spoke of stays. Lists whose elements have a key are merged element by element.
 * Source: `apimachinery/pkg/util/strategicpatch/patch.go`, CreateThreeWayMergePatch.
 */
export const threeWay = (kind: string, there: Fields, last: Fields, wanted: Fields): Fields => merged({ is: "object", struct: kind }, there, last, wanted) as Fields;

function merged(type: Type | undefined, there: Json, last: Json, wanted: Json): Json {
  if (wanted === undefined || wanted === null) return last === undefined ? there : undefined;
  if (isFields(wanted)) return mergedFields(type, isFields(there) ? there : {}, isFields(last) ? last : {}, wanted);
  if (Array.isArray(wanted) && type?.is === "list" && type.key !== undefined) return mergedList(type.of, type.key, list(there), list(last), wanted);
  return wanted;
}

function mergedFields(type: Type | undefined, there: Fields, last: Fields, wanted: Fields): Fields {
  const result: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(there), ...Object.keys(wanted)])) {
    const value = merged(inner(type, key), there[key], last[key], wanted[key]);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

const list = (value: Json): readonly Json[] => (Array.isArray(value) ? value : []);

/** The type of a field; undefined for what no table knows. */
function inner(type: Type | undefined, key: string): Type | undefined {
  if (type?.is === "map") return type.of;
  return type?.is === "object" ? structOf(type.struct).fields.get(key)?.type : undefined;
}

/** In the order that is wanted; what only others put there comes after it. */
function mergedList(of: Type, key: string, there: readonly Json[], last: readonly Json[], wanted: readonly Json[]): Json[] {
  const find = (all: readonly Json[], one: Json): Json => all.find((other) => isFields(other) && isFields(one) && same(other[key], one[key]));
  const mine = wanted.map((one) => merged(of, find(there, one), find(last, one), one));
  return [...mine, ...there.filter((one) => find(wanted, one) === undefined && find(last, one) === undefined)];
}

/** A patch that cannot be applied, in the server's words. */
export interface BadPatch {
  readonly wrong: string;
}

/**
 * A strategic merge patch: null takes away, lists with keys are merged element by element, `$patch: delete` and
 * `$patch: replace` say otherwise. Source: `strategicpatch/patch.go`, MergeMapsOfLists.
 */
export const strategic = (kind: string, there: Fields, patch: Fields): Fields => patched({ is: "object", struct: kind }, there, patch) as Fields;

function patched(type: Type | undefined, there: Json, patch: Json): Json {
  if (Array.isArray(patch) && type?.is === "list" && type.key !== undefined) return patchedList(type.of, type.key, list(there), patch);
  if (!isFields(patch)) return patch;
  const { $patch: directive, ...fields } = patch;
  if (directive === "delete") return undefined;
  const result: Record<string, Json> = directive === "replace" || !isFields(there) ? {} : { ...there };
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith("$")) continue;
    const after = value === null ? undefined : patched(inner(type, key), result[key], value);
    if (after === undefined) delete result[key];
    else result[key] = after;
  }
  return result;
}

function patchedList(of: Type, key: string, there: readonly Json[], patch: readonly Json[]): Json[] {
  if (patch.some((one) => isFields(one) && one.$patch === "replace")) return patch.filter((one) => !isFields(one) || one.$patch === undefined);
  const gone = patch.filter((one) => isFields(one) && one.$patch === "delete");
  const has = (all: readonly Json[], one: Json): Json => all.find((other) => isFields(other) && isFields(one) && same(other[key], one[key]));
  const kept = there.filter((one) => has(gone, one) === undefined).map((one) => {
    const change = has(patch, one);
    return change === undefined ? one : patched(of, one, change);
  });
  return [...kept, ...patch.filter((one) => has(there, one) === undefined && has(gone, one) === undefined).map((one) => patched(of, undefined, one))];
}

/** A JSON merge patch (RFC 7386): null takes away, lists are replaced as a whole. */
export function mergePatch(there: Json, patch: Json): Json {
  if (!isFields(patch)) return patch;
  const result: Record<string, Json> = isFields(there) ? { ...there } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/** A JSON patch (RFC 6902): add, remove, replace, test, move and copy, by pointers. */
export function jsonPatch(there: Json, operations: readonly Json[]): Json | BadPatch {
  let document = there;
  for (const one of operations) {
    if (!isFields(one) || typeof one.op !== "string" || typeof one.path !== "string") return { wrong: "an operation needs op and path" };
    const moved = one.op === "move" || one.op === "copy" ? at(document, pointer(String(one.from))) : one.value;
    if (one.op === "move") document = changed(document, pointer(String(one.from)), "remove", undefined);
    if (one.op === "test" && !same(at(document, pointer(one.path)), one.value)) return { wrong: `testing path ${one.path} value failed` };
    if (one.op === "test") continue;
    const kind = one.op === "move" || one.op === "copy" ? "add" : one.op;
    if (kind !== "add" && kind !== "remove" && kind !== "replace") return { wrong: `Unexpected kind: ${one.op}` };
    if (kind !== "add" && at(document, pointer(one.path)) === undefined) return { wrong: `${kind} operation does not apply: doc is missing path: ${one.path}: missing value` };
    document = changed(document, pointer(one.path), kind, moved);
  }
  return document;
}

const pointer = (path: string): string[] => path.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));

const at = (document: Json, path: readonly string[]): Json => path.reduce<Json>((value, part) => (Array.isArray(value) ? value[Number(part)] : isFields(value) ? value[part] : undefined), document);

function changed(document: Json, [part = "", ...rest]: readonly string[], how: "add" | "remove" | "replace", value: Json): Json {
  if (Array.isArray(document)) {
    const place = part === "-" ? document.length : Number(part);
    if (rest.length > 0) return document.with(place, changed(document[place], rest, how, value));
    return how === "add" ? document.toSpliced(place, 0, value) : how === "remove" ? document.toSpliced(place, 1) : document.with(place, value);
  }
  const fields = isFields(document) ? document : {};
  if (rest.length > 0) return { ...fields, [part]: changed(fields[part], rest, how, value) };
  const { [part]: _gone, ...others } = fields;
  return how === "remove" ? others : { ...fields, [part]: value };
}
