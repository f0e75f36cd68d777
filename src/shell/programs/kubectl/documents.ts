import { decode, isFields, type AnyObject, type Fields } from "../../../world/cluster/api/decode.ts";
import { readDocuments } from "../../../world/cluster/api/manifest.ts";
import { kindInfo } from "../../../world/cluster/kinds.ts";
import { directory, readFile, resolve } from "../../files.ts";
import { textFlag, type Kube } from "./kubectl.ts";
import { isWrong, type Wrong } from "./resources.ts";


/** A document of a manifest as it was written, and where. */
export interface Written {
  readonly document: Fields;
  readonly file: string;
}

/** A document that has been read: the object, or the server's refusal. */
export type ReadDocument = { readonly written: Written; readonly warnings: readonly string[] } & ({ readonly ok: true; readonly read: AnyObject } | { readonly ok: false; readonly reason: string });

/** The documents of all files that `-f` names, in order; folders give those that end in .yaml, .yml or .json. */
export function writtenDocuments(kube: Kube): readonly Written[] | Wrong {
  const named = textFlag(kube.values, "filename");
  if (named === undefined) return { wrong: "error: must specify one of -f and -k" };
  const all: Written[] = [];
  for (const file of named.split(",").flatMap((path) => filesAt(kube, path))) {
    const read = documentsOf(kube, file);
    if (isWrong(read)) return read;
    all.push(...read);
  }
  return all.length === 0 ? { wrong: `error: error reading [${named}]: recognized file extensions are [.json .yaml .yml]` } : all;
}

function filesAt({ seen, seat }: Kube, path: string): string[] {
  const inside = path === "-" ? undefined : directory(resolve(path, seat.directory), seen, seat);
  if (inside === undefined) return [path];
  return inside.filter((name) => /\.(ya?ml|json)$/.test(name)).map((name) => `${path.replace(/\/+$/, "")}/${name}`);
}

function documentsOf({ seen, seat, values }: Kube, file: string): Written[] | Wrong {
  if (/^https?:/.test(file)) return { wrong: `error: unable to read URL "${file}": there is no internet in this world` };
  const read = file === "-" ? (values.input === undefined ? undefined : { lines: values.input }) : readFile(resolve(file, seat.directory), seen, seat);
  if (read === undefined) return { wrong: "error: no objects passed to apply" };
  if ("refused" in read) return { wrong: read.refused === "No such file or directory" ? `error: the path "${file}" does not exist` : `error: open ${file}: ${read.refused}`, hint: "ls manifests shows what there is" };
  const parsed = readDocuments(read.lines.join("\n"));
  if (!parsed.ok) return { wrong: `error: error parsing ${file === "-" ? "STDIN" : file}: ${parsed.reason}` };
  return parsed.documents.flatMap(listItems).map((document) => ({ document: isFields(document) ? document : {}, file: file === "-" ? "STDIN" : file }));
}

/** A List stands for what it lists. */
const listItems = (document: unknown): readonly unknown[] => (isFields(document) && document.kind === "List" && Array.isArray(document.items) ? document.items : [document]);

/** Reads a document and puts it where the command looks. */
export function readDocument(kube: Kube, written: Written): ReadDocument {
  const decoded = decode(written.document);
  if (!decoded.ok) return { written, warnings: [], ok: false, reason: decoded.reason };
  const read = placed(decoded, kube.namespace);
  return { written, warnings: decoded.warnings.map((text) => `Warning: ${text}`), ok: true, read };
}

/** With the namespace it is going to live in. */
export function placed({ kind, object }: AnyObject, namespace: string): AnyObject {
  if (!kindInfo(kind).namespaced) return { kind, object } as AnyObject;
  return { kind, object: { ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? namespace } } } as AnyObject;
}

/** Why kubectl or the server cannot read a document, with the file it stands in. Sources: `resource/builder.go`, `cmd/util/helpers.go`. */
export function unreadable({ file }: Written, reason: string, doing: string): string {
  if (reason.startsWith("resource mapping not found")) return `error: ${reason.replace(": no matches", ` from "${file}": no matches`)}`;
  if (reason.endsWith("not simulated here")) return `error: ${file}: ${reason}`;
  if (reason.startsWith("Object '")) return `error: unable to decode "${file}": ${reason}`;
  return `Error from server (BadRequest): error when ${doing} "${file}": ${reason}`;
}
