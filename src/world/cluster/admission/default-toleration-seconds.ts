import { NOT_READY, UNREACHABLE } from "../controllers/node-lifecycle/taints.ts";
import type { Pod, Taint, Toleration } from "../objects.ts";

/** How long pods stay on a node that is not ready, or not to be reached. */
const SECONDS = 300;

const toleration = (key: string): Toleration => ({ key, operator: "Exists", effect: "NoExecute", tolerationSeconds: SECONDS });
const DEFAULTS: readonly Toleration[] = [toleration(NOT_READY), toleration(UNREACHABLE)];

/**
 * Gives a pod five minutes on a node that is lost, for each of the two taints that it says nothing about itself.
 * Source: `plugin/pkg/admission/defaulttolerationseconds/admission.go`.
 */
export function withDefaultTolerations(pod: Pod): Pod {
  const { tolerations } = pod.spec;
  const added = tolerations === undefined || tolerations.length === 0 ? DEFAULTS : DEFAULTS.filter((d) => !tolerations.some((own) => covers(own, { key: d.key!, effect: "NoExecute" })));
  if (added.length === 0) return pod;
  return { ...pod, spec: { ...pod.spec, tolerations: added === DEFAULTS ? DEFAULTS : [...tolerations!, ...added] } };
}

const covers = ({ key, effect }: Toleration, taint: Taint): boolean => (key === taint.key || !key) && (effect === taint.effect || !effect);
