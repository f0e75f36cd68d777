import { SECOND } from "../../../../kernel/time.ts";
import { keyOf } from "../../kinds.ts";
import { requeue, type Control, type Loop } from "../../loop.ts";
import { conditionOf, type Deployment, type DeploymentStatus, type ReplicaSet } from "../../objects.ts";
import { same } from "../../same.ts";
import type { Change } from "../../store.ts";
import { remove, update } from "../../write.ts";
import { claim } from "../claim.ts";
import { controllerKey, itself, managersOf } from "../controller-ref.ts";
import { rememberedReplicas } from "./annotations.ts";
import { applyScaling, scaleAnnotations } from "./apply-scaling.ts";
import { replicaSetsToDelete } from "./history.ts";
import { findNewReplicaSet } from "./new-replica-set.ts";
import { withPauseCondition } from "./paused.ts";
import { hasProgressDeadline, isComplete, NEW_RS_AVAILABLE, TIMED_OUT } from "./progress.ts";
import { recreate } from "./recreate.ts";
import { activeReplicaSets, DESIRED_REPLICAS_ANNOTATION } from "./replica-sets.ts";
import { newReplicaSet } from "./revision.ts";
import { rollingUpdate } from "./rolling.ts";
import { scaleDeployment } from "./scale.ts";
import { deploymentStatus } from "./status.ts";

/**
 * Turns a Deployment into ReplicaSets, one for each version of its template, and moves the pods from the old ones to the
 * new one as its strategy says. Source: `pkg/controller/deployment/deployment_controller.go`, syncDeployment.
 */
export const deploymentLoop: Loop = {
  name: "deployment",
  hears: { Deployment: itself, ReplicaSet: (change, cluster) => managersOf("Deployment", change, cluster), Pod: recreatesAfter },
  sync(control, key) {
    const found = control.cluster.store.get("Deployment", key);
    if (found === undefined) return;
    const sets = claim(control, "ReplicaSet", "Deployment", found);
    if (found.metadata.deletionTimestamp !== undefined) return writeStatus(control, found);
    const deployment = update(control, "Deployment", key, (d) => withPauseCondition(d, control.env.now))!;
    if (deployment.spec.paused === true || isScalingEvent(deployment, sets)) return scale(control, deployment, sets);
    rollOut(control, deployment, sets);
  },
};

/** The last old pods being gone is what a Recreate waits for. Source: `deployment_controller.go`, deletePod. */
function recreatesAfter({ before, after }: Change<"Pod">, { store }: Control["cluster"]): string[] {
  if (after !== undefined && after.status.phase === before?.status.phase) return [];
  const setKey = controllerKey("ReplicaSet", before ?? after);
  const set = setKey === undefined ? undefined : store.get("ReplicaSet", setKey);
  const key = controllerKey("Deployment", set);
  return key !== undefined && store.get("Deployment", key)?.spec.strategy.type === "Recreate" ? [key] : [];
}

/** Whether its size was changed since its sets were last sized. Source: `pkg/controller/deployment/sync.go`, isScalingEvent. */
const isScalingEvent = ({ spec: { replicas } }: Deployment, sets: readonly ReplicaSet[]): boolean =>
  activeReplicaSets(sets).some((set) => (rememberedReplicas(set, DESIRED_REPLICAS_ANNOTATION) ?? replicas) !== replicas);

/** A new size, and nothing else: no set is made. Source: `sync.go`, sync. */
function scale(control: Control, deployment: Deployment, sets: readonly ReplicaSet[]): void {
  const newSet = findNewReplicaSet(deployment, sets);
  const changes = scaleDeployment(deployment, newSet, sets.filter((set) => set !== newSet));
  for (const change of changes) applyScaling(control, deployment, change);
  for (const { metadata } of activeReplicaSets(sets)) update(control, "ReplicaSet", keyOf("ReplicaSet", metadata), (set) => scaleAnnotations(set, deployment));
  writeStatus(control, deployment);
}

/** One look at a rollout. Source: `rolling.go`, rolloutRolling; `recreate.go`, rolloutRecreate. */
function rollOut(control: Control, wished: Deployment, sets: readonly ReplicaSet[]): void {
  const recreates = wished.spec.strategy.type === "Recreate";
  const known = findNewReplicaSet(wished, sets);
  const others = sets.filter((set) => set !== known);
  const waits = recreates && (activeReplicaSets(others).length > 0 || oldPodsRun(control, others));
  if (waits) for (const change of recreate(wished, known, others, true)) applyScaling(control, wished, change);
  else moveOn(control, wished, sets);
  const deployment = control.cluster.store.get("Deployment", keyOf("Deployment", wished.metadata))!;
  if (isComplete(deployment, deployment.status)) cleanUp(control, deployment, others);
  writeStatus(control, deployment);
}

/** The new set is there, and what the strategy allows changes its size and that of the old ones. */
function moveOn(control: Control, wished: Deployment, sets: readonly ReplicaSet[]): void {
  const { deployment, newSet } = newReplicaSet(control, wished, sets);
  const oldSets = sets.filter(({ metadata }) => metadata.uid !== newSet.metadata.uid);
  const changes = deployment.spec.strategy.type === "Recreate" ? recreate(deployment, newSet, oldSets, false) : rollingUpdate(deployment, newSet, oldSets);
  for (const change of changes) applyScaling(control, deployment, change);
}

/** Those being deleted count until they are gone. Source: `recreate.go`, oldPodsRunning. */
const oldPodsRun = ({ cluster }: Control, oldSets: readonly ReplicaSet[]): boolean =>
  oldSets.some(({ metadata }) => cluster.store.ownedBy(metadata.uid!, "Pod").some(({ status }) => status.phase !== "Failed" && status.phase !== "Succeeded"));

function cleanUp(control: Control, { spec }: Deployment, oldSets: readonly ReplicaSet[]): void {
  for (const { metadata } of replicaSetsToDelete(oldSets, spec.revisionHistoryLimit)) remove(control, "ReplicaSet", keyOf("ReplicaSet", metadata));
}

/** Writes the status down if it has changed, and comes back when the deadline of the progress is over. */
function writeStatus(control: Control, { metadata }: Deployment): void {
  const { store } = control.cluster;
  const key = keyOf("Deployment", metadata);
  const deployment = store.get("Deployment", key)!;
  const sets = store.ownedBy(metadata.uid!, "ReplicaSet");
  const newSet = findNewReplicaSet(deployment, sets);
  const status = deploymentStatus(deployment, newSet, sets.filter((set) => set !== newSet), control.env.now);
  if (same(status, deployment.status)) return;
  update(control, "Deployment", key, (d) => ({ ...d, status }));
  comeBack(control, key, deployment, status);
}

/** Source: `progress.go`, requeueStuckDeployment. */
function comeBack(control: Control, key: string, { spec, status: before }: Deployment, status: DeploymentStatus): void {
  const [was, is] = [before, status].map(({ conditions }) => conditionOf(conditions, "Progressing"));
  if (!hasProgressDeadline(spec.progressDeadlineSeconds) || is === undefined || same(was, is)) return;
  if (is.reason === NEW_RS_AVAILABLE || is.reason === TIMED_OUT) return;
  requeue(control, "deployment", key, (is.lastUpdateTime ?? 0) + (spec.progressDeadlineSeconds! + 1) * SECOND - control.env.now);
}
