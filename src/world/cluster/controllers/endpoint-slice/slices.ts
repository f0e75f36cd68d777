import type { Endpoint, EndpointSlice } from "../../objects.ts";
import { same } from "../../same.ts";
import type { EndpointGroup } from "./endpoints.ts";

/** The most endpoints in one slice. Source: `--max-endpoints-per-slice`. */
const MAX_ENDPOINTS = 100;

/** What has to be done so that slices say what is true. */
export interface SliceChanges {
  readonly update: readonly { readonly slice: EndpointSlice; readonly endpoints: readonly Endpoint[] }[];
  readonly create: readonly (readonly Endpoint[])[];
  readonly remove: readonly EndpointSlice[];
}

/**
 * Endpoints stay in the slice they are in; new ones fill slices that are written anyway, then one that has room for all
 * the rest, then new slices: as few slices as possible are sent to every node.
 * Source: `endpointslice/reconciler.go`, reconcileByPortMapping.
 */
export function packEndpoints(slices: readonly EndpointSlice[], { endpoints }: EndpointGroup): SliceChanges {
  const wanted = new Map(endpoints.map((endpoint) => [uidOf(endpoint), endpoint]));
  const kept = slices.map((slice) => keptOf(slice, wanted));
  const rest = [...wanted.values()];
  for (const k of kept.filter(({ changed }) => changed).toSorted((a, b) => b.endpoints.length - a.endpoints.length)) fill(k, rest);
  const roomy = rest.length === 0 ? undefined : kept.filter(({ changed, endpoints: own }) => !changed && own.length + rest.length <= MAX_ENDPOINTS).toSorted((a, b) => b.endpoints.length - a.endpoints.length)[0];
  if (roomy !== undefined) fill(roomy, rest);
  const create: Endpoint[][] = [];
  while (rest.length > 0) create.push(rest.splice(0, MAX_ENDPOINTS));
  const empty = kept.filter((k) => k.endpoints.length === 0);
  const update = kept.filter((k) => k.changed && k.endpoints.length > 0);
  return { update, create, remove: empty.map(({ slice }) => slice) };
}

interface Kept {
  readonly slice: EndpointSlice;
  readonly endpoints: Endpoint[];
  changed: boolean;
}

/** What stays in a slice, as it is now; taken out of what is wanted. */
function keptOf(slice: EndpointSlice, wanted: Map<string, Endpoint>): Kept {
  const kept: Kept = { slice, endpoints: [], changed: false };
  for (const old of slice.endpoints) {
    const now = wanted.get(uidOf(old));
    if (now !== old && (now === undefined || !same(now, old))) kept.changed = true;
    if (now === undefined) continue;
    kept.endpoints.push(now);
    wanted.delete(uidOf(old));
  }
  return kept;
}

function fill(kept: Kept, rest: Endpoint[]): void {
  const taken = rest.splice(0, Math.max(0, MAX_ENDPOINTS - kept.endpoints.length));
  if (taken.length > 0) kept.changed = true;
  kept.endpoints.push(...taken);
}

const uidOf = ({ targetRef, addresses }: Endpoint): string => targetRef?.uid ?? addresses[0] ?? "";
