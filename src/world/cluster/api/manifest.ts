import { parseAllDocuments } from "yaml";

/** The documents of a YAML text as plain values, empty ones left out; or what is wrong with it, as kubectl says it. */
export type Documents = { readonly ok: true; readonly documents: readonly unknown[] } | { readonly ok: false; readonly reason: string };

/** Reads YAML, of which JSON is a part. Few aliases are followed: some bytes of them can unfold into gigabytes. */
export function readDocuments(text: string): Documents {
  const parsed = [...parseAllDocuments(text, { prettyErrors: true, uniqueKeys: true })];
  const wrong = parsed.flatMap((one) => one.errors)[0];
  if (wrong !== undefined) return { ok: false, reason: `error converting YAML to JSON: yaml: line ${wrong.linePos?.[0].line ?? 1}: ${sentence(wrong.message)}` };
  try {
    return { ok: true, documents: parsed.map((one): unknown => one.toJS({ maxAliasCount: 50 })).filter((one) => one !== null && one !== undefined) };
  } catch {
    return { ok: false, reason: "error converting YAML to JSON: yaml: document contains excessive aliasing" };
  }
}

/** The first line of a message, without the place that stands in it too. */
const sentence = (message: string): string => message.split("\n")[0]!.replace(/ at line \d+.*$/, "").replace(/^\w/, (sign) => sign.toLowerCase());
