import { decodeAs, type AnyObject, type Fields } from "../../../world/cluster/api/decode.ts";
import { stored } from "../../../world/cluster/api/stored.ts";
import { refusalOf } from "../../../world/cluster/api/validation/validate.ts";
import type { Subresource } from "../../../world/cluster/command.ts";
import { keyOf, kindInfo, type Kind, type Objects } from "../../../world/cluster/kinds.ts";
import type { Kube } from "./kubectl.ts";
import { sent } from "./output.ts";
import { isWrong, type Found, type Wrong } from "./resources.ts";
import { updateRequest, type Outcome } from "./submit.ts";

/** What an object would become, as the server would store it; `unchanged` when it is so already. */
export interface Changed {
  readonly object: AnyObject;
  readonly unchanged: boolean;
}

/** Sends an object back with another content, given as the API's JSON: what the server would make of it, or why it refuses. */
export function changedTo(kube: Kube, { kind, object: before }: Found, document: Fields, subresource?: Subresource): Changed | Wrong {
  const decoded = decodeAs(kindInfo(kind), document);
  if (!decoded.ok) return { wrong: `Error from server (BadRequest): ${decoded.reason}` };
  const metadata = { ...decoded.object.metadata, name: before.metadata.name, ...(before.metadata.namespace === undefined ? {} : { namespace: before.metadata.namespace }) };
  return settled(kube, { kind, object: { ...decoded.object, metadata } } as AnyObject, subresource);
}

/** The same for an object of this world. */
function settled({ view }: Kube, { kind, object }: AnyObject, subresource?: Subresource): Changed | Wrong {
  const before = view.get(kind, keyOf(kind, object.metadata)) as Objects[Kind] | undefined;
  if (before === undefined) return { object: { kind, object } as AnyObject, unchanged: false };
  const after = stored<Kind>(kind, before, object);
  const refusal = refusalOf<Kind>(kind, after, before, subresource);
  return refusal === undefined ? { object: { kind, object: after } as AnyObject, unchanged: after === before } : { wrong: refusal };
}

/** Changes objects by their JSON. `says` tells of each; what is unchanged already is told with `otherwise`, or not at all. */
export function changes(kube: Kube, found: readonly Found[], change: (document: Fields, one: Found) => Fields | Wrong, says: string, otherwise?: string, subresource?: Subresource): Outcome[] {
  return found.flatMap((one): Outcome[] => {
    const document = change(sent(one), one);
    const after = isWrong(document) ? document : changedTo(kube, one, document, subresource);
    if (isWrong(after)) return [{ error: after.hint === undefined ? after.wrong : `${after.wrong}\n${after.hint}` }];
    if (!after.unchanged) return [{ request: updateRequest(after.object, subresource), object: after.object, says }];
    return otherwise === undefined ? [] : [{ object: after.object, says: otherwise }];
  });
}

/** The document with another value at a path of fields. */
export function withField(document: Fields, path: readonly string[], change: (value: unknown) => unknown): Fields {
  const [key = "", ...rest] = path;
  const inner = document[key];
  const value = rest.length === 0 ? change(inner) : withField((inner ?? {}) as Fields, rest, change);
  const { [key]: _before, ...others } = document;
  return value === undefined ? others : { ...document, [key]: value };
}

/** Where a kind keeps the template of its pods; undefined for kinds that make none. */
function templatePath(kind: Kind): readonly string[] | undefined {
  switch (kind) {
    case "Deployment":
    case "ReplicaSet":
    case "StatefulSet":
    case "DaemonSet":
    case "Job":
      return ["spec", "template"];
    case "CronJob":
      return ["spec", "jobTemplate", "spec", "template"];
    default:
      return undefined;
  }
}

/** Where a kind keeps the spec of its pods: a pod's own, or its template's. */
export const podSpecPath = (kind: Kind): readonly string[] | undefined => (kind === "Pod" ? ["spec"] : templatePath(kind)?.concat("spec"));
