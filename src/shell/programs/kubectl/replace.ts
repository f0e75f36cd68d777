import { kindInfo } from "../../../world/cluster/kinds.ts";
import { fail } from "../say.ts";
import { liveOf } from "./apply.ts";
import { changes } from "./change.ts";
import { readDocument, unreadable, writtenDocuments } from "./documents.ts";
import { DRY_RUN, FILE, kubectl, OUTPUT, textFlag } from "./kubectl.ts";
import { sent } from "./output.ts";
import { isWrong, notFound, type Found } from "./resources.ts";
import { carriedOut, type Outcome } from "./submit.ts";

/** The whole object as the manifest has it: what that leaves out is gone. Source: `kubectl/pkg/cmd/replace/replace.go`. */
export const replace = kubectl({
  path: "replace",
  about: "put a manifest in the place of an object",
  flags: [FILE, DRY_RUN, OUTPUT],
  args: [],
  unmodelled: ["--force", "--grace-period", "--cascade", "-k", "--kustomize", "-R", "--recursive", "--raw", "--save-config", "--subresource", "--timeout", "--validate", "--wait"],
  example: "kubectl get deployment shop -o yaml | kubectl replace -f -",
  run(kube) {
    if (textFlag(kube.values, "filename") === undefined) return fail("error: must specify --filename, --kustomize, or --raw");
    const written = writtenDocuments(kube);
    if (isWrong(written)) return fail(written.wrong, written.hint);
    const warnings: string[] = [];
    const outcomes = written.flatMap((one): Outcome[] => {
      const document = readDocument(kube, one);
      warnings.push(...document.warnings);
      if (!document.ok) return [{ error: unreadable(one, document.reason, "replacing") }];
      const { read } = document;
      const live = liveOf(kube, read);
      if (live === undefined) return [{ error: notFound(kindInfo(read.kind), read.object.metadata.name).replace("(NotFound): ", `(NotFound): error when replacing "${one.file}": `) }];
      return changes(kube, [live], () => sent(read as Found), "replaced", "replaced");
    });
    return carriedOut(kube, outcomes, warnings);
  },
});
