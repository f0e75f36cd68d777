import type { Nanos } from "../../../kernel/time.ts";
import type { PodTemplateSpec } from "./core.ts";
import type { Condition, LabelSelector, ObjectMeta } from "./meta.ts";

/** Work that ends. Source: `staging/src/k8s.io/api/batch/v1/types.go`. */
export interface JobSpec {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly completionMode?: "NonIndexed" | "Indexed";
  readonly backoffLimit?: number;
  readonly activeDeadlineSeconds?: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly suspend?: boolean;
  readonly selector?: LabelSelector;
  readonly template: PodTemplateSpec;
}

export interface Job {
  metadata: ObjectMeta;
  spec: JobSpec;
  status: {
    active?: number;
    ready?: number;
    succeeded?: number;
    failed?: number;
    /** Of indexed jobs: `0-2,5`. */
    completedIndexes?: string;
    startTime?: Nanos;
    completionTime?: Nanos;
    conditions?: readonly Condition[];
  };
}

export interface CronJob {
  metadata: ObjectMeta;
  spec: {
    schedule: string;
    suspend?: boolean;
    concurrencyPolicy?: "Allow" | "Forbid" | "Replace";
    startingDeadlineSeconds?: number;
    successfulJobsHistoryLimit?: number;
    failedJobsHistoryLimit?: number;
    jobTemplate: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec: JobSpec };
  };
  status: { active?: readonly { readonly name: string }[]; lastScheduleTime?: Nanos; lastSuccessfulTime?: Nanos };
}
