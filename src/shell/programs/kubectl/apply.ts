import { annotated, LAST_APPLIED } from "../../../world/cluster/api/last-applied.ts";
import { decode, type AnyObject, type Fields } from "../../../world/cluster/api/decode.ts";
import { threeWay } from "../../../world/cluster/api/merge.ts";
import { keyOf, kindInfo } from "../../../world/cluster/kinds.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { changedTo } from "./change.ts";
import { placed, readDocument, unreadable, writtenDocuments, type Written } from "./documents.ts";
import { DRY_RUN, FILE, kubectl, OUTPUT, type Kube } from "./kubectl.ts";
import { sent } from "./output.ts";
import { isWrong, type Found } from "./resources.ts";
import { carriedOut, createRefusal, createRequest, updateRequest, type Outcome } from "./submit.ts";

export const apply = kubectl({
  path: "apply",
  about: "make objects be as manifests say",
  flags: [FILE, DRY_RUN, OUTPUT],
  args: [],
  unmodelled: ["-k", "--kustomize", "-R", "--recursive", "--server-side", "--prune", "--force", "--force-conflicts", "--overwrite", "-l", "--selector", "--wait", "--validate"],
  example: "kubectl apply -f manifests/shop.yaml",
  run(kube) {
    const written = writtenDocuments(kube);
    return isWrong(written) ? fail(written.wrong, written.hint) : applyAll(kube, written);
  },
});

function applyAll(kube: Kube, written: readonly Written[]): Reply {
  const made = new Set<string>();
  const warnings: string[] = [];
  const outcomes = written.map((one): Outcome => {
    const document = readDocument(kube, one);
    warnings.push(...document.warnings);
    if (!document.ok) return { error: unreadable(one, document.reason, "creating") };
    const { read } = document;
    if (read.object.metadata.name === undefined) return { error: `error: from ${one.file}: cannot use generate name with apply` };
    const there = liveOf(kube, read);
    if (there === undefined && read.kind === "Namespace") made.add(read.object.metadata.name);
    return there === undefined ? createdBy(kube, one, read, made) : configured(kube, one, there, warnings);
  });
  return carriedOut(kube, outcomes, warnings);
}

/** The object that a manifest speaks of, as it is now. */
export function liveOf({ view }: Kube, { kind, object }: AnyObject): Found | undefined {
  const now = view.get(kind, keyOf(kind, object.metadata));
  return now === undefined ? undefined : ({ kind, object: now } as Found);
}

function createdBy(kube: Kube, one: Written, read: AnyObject, made: ReadonlySet<string>): Outcome {
  const refusal = createRefusal(kube, read, made);
  if (refusal !== undefined) return { error: refusal.reason === "Invalid" ? refusal.message : `Error from server (${refusal.reason}): error when creating "${one.file}": ${refusal.message}` };
  const remembered = decode(annotated(one.document, read.object.metadata.namespace));
  if (!remembered.ok) return { error: remembered.reason };
  const object = placed(remembered, kube.namespace);
  return { request: createRequest(object), object, says: "created" };
}

const FORGOTTEN = (what: string): string =>
  `Warning: resource ${what} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`;

function configured(kube: Kube, one: Written, there: Found, warnings: string[]): Outcome {
  const live = sent(there);
  if (lastApplied(live) === undefined) warnings.push(FORGOTTEN(`${kindInfo(there.kind).resource}/${there.object.metadata.name}`));
  const after = changedTo(kube, there, mergedInto(live, there, annotated(one.document, there.object.metadata.namespace)));
  if (isWrong(after)) return { error: after.wrong };
  return after.unchanged ? { object: after.object, says: "unchanged" } : { request: updateRequest(after.object), object: after.object, says: "configured" };
}

/** The live object with what a manifest wants now, without what it wanted last. */
export const mergedInto = (live: Fields, { kind }: Found, wanted: Fields): Fields => threeWay(kind, live, lastApplied(live) ?? {}, wanted);

function lastApplied(live: Fields): Fields | undefined {
  const text = ((live.metadata as Fields).annotations as Readonly<Record<string, string>> | undefined)?.[LAST_APPLIED];
  return text === undefined ? undefined : (JSON.parse(text) as Fields);
}

