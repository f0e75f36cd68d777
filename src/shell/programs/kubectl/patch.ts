import { decodeAs, isFields, type Fields } from "../../../world/cluster/api/decode.ts";
import { jsonPatch, mergePatch, strategic } from "../../../world/cluster/api/merge.ts";
import { kindInfo } from "../../../world/cluster/kinds.ts";
import { readDocuments } from "../../../world/cluster/api/manifest.ts";
import { fail } from "../say.ts";
import { changes } from "./change.ts";
import { missing, OBJECT, withChosen } from "./chosen.ts";
import { DRY_RUN, FILE, kubectl, OUTPUT, textFlag } from "./kubectl.ts";
import { goMap, sent } from "./output.ts";
import { isWrong, type Found, type Wrong } from "./resources.ts";
import { carriedOut } from "./submit.ts";

const TYPES = ["strategic", "merge", "json"];

export const patch = kubectl({
  path: "patch",
  about: "change some fields of an object",
  flags: [{ name: "--patch", short: "-p", about: "the fields, as JSON or YAML", value: "patch" }, { name: "--type", about: "strategic, merge, or json", value: "kubePatch" }, { name: "--subresource", about: "resize: requests and limits of a pod that runs", value: "subresource" }, FILE, DRY_RUN, OUTPUT],
  args: [{ ...OBJECT, many: true }],
  unmodelled: ["--patch-file", "--local", "-R", "--recursive"],
  example: "kubectl patch deployment shop -p '{\"spec\":{\"replicas\":4}}'",
  run(kube) {
    const text = textFlag(kube.values, "patch");
    const type = textFlag(kube.values, "type") ?? "strategic";
    if (text === undefined) return fail("error: must specify --patch or --patch-file containing the contents of the patch");
    if (!TYPES.includes(type)) return fail(`error: --type must be one of [json merge strategic], not "${type}"`);
    const subresource = textFlag(kube.values, "subresource");
    if (subresource !== undefined && subresource !== "resize") return fail(`error: invalid subresource value: "${subresource}". Must be one of [resize scale status]`, "here only resize is modelled");
    const read = readDocuments(text);
    if (!read.ok) return fail(`error: unable to parse "${text}": ${read.reason.replace("error converting YAML to JSON: ", "")}`);
    return withChosen(kube, kube.values.args, (selection) => {
      const warnings: string[] = [];
      const outcomes = changes(kube, selection.found, (document, one) => told(patched(document, one, type, read.documents[0]), one, type, read.documents[0], warnings), "patched", "patched (no change)", subresource);
      return carriedOut(kube, [...outcomes, ...missing(selection)], [...new Set(warnings)]);
    });
  },
});

/**
 * kubectl patch does not ask for strict validation: fields that are unknown are left out with a warning, and a value of
 * another type is a fault of the patch. Source: `apiserver/pkg/endpoints/handlers/patch.go`, applyPatchToObject.
 */
function told(after: Fields | Wrong, one: Found, type: string, change: unknown, warnings: string[]): Fields | Wrong {
  if (isWrong(after)) return after;
  const read = decodeAs(kindInfo(one.kind), after, "Warn");
  if (!read.ok) {
    const why = read.reason.replace(/^.*? cannot be handled as an? \w+: /, "");
    const kind = /of type (\w+)$/.exec(why)?.[1];
    return { wrong: `The request is invalid: patch: Invalid value: ${type === "strategic" ? `"${goMap(change)}": ${kind === undefined ? why : `unrecognized type: ${kind}`}` : `${JSON.stringify(JSON.stringify(change))}: ${why}`}` };
  }
  warnings.push(...read.warnings.filter((text) => text.startsWith("unknown field")).map((text) => `Warning: ${text}`));
  return sent({ kind: read.kind, object: { ...read.object, metadata: { ...one.object.metadata, ...read.object.metadata } } } as Found);
}

function patched(document: Fields, { kind }: Found, type: string, change: unknown): Fields | Wrong {
  if (type === "json") {
    if (!Array.isArray(change)) return { wrong: "Error from server (BadRequest): json: cannot unmarshal object into Go value of type jsonpatch.Patch", hint: 'a JSON patch is a list: [{"op":"replace","path":"/spec/replicas","value":4}]' };
    const after = jsonPatch(document, change);
    return isFields(after) && !("wrong" in after) ? after : { wrong: `The request is invalid: the server rejected our request due to an error in our request: ${isWrong(after) ? after.wrong : "no object came of it"}` };
  }
  if (!isFields(change)) return { wrong: "Error from server (BadRequest): the patch is no object", hint: '{"spec":{"replicas":4}}' };
  return type === "merge" ? (mergePatch(document, change) as Fields) : strategic(kind, document, change);
}
