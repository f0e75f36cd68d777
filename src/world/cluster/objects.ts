/**
 * The API objects of the cluster as plain data, with Kubernetes' own field names, by API group. A field that is absent
 * is not set. Quantities stay the text that was written ("250m", "1Gi"); times are virtual nanoseconds.
 * Objects in the store are never changed in place: who changes one writes a new value.
 */
export * from "./api/meta.ts";
export * from "./api/core.ts";
export type * from "./api/apps.ts";
export type * from "./api/autoscaling.ts";
export type * from "./api/batch.ts";
export type * from "./api/extensions.ts";
export type * from "./api/network.ts";
export type * from "./api/policy.ts";
export type * from "./api/storage.ts";
