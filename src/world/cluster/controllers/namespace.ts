import { keyOf, KINDS } from "../kinds.ts";
import type { Loop } from "../loop.ts";
import type { Change } from "../store.ts";
import { remove, requestDeletion } from "../write.ts";
import { itself } from "./controller-ref.ts";

const HELD = KINDS.filter(({ namespaced, kind }) => namespaced && kind !== "Event").map(({ kind }) => kind);

const homeOf = ({ before, after }: Change, terminating: (name: string) => boolean): string[] => {
  const { namespace = "default" } = before?.metadata ?? {};
  return after === undefined && terminating(namespace) ? [namespace] : [];
};

/**
 * Empties a namespace that is to go, and then lets it go: whatever takes its time, like pods, is waited for.
 * Source: `pkg/controller/namespace/deletion/namespaced_resources_deleter.go`, Delete.
 */
export const namespaceLoop: Loop = {
  name: "namespace",
  hears: {
    Namespace: itself,
    Pod: (change, { store }) => homeOf(change, (name) => store.get("Namespace", name)?.status.phase === "Terminating"),
  },
  sync(control, key) {
    const { store } = control.cluster;
    if (store.get("Namespace", key)?.status.phase !== "Terminating") return;
    for (const kind of HELD) for (const { metadata } of store.inNamespace(kind, key)) requestDeletion(control, kind, keyOf(kind, metadata));
    if (HELD.some((kind) => store.inNamespace(kind, key).length > 0)) return;
    for (const { metadata } of store.inNamespace("Event", key)) remove(control, "Event", keyOf("Event", metadata));
    remove(control, "Namespace", key);
  },
};
