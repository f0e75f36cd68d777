import type { Kind, Objects } from "../kinds.ts";
import { same } from "../same.ts";
import { defaulted } from "./defaults.ts";

/**
 * What becomes of an object when a client sends it changed. What clients may change is taken over: labels, annotations,
 * finalizers, and all that is not status, with the server's defaults. What the server keeps is not. The object as it
 * was when nothing would change. Source: `apiserver/pkg/registry/rest/update.go`, BeforeUpdate.
 */
export function stored<K extends Kind>(kind: K, before: Objects[K], asked: Objects[K]): Objects[K] {
  const { labels, annotations, finalizers } = asked.metadata;
  const { labels: _labels, annotations: _annotations, finalizers: _finalizers, ...kept } = before.metadata;
  const metadata = { ...kept, ...(labels && { labels }), ...(annotations && { annotations }), ...(finalizers && { finalizers }) };
  const after = { ...defaulted(kind, asked), metadata, ...("status" in before ? { status: before.status } : {}) };
  if (same(after, before)) return before;
  return "spec" in before && "spec" in after && same(after.spec, before.spec) ? { ...after, spec: before.spec } : after;
}
