import type { PodTemplateSpec } from "./core.ts";
import type { PersistentVolumeClaim } from "./storage.ts";
import type { Condition, IntOrString, LabelSelector, ObjectMeta } from "./meta.ts";

/** Workloads. Source: `staging/src/k8s.io/api/apps/v1/types.go`. */
export interface RollingUpdateDeployment {
  readonly maxSurge?: IntOrString;
  readonly maxUnavailable?: IntOrString;
}

export interface Deployment {
  metadata: ObjectMeta;
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplateSpec;
    strategy: { type: "RollingUpdate" | "Recreate"; rollingUpdate?: RollingUpdateDeployment };
    minReadySeconds?: number;
    revisionHistoryLimit?: number;
    progressDeadlineSeconds?: number;
    paused?: boolean;
  };
  status: DeploymentStatus;
}

export interface DeploymentStatus {
  observedGeneration?: number;
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  unavailableReplicas: number;
  conditions?: readonly Condition[];
}

export interface ReplicaSet {
  metadata: ObjectMeta;
  spec: { replicas: number; selector?: LabelSelector; template: PodTemplateSpec; minReadySeconds?: number };
  status: {
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas: number;
    availableReplicas: number;
    observedGeneration?: number;
    conditions?: readonly Condition[];
  };
}

export interface DaemonSet {
  metadata: ObjectMeta;
  spec: {
    selector?: LabelSelector;
    template?: PodTemplateSpec;
    updateStrategy: { type: "RollingUpdate" | "OnDelete"; rollingUpdate?: RollingUpdateDeployment };
    minReadySeconds?: number;
  };
  status: {
    observedGeneration?: number;
    currentNumberScheduled?: number;
    updatedNumberScheduled: number;
    desiredNumberScheduled: number;
    numberAvailable: number;
    numberReady?: number;
    numberMisscheduled?: number;
  };
}

export interface StatefulSet {
  metadata: ObjectMeta;
  spec: {
    replicas?: number;
    serviceName?: string;
    selector?: LabelSelector;
    template?: PodTemplateSpec;
    volumeClaimTemplates?: readonly PersistentVolumeClaim[];
    podManagementPolicy?: "OrderedReady" | "Parallel";
    updateStrategy: { type: "RollingUpdate" | "OnDelete"; rollingUpdate?: { partition?: number } };
    minReadySeconds?: number;
  };
  status: {
    observedGeneration?: number;
    replicas: number;
    readyReplicas: number;
    availableReplicas?: number;
    currentReplicas: number;
    updatedReplicas: number;
    currentRevision?: string;
    updateRevision?: string;
  };
}

/** What a StatefulSet or DaemonSet looked like at one time: the template of its pods, so that one can go back to it. */
export interface ControllerRevision {
  metadata: ObjectMeta;
  data: PodTemplateSpec;
  revision: number;
}
