import type { Nanos } from "../../../kernel/time.ts";

/** What the autoscaler remembers between its looks. Source: `cluster-autoscaler/core/static_autoscaler.go`. */
export interface Autoscaler {
  /** When it last switched a machine on. */
  lastScaleUp: Nanos;
  /** Since when nodes could be done without. */
  readonly unneeded: Map<string, Nanos>;
  /** Nodes that are being emptied, and since when. */
  readonly removing: Map<string, Nanos>;
  /** What pods that wait in vain were told last, by uid. */
  readonly told: Map<string, string>;
}

export const createAutoscaler = (): Autoscaler => ({ lastScaleUp: -Infinity, unneeded: new Map(), removing: new Map(), told: new Map() });
export const copyAutoscaler = (a: Autoscaler): Autoscaler => ({ ...a, unneeded: new Map(a.unneeded), removing: new Map(a.removing), told: new Map(a.told) });

export const FROM_AUTOSCALER = { component: "cluster-autoscaler" } as const;
