import type { Kind, Objects } from "./kinds.ts";

/** A part of an object with rules of its own: `resize` changes requests and limits of a pod that runs. */
export type Subresource = "resize";

/** One request to the API server that changes something. */
export type ApiRequest =
  | { [K in Kind]: { readonly do: "create"; readonly kind: K; readonly object: Objects[K] } }[Kind]
  /** The object as it shall be: metadata and spec; its status is kept. */
  | { [K in Kind]: { readonly do: "update"; readonly kind: K; readonly object: Objects[K]; readonly subresource?: Subresource } }[Kind]
  | { readonly do: "delete"; readonly kind: Kind; readonly key: string; readonly graceSeconds?: number; readonly orphan?: boolean }
  /** The eviction API: a deletion that budgets may refuse. */
  | { readonly do: "evict"; readonly key: string; readonly graceSeconds?: number };

/** What somebody asked of the API server, with the line they typed: all of it happens, or nothing when the first is refused. */
export interface KubeCommand {
  readonly type: "kube";
  readonly line: string;
  readonly requests: readonly ApiRequest[];
}
