import { defaulted, withRequests } from "../../api/defaults.ts";
import type { Control } from "../../loop.ts";
import { aside, forgetFailures, requeueFailed } from "../../loop.ts";
import { forbidden } from "../../admission/admission.ts";
import { keyOf } from "../../kinds.ts";
import { podQOS } from "../../kubelet/qos.ts";
import type { PersistentVolumeClaim, Pod, PodTemplateSpec, StatefulSet, Volume } from "../../objects.ts";
import { record } from "../../record.ts";
import { create, requestDeletion } from "../../write.ts";
import { controllerRef } from "../controller-ref.ts";
import { REVISION_LABEL } from "../revision-history.ts";

/** Pods with names that last: `db-0`, `db-1`, each with its own claims, and the same ones when it comes again. */

const FROM = { component: "statefulset-controller" };

const podName = ({ metadata }: StatefulSet, ordinal: number): string => `${metadata.name}-${ordinal}`;

/** -1: the name is none that this set gives. Source: `pkg/controller/statefulset/stateful_set_utils.go`, getOrdinal. */
export function ordinalOf({ metadata }: StatefulSet, pod: Pod): number {
  const [, base, ordinal] = /^(.*)-(\d+)$/.exec(pod.metadata.name) ?? [];
  return base === metadata.name ? Number(ordinal) : -1;
}

const claimName = (template: PersistentVolumeClaim, pod: string): string => `${template.metadata.name}-${pod}`;

/** Source: `stateful_set_utils.go`, newStatefulSetPod, initIdentity, updateStorage. */
export function statefulPod(set: StatefulSet, ordinal: number, template: PodTemplateSpec, revision: string): Pod {
  const name = podName(set, ordinal);
  const spec = withRequests(template.spec);
  const claims: Volume[] = (set.spec.volumeClaimTemplates ?? []).map((claim) => ({ name: claim.metadata.name, persistentVolumeClaim: { claimName: claimName(claim, name) } }));
  const others = (spec.volumes ?? []).filter((volume) => !claims.some((claim) => claim.name === volume.name));
  const labels = { ...template.metadata?.labels, "apps.kubernetes.io/pod-index": `${ordinal}`, [REVISION_LABEL]: revision, "statefulset.kubernetes.io/pod-name": name };
  return {
    metadata: { name, namespace: set.metadata.namespace ?? "default", labels, ...(template.metadata?.annotations && { annotations: template.metadata.annotations }), ownerReferences: [controllerRef("StatefulSet", set)] },
    spec: { ...spec, hostname: name, ...(set.spec.serviceName && { subdomain: set.spec.serviceName }), ...(claims.length + others.length > 0 && { volumes: [...claims, ...others] }) },
    status: { phase: "Pending", qosClass: podQOS(spec) },
  };
}

/** Its claims first: those that are there already are what it had before. */
export function createStatefulPod(control: Control, set: StatefulSet, pod: Pod): void {
  aside(control, () => {
    for (const claim of set.spec.volumeClaimTemplates ?? []) ensureClaim(control, set, claim, pod);
    const refusal = forbidden(control.cluster.store, "Pod", pod);
    if (refusal !== undefined) return refusedPod(control, set, pod, refusal);
    tell(control, set, "SuccessfulCreate", `create Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`);
    create(control, "Pod", pod);
    forgetFailures(control, "statefulset", keyOf("StatefulSet", set.metadata));
  });
}

/** It is tried again, as everything that fails. */
function refusedPod(control: Control, set: StatefulSet, { metadata: { name } }: Pod, refusal: string): void {
  record(control, { kind: "StatefulSet", object: set, type: "Warning", reason: "FailedCreate", message: `create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${refusal}`, from: FROM });
  requeueFailed(control, "statefulset", keyOf("StatefulSet", set.metadata));
}

function ensureClaim(control: Control, set: StatefulSet, template: PersistentVolumeClaim, pod: Pod): void {
  const name = claimName(template, pod.metadata.name);
  const { namespace = "default" } = pod.metadata;
  if (control.cluster.store.get("PersistentVolumeClaim", `${namespace}/${name}`) !== undefined) return;
  const labels = { ...template.metadata.labels, ...set.spec.selector?.matchLabels };
  create(control, "PersistentVolumeClaim", defaulted("PersistentVolumeClaim", { ...template, metadata: { name, namespace, labels }, status: { phase: "Pending" } }));
  tell(control, set, "SuccessfulCreate", `create Claim ${name} Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} success`);
}

export function deleteStatefulPod(control: Control, set: StatefulSet, { metadata }: Pod): void {
  aside(control, () => {
    tell(control, set, "SuccessfulDelete", `delete Pod ${metadata.name} in StatefulSet ${set.metadata.name} successful`);
    requestDeletion(control, "Pod", `${metadata.namespace}/${metadata.name}`);
  });
}

const tell = (control: Control, object: StatefulSet, reason: string, message: string): void =>
  void record(control, { kind: "StatefulSet", object, type: "Normal", reason, message, from: FROM });
