import { isFields } from "../../../world/cluster/api/decode.ts";
import { readDocuments } from "../../../world/cluster/api/manifest.ts";
import { kindInfo, qualified } from "../../../world/cluster/kinds.ts";
import type { Reply } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { changedTo } from "./change.ts";
import { missing, OBJECT, withChosen } from "./chosen.ts";
import { kubectl, type Kube } from "./kubectl.ts";
import { sent } from "./output.ts";
import { isWrong, type Found } from "./resources.ts";
import { carriedOut, updateRequest } from "./submit.ts";
import { yamlLines } from "./yaml.ts";

const HEAD = [
  "# Please edit the object below. Lines beginning with a '#' will be ignored,",
  "# and an empty file will abort the edit. If an error occurs while saving this file will be",
  "# reopened with the relevant failures.",
  "#",
];

const NO_CHANGES = "Edit cancelled, no changes made.";
const NOTHING_VALID = "Edit cancelled, no valid changes were saved.";

export const edit = kubectl({
  path: "edit",
  about: "change an object in your editor",
  flags: [],
  args: [{ ...OBJECT, many: true }],
  unmodelled: ["-f", "--filename", "-o", "--output", "--output-patch", "--save-config", "--subresource", "--windows-line-endings"],
  example: "kubectl edit deployment shop",
  note: "your own editor opens: KUBE_EDITOR or EDITOR names it, vi if none does; time stands still meanwhile",
  run: (kube) => withChosen(kube, kube.values.args, (selection) => {
    const [one, ...others] = selection.found;
    if (one === undefined) return carriedOut(kube, missing(selection));
    if (others.length > 0) return fail("error: one object at a time can be edited here", "kubectl edit KIND NAME");
    const { kept } = kube.values;
    return kept === undefined ? opened(one, objectLines(one), []) : saved(kube, one, kept);
  }),
});

const objectLines = (one: Found): readonly string[] => yamlLines(sent(one));

const opened = ({ kind, object }: Found, lines: readonly string[], problems: readonly string[]): Reply =>
  ({ kind: "edit", name: `${kindInfo(kind).resource}-${object.metadata.name}.yaml`, text: `${[...HEAD, ...problems.map((text) => `# ${text}`), ...(problems.length > 0 ? ["#"] : []), ...lines].join("\n")}\n`, lines: [] });

/** What the editor left in the file: nothing, the same, something the server refuses, or a change. Source: `kubectl/pkg/cmd/util/editor/editoptions.go`. */
function saved(kube: Kube, one: Found, text: string): Reply {
  const lines = text.split("\n").filter((line) => !line.startsWith("#"));
  while (lines.at(-1) === "") lines.pop();
  const retried = text.split("\n").slice(HEAD.length).some((line) => line.startsWith("# "));
  const again = (problems: readonly string[]): Reply => {
    const reply = opened(one, lines, problems);
    return reply.kind === "edit" && reply.text === text ? say([NOTHING_VALID]) : reply;
  };
  if (lines.length === 0 || lines.join("\n") === objectLines(one).join("\n")) return say([retried ? NOTHING_VALID : NO_CHANGES]);
  const read = readDocuments(lines.join("\n"));
  const document = read.ok ? read.documents[0] : undefined;
  if (!read.ok || !isFields(document)) return again([`The edited file had a syntax error: ${read.ok ? "it holds no object" : read.reason}`]);
  const after = changedTo(kube, one, document);
  if (isWrong(after)) return again([`${qualified(kindInfo(one.kind))} "${one.object.metadata.name}" was not valid:`, ...after.wrong.split("\n")]);
  if (after.unchanged) return say([NO_CHANGES]);
  return carriedOut(kube, [{ request: updateRequest(after.object), object: after.object, says: "edited" }]);
}
