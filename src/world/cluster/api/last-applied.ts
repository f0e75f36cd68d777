import type { Fields } from "./decode.ts";

/** Where `kubectl apply` remembers what it was given. Source: `core/v1/annotation_key_constants.go`. */
export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** A manifest as it is remembered: whole, on one line, without an earlier memory. Source: `kubectl/pkg/util/apply.go`, GetModifiedConfiguration. */
function configuration(document: Fields, namespace: string | undefined): string {
  const metadata = (document.metadata ?? {}) as Fields;
  const { [LAST_APPLIED]: _before, ...annotations } = (metadata.annotations ?? {}) as Fields;
  return `${JSON.stringify(sorted({ ...document, metadata: { ...metadata, annotations, ...(namespace === undefined ? {} : { namespace }) } }))}\n`;
}

/** The document with its own memory in its annotations: what is sent. */
export function annotated(document: Fields, namespace: string | undefined): Fields {
  const metadata = (document.metadata ?? {}) as Fields;
  return { ...document, metadata: { ...metadata, annotations: { ...(metadata.annotations as Fields | undefined), [LAST_APPLIED]: configuration(document, namespace) } } };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
