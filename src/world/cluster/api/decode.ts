import { formatQuantity } from "../quantity-text.ts";
import { parseQuantity } from "../quantity.ts";
import { KINDS, unmodelledKind, type Kind, type KindInfo, type Objects } from "../kinds.ts";
import { structOf, type Field, type Type } from "./schema.ts";
import { inward } from "./wire.ts";

/** An object of some kind: what a manifest says, once it has been read. */
export type AnyObject = { [K in Kind]: { readonly kind: K; readonly object: Objects[K] } }[Kind];

/** What reading a manifest came to: the object with remarks on what it says for nothing, or the server's refusal. */
export type Decoded = ({ readonly ok: true; readonly warnings: readonly string[] } & AnyObject) | { readonly ok: false; readonly reason: string };

type Json = unknown;
export type Fields = Readonly<Record<string, Json>>;

export const isFields = (value: Json): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads one document as the API server does with fieldValidation=Strict: unknown fields and wrong types are refused in
 * its words. Fields that Kubernetes has and this world does not model are left out with a warning. What the server
 * itself keeps (status, uid, times) is passed over. Source: `apiserver/pkg/endpoints/handlers/create.go`, `sigs.k8s.io/json`.
 */
export function decode(document: Json): Decoded {
  if (!isFields(document)) return { ok: false, reason: "cannot unmarshal the document into an object" };
  const { apiVersion, kind } = document;
  if (typeof kind !== "string" || kind === "") return { ok: false, reason: `Object 'Kind' is missing in '${JSON.stringify(document)}'` };
  if (typeof apiVersion !== "string" || apiVersion === "") return { ok: false, reason: `Object 'apiVersion' is missing in '${JSON.stringify(document)}'` };
  const known = KINDS.find((info) => info.kind === kind && info.apiVersion === apiVersion);
  return known === undefined ? noMatch(document, kind, apiVersion) : decodeAs(known, document);
}

function noMatch({ metadata }: Fields, kind: string, apiVersion: string): Decoded {
  const { name = "", namespace = "" } = isFields(metadata) ? metadata : {};
  const real = unmodelledKind(kind);
  if (real !== undefined) return { ok: false, reason: real.what };
  return { ok: false, reason: `resource mapping not found for name: "${String(name)}" namespace: "${String(namespace)}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first` };
}

/**
 * Reads the fields of a kind that is known already: a whole object, or what became of one after a patch. `validation` as
 * the client asks for it: Warn leaves unknown fields out and says so.
 */
export function decodeAs(known: KindInfo, document: Fields, validation: "Strict" | "Warn" = "Strict"): Decoded {
  const { apiVersion: _version, kind: _kind, status: _status, ...fields } = document;
  const reader = new Reader();
  const read = reader.struct(known.kind, fields, "");
  const version = known.apiVersion.replace(/^.*\//, "");
  const cannot = `${known.kind} in version "${version}" cannot be handled as a ${known.kind}: `;
  if (reader.missing !== undefined) return { ok: false, reason: reader.missing };
  if (reader.wrong !== undefined) return { ok: false, reason: cannot + reader.wrong };
  if (validation === "Strict" && reader.unknown.length > 0) return { ok: false, reason: `${cannot}strict decoding error: ${reader.unknown.map((path) => `unknown field "${path}"`).join(", ")}` };
  const warnings = [...reader.unknown.map((path) => `unknown field "${path}"`), ...reader.unmodelled.map((path) => `${path}: real field, not simulated here`)];
  return { ok: true, warnings, kind: known.kind, object: inward(known.kind, read) } as Decoded;
}

/** Where one field out of several says what something is: without it nothing is left of the thing. */
const CHOICES: ReadonlySet<string> = new Set(["Volume", "Probe", "LifecycleHandler"]);

class Reader {
  wrong: string | undefined;
  /** A choice that this world does not have. */
  missing: string | undefined;
  readonly unknown: string[] = [];
  readonly unmodelled: string[] = [];

  struct(name: string, value: Fields, path: string): Record<string, Json> {
    const struct = structOf(name);
    const read: Record<string, Json> = {};
    for (const [key, inner] of Object.entries(value)) {
      const at = path === "" ? key : `${path}.${key}`;
      const field = struct.fields.get(key);
      if (field !== undefined) this.field(read, key, field, inner, at, name);
      else if (CHOICES.has(name) && struct.unmodelled.has(key)) this.missing ??= `${at}: real, not simulated here; the nearest there is: ${[...struct.fields].flatMap(([other, { type }]) => (type.is === "object" ? [other] : [])).join(", ")}`;
      else (struct.unmodelled.has(key) ? this.unmodelled : this.unknown).push(at);
    }
    return read;
  }

  private field(into: Record<string, Json>, key: string, { type }: Field, value: Json, path: string, struct: string): void {
    if (value === null || type.is === "time") return;
    const read = this.value(type, value, path, struct);
    if (read !== undefined) into[key] = read;
  }

  private value(type: Type, value: Json, path: string, struct: string): Json {
    switch (type.is) {
      case "object":
        return isFields(value) ? this.struct(type.struct, value, path) : this.mismatch(value, path, struct, type.struct);
      case "map":
        return isFields(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.value(type.of, one, path, struct)])) : this.mismatch(value, path, struct, goType(type));
      case "list":
        return Array.isArray(value) ? value.map((one, place) => this.value(type.of, one, `${path}[${place}]`, struct)) : this.mismatch(value, path, struct, goType(type));
      case "quantity":
        return this.quantity(value);
      case "integer":
        return typeof value === "number" && Number.isInteger(value) ? value : this.mismatch(value, path, struct, type.go);
      case "intOrString":
        return typeof value === "number" || typeof value === "string" ? value : this.mismatch(value, path, struct, "string");
      case "boolean":
        return typeof value === "boolean" ? value : this.mismatch(value, path, struct, "bool");
      default:
        return typeof value === "string" ? value : this.mismatch(value, path, struct, "string");
    }
  }

  /** Written canonically, as the server stores it. */
  private quantity(value: Json): string | undefined {
    const text = typeof value === "number" ? `${value}` : value;
    const quantity = typeof text === "string" ? parseQuantity(text) : undefined;
    if (quantity !== undefined) return formatQuantity(quantity);
    const shaped = typeof text === "string" && /^[+-]?[0-9.]+[eEinumkKMGTP]*[-+]?[0-9]*$/.test(text);
    this.wrong ??= shaped ? "unable to parse quantity's suffix" : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    return undefined;
  }

  /** As Go's decoder says it: list places are left out of its paths, and a struct is named by its own package. */
  private mismatch(value: Json, path: string, struct: string, type: string): undefined {
    const what = Array.isArray(value) ? "array" : isFields(value) ? "object" : typeof value === "boolean" ? "bool" : typeof value === "number" && !Number.isInteger(value) ? `number ${value}` : typeof value;
    this.wrong ??= `json: cannot unmarshal ${what} into Go struct field ${struct}.${path.replaceAll(/\[\d+\]/g, "")} of type ${goType(type)}`;
    return undefined;
  }
}

function goType(type: Type | string): string {
  if (typeof type === "string") return /^[A-Z]/.test(type) ? `v1.${type}` : type;
  if (type.is === "list") return `[]${goType(type.of)}`;
  if (type.is === "map") return `map[string]${goType(type.of)}`;
  if (type.is === "object") return `v1.${type.struct}`;
  return type.is === "integer" ? type.go : type.is === "boolean" ? "bool" : type.is === "quantity" ? "resource.Quantity" : "string";
}

