import type { KindInfo } from "../../../world/cluster/kinds.ts";
import { hasField, isSelectable, readFieldSelector, selectable } from "./field-selector.ts";
import { textFlag, type Kube } from "./kubectl.ts";
import { isWrong, resourceText, type Found, type Wrong } from "./resources.ts";

/** Those whose fields are as asked for, or what the server answers to a field that it cannot select by. */
export function withFields(kube: Kube, found: readonly Found[], kinds: readonly KindInfo[]): readonly Found[] | Wrong {
  const text = textFlag(kube.values, "field-selector");
  if (text === undefined) return found;
  const tests = readFieldSelector(text);
  if (isWrong(tests)) return tests;
  for (const info of kinds) {
    const field = tests.find((test) => !isSelectable(info.kind, test.path))?.path;
    if (field !== undefined) return { wrong: `Error from server (BadRequest): Unable to find "${resourceText(info)}" that match label selector "${textFlag(kube.values, "selector") ?? ""}", field selector "${text}": field label not supported: ${field}`, hint: `fields that ${info.resource} can be selected by: ${selectable(info.kind).join(", ")}` };
  }
  return found.filter(({ object }) => tests.every((test) => hasField(object, test)));
}
