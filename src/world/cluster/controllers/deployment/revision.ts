import { keyOf } from "../../kinds.ts";
import { aside, type Control } from "../../loop.ts";
import { conditionOf, type Deployment, type Labels, type ReplicaSet } from "../../objects.ts";
import { create, update } from "../../write.ts";
import { controllerRef } from "../controller-ref.ts";
import { scaleAnnotations, tellScaling } from "./apply-scaling.ts";
import { findNewReplicaSet, POD_TEMPLATE_HASH_LABEL, podTemplateHash } from "./new-replica-set.ts";
import { hasProgressDeadline } from "./progress.ts";
import { DESIRED_REPLICAS_ANNOTATION, MAX_REPLICAS_ANNOTATION, replicaCount, REVISION_ANNOTATION, revisionOf } from "./replica-sets.ts";
import { newReplicaSetSize } from "./rolling.ts";
import { newReplicaSetCondition, withCondition } from "./status.ts";

const REVISION_HISTORY_ANNOTATION = "deployment.kubernetes.io/revision-history";

/** Annotations that belong to one object and are not handed down. Source: `util/deployment_util.go`, annotationsToSkip. */
const NOT_HANDED_DOWN = new Set([
  "kubectl.kubernetes.io/last-applied-configuration", REVISION_ANNOTATION, REVISION_HISTORY_ANNOTATION, DESIRED_REPLICAS_ANNOTATION, MAX_REPLICAS_ANNOTATION,
  "deprecated.deployment.rollback.to",
]);

/**
 * The set of the deployment's present template, made when there is none, with the highest revision. A rollback to an old
 * template finds its set again, which gets a new revision. Source: `pkg/controller/deployment/sync.go`, getNewReplicaSet.
 */
export function newReplicaSet(control: Control, deployment: Deployment, sets: readonly ReplicaSet[]): { readonly deployment: Deployment; readonly newSet: ReplicaSet } {
  const known = findNewReplicaSet(deployment, sets);
  const oldSets = sets.filter((set) => set !== known);
  const revision = Math.max(0, ...oldSets.map(revisionOf)) + 1;
  const newSet = known === undefined ? makeReplicaSet(control, deployment, oldSets, revision)
    : update(control, "ReplicaSet", keyOf("ReplicaSet", known.metadata), (set) => withRevision(set, deployment, revision))!;
  return { newSet, deployment: update(control, "Deployment", keyOf("Deployment", deployment.metadata), (d) => marked(control, d, newSet, known === undefined))! };
}

function makeReplicaSet(control: Control, deployment: Deployment, oldSets: readonly ReplicaSet[], revision: number): ReplicaSet {
  const { metadata: { namespace = "default" }, spec: { template, selector, minReadySeconds } } = deployment;
  const { name, hash } = freeName(control, deployment);
  const labels: Labels = { ...template.metadata?.labels, [POD_TEMPLATE_HASH_LABEL]: hash };
  const replicas = newReplicaSetSize(deployment, 0, replicaCount(oldSets));
  const set: ReplicaSet = {
    metadata: { name, namespace, labels, annotations: { ...handedDown(deployment), [REVISION_ANNOTATION]: `${revision}` }, ownerReferences: [controllerRef("Deployment", deployment)] },
    spec: {
      replicas, ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [POD_TEMPLATE_HASH_LABEL]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
    status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 },
  };
  return aside(control, () => {
    if (replicas > 0) tellScaling(control, deployment, name, 0, replicas);
    return create(control, "ReplicaSet", scaleAnnotations(set, deployment));
  });
}

/** A hash that is taken by another template's set is counted on. */
function freeName({ cluster }: Control, { metadata: { name, namespace = "default" }, spec }: Deployment): { readonly name: string; readonly hash: string } {
  for (let collisions = 0; ; collisions++) {
    const hash = podTemplateHash(spec.template, collisions);
    if (cluster.store.get("ReplicaSet", `${namespace}/${name}-${hash}`) === undefined) return { name: `${name}-${hash}`, hash };
  }
}

function handedDown({ metadata }: Deployment): Labels {
  return Object.fromEntries(Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOT_HANDED_DOWN.has(key)));
}

/** Source: `util/deployment_util.go`, SetNewReplicaSetAnnotations. */
function withRevision(set: ReplicaSet, deployment: Deployment, revision: number): ReplicaSet {
  const before = set.metadata.annotations ?? {};
  const history = [before[REVISION_HISTORY_ANNOTATION], before[REVISION_ANNOTATION]].filter((text) => text !== undefined);
  const moved = revisionOf(set) < revision ? { [REVISION_ANNOTATION]: `${revision}`, ...(history.length > 0 ? { [REVISION_HISTORY_ANNOTATION]: history.join(",") } : {}) } : {};
  const annotations: Labels = { ...before, ...handedDown(deployment), ...moved };
  const changed = Object.keys(annotations).some((key) => annotations[key] !== before[key]) || (set.spec.minReadySeconds ?? 0) !== (deployment.spec.minReadySeconds ?? 0);
  if (!changed) return set;
  return { ...set, metadata: { ...set.metadata, annotations }, spec: withMinReadySeconds(set.spec, deployment.spec.minReadySeconds) };
}

const withMinReadySeconds = (spec: ReplicaSet["spec"], minReadySeconds = 0): ReplicaSet["spec"] =>
  (spec.minReadySeconds ?? 0) === minReadySeconds ? spec : { ...spec, minReadySeconds };

/** The deployment carries the revision of its set, and says that it has one. */
function marked({ env }: Control, deployment: Deployment, set: ReplicaSet, made: boolean): Deployment {
  const revision = `${revisionOf(set)}`;
  const { metadata, spec, status } = deployment;
  const tell = hasProgressDeadline(spec.progressDeadlineSeconds) && (made || conditionOf(status.conditions, "Progressing") === undefined);
  const isMarked = metadata.annotations?.[REVISION_ANNOTATION] === revision;
  if (isMarked && !tell) return deployment;
  return {
    ...deployment,
    metadata: isMarked ? metadata : { ...metadata, annotations: { ...metadata.annotations, [REVISION_ANNOTATION]: revision } },
    status: tell ? { ...status, conditions: withCondition(status.conditions ?? [], newReplicaSetCondition(set, made, env.now)) } : status,
  };
}
