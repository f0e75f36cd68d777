import { annotated, LAST_APPLIED } from "../../../world/cluster/api/last-applied.ts";
import type { Fields } from "../../../world/cluster/api/decode.ts";
import { defaulted } from "../../../world/cluster/api/defaults.ts";
import { kindInfo, type Kind, type Objects } from "../../../world/cluster/kinds.ts";
import { same } from "../../../world/cluster/same.ts";
import { line } from "../../../display/line.ts";
import { fail } from "../say.ts";
import { liveOf, mergedInto } from "./apply.ts";
import { changedTo, withField } from "./change.ts";
import { readDocument, unreadable, writtenDocuments, type Written } from "./documents.ts";
import { FILE, kubectl, type Kube } from "./kubectl.ts";
import { sent } from "./output.ts";
import { isWrong, type Found, type Wrong } from "./resources.ts";
import { createRefusal } from "./submit.ts";
import { unified } from "./unified.ts";
import { yamlLines } from "./yaml.ts";

export const diff = kubectl({
  path: "diff",
  about: "what kubectl apply would change",
  flags: [FILE],
  args: [],
  unmodelled: ["-k", "--kustomize", "-R", "--recursive", "--server-side", "--prune", "--show-managed-fields", "--concurrency"],
  example: "kubectl diff -f manifests/shop.yaml",
  note: "its own memory of what was applied, an annotation on one long line, is left out",
  run(kube) {
    const written = writtenDocuments(kube);
    if (isWrong(written)) return fail(written.wrong, written.hint);
    const all = written.map((one) => difference(kube, one));
    const wrong = all.find(isWrong);
    if (wrong !== undefined) return fail(wrong.wrong, wrong.hint);
    const lines = all.flatMap((one) => (isWrong(one) ? [] : one));
    return { kind: "say", lines: lines.map((text) => line(text)), status: lines.length > 0 ? 1 : 0 };
  },
});

function difference(kube: Kube, one: Written): readonly string[] | Wrong {
  const document = readDocument(kube, one);
  if (!document.ok) return { wrong: unreadable(one, document.reason, "creating") };
  const { read } = document;
  const there = liveOf(kube, read);
  const after = there === undefined ? newly(kube, read as Found) : merged(kube, one, there);
  if (isWrong(after)) return after;
  const live = there === undefined ? [] : yamlLines(plain(sent(there)));
  const hunks = unified(live, yamlLines(plain(after)));
  if (hunks.length === 0) return [];
  const name = [kindInfo(read.kind).apiVersion.replace("/", "."), read.kind, read.object.metadata.namespace ?? "", read.object.metadata.name].join(".");
  return [`diff -u -N /tmp/LIVE/${name} /tmp/MERGED/${name}`, `--- /tmp/LIVE/${name}`, `+++ /tmp/MERGED/${name}`, ...hunks];
}

/** As the server would store a new object. */
function newly(kube: Kube, read: Found): Fields | Wrong {
  const refusal = createRefusal(kube, read);
  if (refusal !== undefined) return { wrong: refusal.message };
  return sent({ kind: read.kind, object: defaulted<Kind>(read.kind, read.object as Objects[Kind]) } as Found);
}

function merged(kube: Kube, one: Written, there: Found): Fields | Wrong {
  const live = sent(there);
  const after = changedTo(kube, there, mergedInto(live, there, annotated(one.document, there.object.metadata.namespace)));
  if (isWrong(after)) return after;
  const document = sent(after.object as Found);
  const again = same(document.spec, live.spec) ? 0 : 1;
  return withField(document, ["metadata", "generation"], (value) => (typeof value === "number" ? value + again : value));
}

/** Without the memory of what was applied. */
const plain = (document: Fields): Fields => withField(document, ["metadata", "annotations"], (annotations) => {
  const { [LAST_APPLIED]: _memory, ...others } = (annotations ?? {}) as Fields;
  return Object.keys(others).length === 0 ? undefined : others;
});
