import type { Kind, Objects } from "../kinds.ts";
import type { Pod } from "../objects.ts";
import type { Store } from "../store.ts";
import { withDefaultTolerations } from "./default-toleration-seconds.ts";
import { withPriority } from "./priority.ts";

/**
 * What the API server adds to an object that somebody makes, before it is stored.
 * Source: `pkg/kubeapiserver/options/plugins.go`, the order of its admission plugins.
 */
export const admitted = <K extends Kind>(store: Store, kind: K, object: Objects[K]): Objects[K] =>
  kind === "Pod" ? (withDefaultTolerations(withPriority(store, object as Pod)) as Objects[K]) : object;
