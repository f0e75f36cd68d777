import { withRequests } from "../api/defaults.ts";
import { forbidden } from "../admission/admission.ts";
import type { Kind } from "../kinds.ts";
import type { Control } from "../loop.ts";
import { aside } from "../loop.ts";
import { randomSuffix } from "../names.ts";
import type { ObjectMeta, OwnerReference, Pod, PodQOSClass, PodSpec, PodTemplateSpec } from "../objects.ts";
import { podQOS } from "../kubelet/qos.ts";
import { record } from "../record.ts";
import { create, requestDeletion } from "../write.ts";
import { controllerRef } from "./controller-ref.ts";

/** An object that makes pods from a template, and under which name its controller speaks. */
export interface PodOwner {
  readonly kind: Kind;
  readonly object: { readonly metadata: ObjectMeta };
  /** `replicaset-controller`. */
  readonly component: string;
}

/** What leaves room for five random characters in a name of 63. Source: `apiserver/pkg/storage/names/generate.go`. */
const MAX_GENERATED_NAME = 58;

/** A name nobody has yet: `shop-7d4b9c6f5-` → `shop-7d4b9c6f5-x2x8z`. */
export function generatedName({ cluster, env }: Control, namespace: string, generateName: string): string {
  for (;;) {
    const name = generateName.slice(0, MAX_GENERATED_NAME) + randomSuffix(env.random);
    if (cluster.store.get("Pod", `${namespace}/${name}`) === undefined) return name;
  }
}

/** The pod that a template describes, owned by who makes it. Source: `pkg/controller/controller_utils.go`, GetPodFromTemplate. */
export function podFromTemplate(name: string, namespace: string, template: PodTemplateSpec, owner: OwnerReference): Pod {
  const { labels, annotations } = template.metadata ?? {};
  const spec = withRequests(template.spec);
  return {
    metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }), ownerReferences: [owner] },
    spec,
    status: { phase: "Pending", qosClass: classOf(spec) },
  };
}

const classes = new WeakMap<PodSpec, PodQOSClass>();

/** Worked out once for all pods of a template. */
function classOf(spec: PodSpec): PodQOSClass {
  let known = classes.get(spec);
  if (known === undefined) classes.set(spec, (known = podQOS(spec)));
  return known;
}

/** Makes a pod with a generated name. Answers why the API server refuses it, which a Warning tells; undefined when it is made. */
export function createPod(control: Control, owner: PodOwner, template: PodTemplateSpec): string | undefined {
  const { name: base, namespace = "default" } = owner.object.metadata;
  const name = generatedName(control, namespace, `${base}-`);
  return createNamedPod(control, owner, podFromTemplate(name, namespace, template, controllerRef(owner.kind, owner.object)));
}

/** Tells it first, so that all that becomes of the pod is known to follow from it. */
export function createNamedPod(control: Control, { kind, object, component }: PodOwner, pod: Pod): string | undefined {
  return aside(control, () => {
    const refusal = forbidden(control.cluster.store, "Pod", pod);
    if (refusal !== undefined) {
      record(control, { kind, object, type: "Warning", reason: "FailedCreate", message: `Error creating: ${refusal}`, from: { component } });
      return refusal;
    }
    record(control, { kind, object, type: "Normal", reason: "SuccessfulCreate", message: `Created pod: ${pod.metadata.name}`, from: { component } });
    create(control, "Pod", pod);
    return undefined;
  });
}

export function deletePod(control: Control, { kind, object, component }: PodOwner, { metadata }: Pod): void {
  aside(control, () => {
    record(control, { kind, object, type: "Normal", reason: "SuccessfulDelete", message: `Deleted pod: ${metadata.name}`, from: { component } });
    requestDeletion(control, "Pod", `${metadata.namespace}/${metadata.name}`);
  });
}
