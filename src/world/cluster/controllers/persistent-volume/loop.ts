import { SECOND, type Nanos } from "../../../../kernel/time.ts";
import { keyOf } from "../../kinds.ts";
import { requeue, type Control, type Loop } from "../../loop.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../objects.ts";
import { record } from "../../record.ts";
import type { Change } from "../../store.ts";
import { create, remove, update } from "../../write.ts";
import { matchingVolume } from "./match.ts";
import { letGo, unprotect } from "./protection.ts";

/** The class whose volumes are made on demand, by whom, and how long that takes. They are reached from every node. */
const STANDARD = "standard";
const PROVISIONER = "nfs.csi.k8s.io";
const PROVISIONING: Nanos = 2 * SECOND;

const FROM = { component: "persistentvolume-controller" };
const VOLUME = "volume ";

/**
 * Binds claims to volumes, has volumes made for claims of the standard class, and lets volumes go whose claim is gone.
 * Source: `pkg/controller/volume/persistentvolume/pv_controller.go`, syncClaim and syncVolume.
 */
export const persistentVolumeBinder: Loop = {
  name: "persistentvolume-binder",
  hears: {
    PersistentVolumeClaim: ({ key, before, after }) => (after === undefined ? (before!.spec.volumeName === undefined ? [] : [VOLUME + before!.spec.volumeName]) : [key]),
    PersistentVolume: waitingFor,
    Pod: letGo,
  },
  sync(control, key) {
    if (key.startsWith(VOLUME)) return release(control, key.slice(VOLUME.length));
    unprotect(control, key);
    const claim = control.cluster.store.get("PersistentVolumeClaim", key);
    if (claim === undefined || claim.status.phase !== "Pending") return;
    const volumes = claim.spec.volumeName === undefined ? [...control.cluster.store.all("PersistentVolume")] : [control.cluster.store.get("PersistentVolume", claim.spec.volumeName)].filter((v) => v !== undefined);
    const volume = matchingVolume(claim, volumes);
    if (volume !== undefined) return bind(control, claim, volume);
    if (claim.spec.volumeName === undefined) wait(control, key, claim);
  },
};

/** A new volume may be what claims wait for. */
function waitingFor({ before, after }: Change<"PersistentVolume">, { store }: Control["cluster"]): string[] {
  if (before !== undefined || after === undefined) return [];
  return [...store.all("PersistentVolumeClaim")].filter(({ status }) => status.phase === "Pending").map(({ metadata }) => keyOf("PersistentVolumeClaim", metadata));
}

function bind(control: Control, { metadata, spec }: PersistentVolumeClaim, volume: PersistentVolume): void {
  const { namespace = "default", name, uid = "" } = metadata;
  update(control, "PersistentVolume", volume.metadata.name, (v) => ({ ...v, spec: { ...v.spec, claimRef: { namespace, name, uid } }, status: { phase: "Bound" } }));
  update(control, "PersistentVolumeClaim", keyOf("PersistentVolumeClaim", metadata), (claim) => ({
    ...claim, spec: { ...spec, volumeName: volume.metadata.name }, status: { phase: "Bound", capacity: volume.spec.capacity },
  }));
}

/** Nothing fits: one is made if the class has somebody who makes them, else it waits. */
function wait(control: Control, key: string, claim: PersistentVolumeClaim): void {
  const { storageClassName = "" } = claim.spec;
  if (storageClassName === STANDARD) return provision(control, key, claim);
  const tell = (reason: string, message: string, type: "Normal" | "Warning"): void => void record(control, { kind: "PersistentVolumeClaim", object: claim, type, reason, message, from: FROM });
  if (storageClassName === "") return tell("FailedBinding", "no persistent volumes available for this claim and no storage class is set", "Normal");
  tell("ProvisioningFailed", `storageclass.storage.k8s.io "${storageClassName}" not found`, "Warning");
}

function provision(control: Control, key: string, claim: PersistentVolumeClaim): void {
  const { metadata, spec } = claim;
  const age = control.env.now - (metadata.creationTimestamp ?? 0);
  if (age < PROVISIONING) {
    const message = `Waiting for a volume to be created either by the external provisioner '${PROVISIONER}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
    record(control, { kind: "PersistentVolumeClaim", object: claim, type: "Normal", reason: "ExternalProvisioning", message, from: FROM });
    return requeue(control, "persistentvolume-binder", key, PROVISIONING - age);
  }
  const name = `pvc-${metadata.uid}`;
  record(control, { kind: "PersistentVolumeClaim", object: claim, type: "Normal", reason: "ProvisioningSucceeded", message: `Successfully provisioned volume ${name}`, from: { component: PROVISIONER } });
  const volume = create(control, "PersistentVolume", {
    metadata: { name },
    spec: {
      capacity: { storage: spec.resources.requests?.["storage"] ?? "1Gi" }, accessModes: spec.accessModes ?? ["ReadWriteOnce"], storageClassName: STANDARD, persistentVolumeReclaimPolicy: "Delete",
      claimRef: { namespace: metadata.namespace ?? "default", name: metadata.name, ...(metadata.uid === undefined ? {} : { uid: metadata.uid }) },
    },
    status: { phase: "Available" },
  });
  bind(control, claim, volume);
}

/** Its claim is gone: a volume that was made for it goes too, one that somebody keeps is released and not given to others. */
function release(control: Control, name: string): void {
  const volume = control.cluster.store.get("PersistentVolume", name);
  const { claimRef } = volume?.spec ?? {};
  if (volume === undefined || claimRef === undefined || control.cluster.store.get("PersistentVolumeClaim", `${claimRef.namespace}/${claimRef.name}`)?.metadata.uid === claimRef.uid) return;
  if (volume.spec.persistentVolumeReclaimPolicy === "Delete") return remove(control, "PersistentVolume", name);
  update(control, "PersistentVolume", name, (v) => (v.status.phase === "Released" ? v : { ...v, status: { phase: "Released" } }));
}
