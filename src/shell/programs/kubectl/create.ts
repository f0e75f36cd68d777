import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { DRY_RUN, FILE, kubectl, OUTPUT, type Kube } from "./kubectl.ts";
import { readDocument, unreadable, writtenDocuments } from "./documents.ts";
import { isWrong } from "./resources.ts";
import { carriedOut, createRefusal, createRequest, type Outcome } from "./submit.ts";

export const create = kubectl({
  path: "create",
  about: "create the objects of manifests",
  flags: [FILE, DRY_RUN, OUTPUT],
  args: [],
  unmodelled: ["-k", "--kustomize", "-R", "--recursive", "--edit", "--raw", "--save-config", "--validate", "--template"],
  example: "kubectl create -f manifests/shop.yaml",
  run(kube) {
    const written = writtenDocuments(kube);
    return isWrong(written) ? fail(written.wrong, written.hint) : createAll(kube, written);
  },
});

function createAll(kube: Kube, written: readonly Parameters<typeof readDocument>[1][]): Reply {
  const made = new Set<string>();
  const warnings: string[] = [];
  const outcomes = written.map((one): Outcome => {
    const document = readDocument(kube, one);
    warnings.push(...document.warnings);
    if (!document.ok) return { error: unreadable(one, document.reason, "creating") };
    const { read } = document;
    const refusal = createRefusal(kube, read, made);
    if (refusal !== undefined) return { error: refusal.reason === "Invalid" ? refusal.message : `Error from server (${refusal.reason}): error when creating "${one.file}": ${refusal.message}` };
    if (read.kind === "Namespace") made.add(read.object.metadata.name);
    return { request: createRequest(read), object: read, says: "created" };
  });
  return carriedOut(kube, outcomes, warnings);
}
