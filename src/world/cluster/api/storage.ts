import type { ObjectMeta, ResourceList } from "./meta.ts";

/** Storage. Source: `staging/src/k8s.io/api/core/v1/types.go`. */
export interface PersistentVolumeClaim {
  metadata: ObjectMeta;
  spec: {
    accessModes?: readonly string[];
    resources: { readonly requests?: ResourceList };
    storageClassName?: string;
    volumeName?: string;
  };
  status: { phase: "Pending" | "Bound" | "Lost"; capacity?: ResourceList };
}

export interface PersistentVolume {
  metadata: ObjectMeta;
  spec: {
    capacity: ResourceList;
    accessModes?: readonly string[];
    storageClassName?: string;
    persistentVolumeReclaimPolicy?: "Retain" | "Delete";
    claimRef?: { readonly namespace: string; readonly name: string; readonly uid?: string };
    /** The node whose disk holds it; absent for storage that every node reaches. */
    nodeName?: string;
  };
  status: { phase: "Available" | "Bound" | "Released" | "Failed" };
}
