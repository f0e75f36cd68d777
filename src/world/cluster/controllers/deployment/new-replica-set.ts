import type { Deployment, PodTemplateSpec, ReplicaSet } from "../../objects.ts";
import { byCreation } from "./replica-sets.ts";

export const POD_TEMPLATE_HASH_LABEL = "pod-template-hash";

/**
 * The set that has the deployment's template, the label pod-template-hash apart; of several the oldest.
 * Source: `pkg/controller/deployment/util/deployment_util.go`, FindNewReplicaSet.
 */
export function findNewReplicaSet({ spec }: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const wanted = templateText(spec.template);
  return sets.toSorted(byCreation).find(set => templateText(set.spec.template) === wanted);
}

/**
 * A short name for a template, which becomes the name of its set and the value of the label. The text is ours, the
 * shape Kubernetes': ten letters and digits that never spell a word.
 * Source: `pkg/controller/controller_utils.go`, ComputeHash; `apimachinery/pkg/util/rand`, SafeEncodeString.
 */
export function podTemplateHash(template: PodTemplateSpec, collisionCount = 0): string {
  const hash = fnv32a(`${templateText(template)}${collisionCount || ""}`);
  return [...`${hash}`].map(digit => SAFE_LETTERS[digit.charCodeAt(0) % SAFE_LETTERS.length]).join("");
}

const SAFE_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** The template as text, the same for the same template in whatever order it was written. */
function templateText({ metadata, spec }: PodTemplateSpec): string {
  const { [POD_TEMPLATE_HASH_LABEL]: _, ...labels } = metadata?.labels ?? {};
  return canonicalText({ labels, annotations: metadata?.annotations, spec });
}

function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isPlainObject(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part);
}

const isPlainObject = (part: unknown): part is Record<string, unknown> => typeof part === "object" && part !== null && !Array.isArray(part);

function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
