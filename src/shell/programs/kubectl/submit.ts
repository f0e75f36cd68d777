import { defaulted } from "../../../world/cluster/api/defaults.ts";
import type { AnyObject } from "../../../world/cluster/api/decode.ts";
import { refusalOf } from "../../../world/cluster/api/validation/validate.ts";
import type { ApiRequest, Subresource } from "../../../world/cluster/command.ts";
import { keyOf, kindInfo, qualified, type Kind, type Objects } from "../../../world/cluster/kinds.ts";
import type { Reply } from "../../verb.ts";
import { line } from "../../../display/line.ts";
import { asks, dryMark, dryRun, textFlag, type Kube } from "./kubectl.ts";
import { printed } from "./output.ts";
import { isWrong, named, typeName, type Found } from "./resources.ts";

/** What one object of a command came to: a request and the line that tells of it, or the line that tells why not. */
export type Outcome = { readonly request?: ApiRequest; readonly object: AnyObject; readonly says: string } | { readonly error: string };

const nameOf = ({ object }: AnyObject): string => object.metadata.name;

/** Why an object cannot be created, as kubectl prints the server's answer; undefined when it can. `made` are namespaces that come before it. */
export function createRefusal({ view }: Kube, { kind, object }: AnyObject, made: ReadonlySet<string> = new Set()): { readonly reason: "AlreadyExists" | "NotFound" | "Invalid"; readonly message: string } | undefined {
  const info = kindInfo(kind);
  const { namespace = "default", name } = object.metadata;
  if (info.namespaced && view.get("Namespace", namespace) === undefined && !made.has(namespace)) return { reason: "NotFound", message: `namespaces "${namespace}" not found` };
  if (name !== undefined && view.get(kind, keyOf(kind, object.metadata)) !== undefined) return { reason: "AlreadyExists", message: `${qualified(info)} "${name}" already exists` };
  const invalid = refusalOf<Kind>(kind, defaulted<Kind>(kind, object as Objects[Kind]));
  return invalid === undefined ? undefined : { reason: "Invalid", message: invalid };
}

export const createRequest = ({ kind, object }: AnyObject): ApiRequest => ({ do: "create", kind, object }) as ApiRequest;
export const updateRequest = ({ kind, object }: AnyObject, subresource?: Subresource): ApiRequest => ({ do: "update", kind, object, ...(subresource === undefined ? {} : { subresource }) }) as ApiRequest;

/** Sends what can be sent and prints what came of each, in the form that `-o` asks for. */
export function carriedOut(kube: Kube, outcomes: readonly Outcome[], warnings: readonly string[] = []): Reply {
  const errors = outcomes.flatMap((one) => ("error" in one ? one.error.split("\n") : []));
  const done = outcomes.flatMap((one) => ("error" in one ? [] : [one]));
  const lines = told(kube, done.map(({ object, says }) => ({ object, says })));
  if (isWrong(lines)) return { kind: "fail", reason: lines.wrong, ...(lines.hint === undefined ? {} : { hint: lines.hint }) };
  const requests = dryRun(kube) === undefined ? done.flatMap(({ request }) => (request === undefined ? [] : [request])) : [];
  const said = [...warnings, ...errors];
  const status = errors.length > 0 ? 1 : 0;
  if (requests.length === 0) return { kind: "say", lines: lines.map((text) => line(text)), errors: said, status };
  return { ...asks(kube, requests, lines, said), status };
}

function told(kube: Kube, done: readonly { readonly object: AnyObject; readonly says: string }[]) {
  const format = textFlag(kube.values, "output");
  if (format === undefined || done.length === 0) return done.map(({ object, says }) => `${named(object.kind, nameOf(object))} ${says}${dryMark(kube)}`);
  if (format === "name") return done.map(({ object }) => `${typeName(object.kind)}/${nameOf(object)}`);
  const objects = dryRun(kube) === "client" ? done.map(({ object }) => unsent(kube, object)) : done.map(({ object }) => object);
  return printed(kube, objects as Found[], format, done.length > 1);
}

/** As it would be sent: nothing in it is the server's yet. */
function unsent({ view, values }: Kube, one: AnyObject): AnyObject {
  if (view.get(one.kind, keyOf(one.kind, one.object.metadata)) !== undefined) return one;
  const { status: _status, ...object } = one.object as { readonly metadata: AnyObject["object"]["metadata"]; readonly status?: unknown };
  const { namespace, ...metadata } = object.metadata;
  return { ...one, object: { ...object, metadata: { ...metadata, ...(textFlag(values, "namespace") === undefined ? {} : { namespace }) } } } as AnyObject;
}
