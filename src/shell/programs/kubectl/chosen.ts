import { fail } from "../say.ts";
import type { Flag, Positional, Reply } from "../../verb.ts";
import { ALL_NAMESPACES, FILE, hasFlag, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { readDocument, unreadable, writtenDocuments } from "./documents.ts";
import { liveOf } from "./apply.ts";
import { kindInfo } from "../../../world/cluster/kinds.ts";
import { isWrong, notFound, select, wanted, type Found, type Selection, type Wrong } from "./resources.ts";
import type { Outcome } from "./submit.ts";

/** Flags by which commands that change objects find them. */
export const CHOOSING: readonly Flag[] = [SELECTOR, ALL_NAMESPACES, FILE, { name: "--all", about: "all of that kind in the namespace" }];

export const OBJECT: Positional = { name: "object", about: "kind/name, or a kind and names", completes: "kubeObject", optional: true };

/** Splits the words of a command at the first that is no name of an object any more: `deploy shop app=x`. */
export function split(words: readonly string[], isRest: (word: string) => boolean): { readonly objects: readonly string[]; readonly rest: readonly string[] } {
  const at = words.findIndex(isRest);
  return at < 0 ? { objects: words, rest: [] } : { objects: words.slice(0, at), rest: words.slice(at) };
}

/** The objects that words, labels or files mean, for a command that changes them. `kindAlone`: a kind without names is all of it. */
export function chosen(kube: Kube, words: readonly string[], kindAlone = false): Selection | Wrong {
  if (textFlag(kube.values, "filename") !== undefined) return inFiles(kube);
  if (words.length === 0) return { wrong: "error: one or more resources must be specified as <resource> <name> or <resource>/<name>" };
  const what = wanted(words);
  if (isWrong(what)) return what;
  if (!kindAlone && what.names.length === 0 && textFlag(kube.values, "selector") === undefined && !hasFlag(kube.values, "all")) return { wrong: "error: resource(s) were provided, but no name was specified" };
  return select(kube, what);
}

function inFiles(kube: Kube): Selection | Wrong {
  const written = writtenDocuments(kube);
  if (isWrong(written)) return written;
  const found: Found[] = [];
  const errors: string[] = [];
  for (const one of written) {
    const document = readDocument(kube, one);
    if (!document.ok) return { wrong: unreadable(one, document.reason, "getting") };
    const there = liveOf(kube, document.read);
    if (there === undefined) errors.push(notFound(kindInfo(document.read.kind), document.read.object.metadata.name));
    else found.push(there);
  }
  return { found, errors };
}

/** Names that are not there, as outcomes among the others. */
export const missing = ({ errors, hint }: Selection): Outcome[] => [...errors, ...(hint === undefined || errors.length === 0 ? [] : [hint])].map((error) => ({ error }));

/** Runs a change on the objects meant, or says why there are none. */
export function withChosen(kube: Kube, words: readonly string[], use: (selection: Selection) => Reply, kindAlone = false): Reply {
  const selection = chosen(kube, words, kindAlone);
  return isWrong(selection) ? fail(selection.wrong, selection.hint) : use(selection);
}
