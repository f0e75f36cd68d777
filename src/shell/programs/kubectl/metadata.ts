import type { Fields } from "../../../world/cluster/api/decode.ts";
import { labelValueRule } from "../../../world/cluster/api/validation/metadata.ts";
import { isValidLabelValue } from "../../../world/cluster/label-selector.ts";
import { labelText } from "../../../world/cluster/printers/table.ts";
import { line } from "../../../display/line.ts";
import type { Reply } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { changes, withField } from "./change.ts";
import { CHOOSING, missing, OBJECT, split, withChosen } from "./chosen.ts";
import { DRY_RUN, hasFlag, kubectl, OUTPUT, type Kube } from "./kubectl.ts";
import { isWrong, kindOf, named, type Found, type Wrong } from "./resources.ts";
import { carriedOut } from "./submit.ts";

type Part = "labels" | "annotations";

const isChange = (word: string): boolean => word.includes("=") || (word.endsWith("-") && isWrong(kindOf(word.slice(0, -1))));

/** `kubectl label` and `kubectl annotate`: the same on another part of the metadata. */
const changing = (part: Part, path: string, done: string, about: string, example: string) => kubectl({
  path,
  about,
  flags: [{ name: "--overwrite", about: "in place of another value" }, { name: "--list", about: "print them" }, ...CHOOSING, DRY_RUN, OUTPUT],
  args: [{ ...OBJECT, many: true }],
  unmodelled: ["--local", "--field-selector", "--resource-version", "-R", "--recursive"],
  example,
  run(kube) {
    const { objects, rest } = split(kube.values.args, isChange);
    if (hasFlag(kube.values, "list")) return listed(kube, objects, part);
    const bad = part === "labels" ? rest.map(badLabel).find((one) => one !== undefined) : undefined;
    if (bad !== undefined) return fail(bad);
    if (rest.length === 0) return fail(`error: at least one ${part === "labels" ? "label" : "annotation"} update is required`, `kubectl ${path} KIND NAME KEY=VALUE, or KEY- to take it away`);
    return withChosen(kube, objects, (selection) => {
      const removing = rest.every((word) => !word.includes("="));
      const says = part === "labels" && removing ? "unlabeled" : done;
      const outcomes = changes(kube, selection.found, (document, one) => changed(kube, document, part, rest, named(one.kind, one.object.metadata.name)), says, part === "labels" ? "not labeled" : done);
      const reply = carriedOut(kube, [...outcomes, ...missing(selection)]);
      return part === "labels" ? saying(reply, selection.found.flatMap((one) => absent(one, rest))) : reply;
    });
  },
});

/** What kubectl itself refuses, before it asks anybody. Source: `kubectl/pkg/cmd/label/label.go`, parseLabels. */
function badLabel(word: string): string | undefined {
  const parts = word.split("=");
  if (parts.length === 1) return undefined;
  if (parts.length > 2) return `error: invalid label spec: ${word}`;
  return isValidLabelValue(parts[1]!) ? undefined : `error: invalid label value: "${word}": ${labelValueRule(parts[1]!)}`;
}

function saying(reply: Reply, before: readonly string[]): Reply {
  const lines = before.map((text) => line(text));
  if (reply.kind === "say") return { ...reply, lines: [...lines, ...reply.lines] };
  return reply.kind === "act" ? { ...reply, then: [...lines, ...reply.then] } : reply;
}

/** Labels that are taken away and are not there. */
const absent = ({ object }: Found, words: readonly string[]): string[] =>
  words.flatMap((word) => (word.includes("=") || object.metadata.labels?.[word.slice(0, -1)] !== undefined ? [] : [`label "${word.slice(0, -1)}" not found.`]));

/** Source: `kubectl/pkg/cmd/label/label.go`, labelFunc and validateNoOverwrites. */
function changed(kube: Kube, document: Fields, part: Part, words: readonly string[], name: string): Fields | Wrong {
  const before = ((document.metadata as Fields)[part] ?? {}) as Readonly<Record<string, string>>;
  const after: Record<string, string> = { ...before };
  for (const word of words) {
    const [key, value] = word.includes("=") ? [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] : [word.slice(0, -1), undefined];
    const clash = value !== undefined && before[key] !== undefined && before[key] !== value && !hasFlag(kube.values, "overwrite");
    if (clash) return { wrong: part === "labels" ? `error: '${key}' already has a value (${before[key]}), and --overwrite is false` : `error: --overwrite is false but found the following declared annotation(s): '${key}' already has a value (${before[key]})`, hint: `${name} keeps what it has; --overwrite puts the new value in its place` };
    if (value === undefined) delete after[key];
    else after[key] = value;
  }
  return withField(document, ["metadata", part], () => after);
}

const listed = (kube: Kube, objects: readonly string[], part: Part): Reply => withChosen(kube, objects, ({ found, errors }) => {
  if (errors.length > 0) return fail(errors.join("\n"));
  return say(found.flatMap(({ object }) => labelText(object.metadata[part]).split(",").filter((text) => text !== "<none>")));
});

export const label = changing("labels", "label", "labeled", "add and remove labels", "kubectl label node n1 disk=ssd");
export const annotate = changing("annotations", "annotate", "annotated", "add and remove annotations", "kubectl annotate deployment shop owner=ana");
