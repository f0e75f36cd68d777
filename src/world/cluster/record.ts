import type { Kind } from "./kinds.ts";
import { kindInfo } from "./kinds.ts";
import type { Control } from "./loop.ts";
import type { Event, ObjectMeta } from "./objects.ts";
import { create, update } from "./write.ts";

export interface Happening {
  readonly kind: Kind;
  readonly object: { readonly metadata: ObjectMeta };
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly from: Event["source"];
}

/**
 * Records what happened to an object: an Event that others can list, counted up when it is the same as before, and a
 * fact with its causes for `why`. What follows from here on is caused by it. Returns the fact's id.
 * Source: `client-go/tools/record/events_cache.go`, EventAggregator and eventLogger.
 */
export function record(control: Control, { kind, object, type, reason, message, from }: Happening): number {
  const { env } = control;
  const { name, namespace = "default", uid = "" } = object.metadata;
  const same = `${kind}/${uid}/${reason}/${message}`;
  const eventKey = `${kindInfo(kind).namespaced ? namespace : "default"}/${name}.${hash(same)}`;
  const known = update(control, "Event", eventKey, (event) => ({ ...event, count: event.count + 1, lastTimestamp: env.now }));
  if (known === undefined) {
    create(control, "Event", {
      metadata: { name: eventKey.slice(eventKey.indexOf("/") + 1), namespace: eventKey.slice(0, eventKey.indexOf("/")) },
      involvedObject: { kind, namespace: kindInfo(kind).namespaced ? namespace : "", name, uid },
      type, reason, message, count: 1, firstTimestamp: env.now, lastTimestamp: env.now, source: from,
    });
  }
  const fact = env.note(factType(reason), `${kindInfo(kind).singular}/${name}`, { reason, message, from: from.component, ...(type === "Warning" && { warning: true }) }, control.causes);
  control.causes = [fact];
  return fact;
}

const factTypes = new Map<string, string>();

/** `FailedScheduling` → `failedScheduling`: the same text for all of them. */
function factType(reason: string): string {
  let type = factTypes.get(reason);
  if (type === undefined) factTypes.set(reason, (type = reason[0]!.toLowerCase() + reason.slice(1)));
  return type;
}

/** Sixteen hexadecimal digits of a text (FNV-1a, twice with other bases). */
function hash(text: string): string {
  return [0x811c9dc5, 0x01000193].map((base) => {
    let h = base;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
    return (h >>> 0).toString(16).padStart(8, "0");
  }).join("");
}
