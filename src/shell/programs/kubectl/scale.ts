import type { AnyObject } from "../../../world/cluster/api/decode.ts";
import { refusalOf } from "../../../world/cluster/api/validation/validate.ts";
import type { Kind } from "../../../world/cluster/kinds.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { CHOOSING, chosen } from "./chosen.ts";
import { DRY_RUN, kubectl, OUTPUT, textFlag, type Kube } from "./kubectl.ts";
import { count } from "./create-workload.ts";
import { isWrong, type Found } from "./resources.ts";
import { carriedOut, updateRequest, type Outcome } from "./submit.ts";

type Scalable = Extract<Found, { kind: "Deployment" | "ReplicaSet" | "StatefulSet" }>;

const isScalable = (found: Found): found is Scalable => found.kind === "Deployment" || found.kind === "ReplicaSet" || found.kind === "StatefulSet";

export const scale = kubectl({
  path: "scale",
  about: "another number of pods",
  flags: [{ name: "--replicas", about: "how many", value: "count" }, { name: "--current-replicas", about: "only if there are so many now", value: "count" }, ...CHOOSING, DRY_RUN, OUTPUT],
  args: [{ name: "workload", about: "deployment/NAME, or deployment NAME", completes: "kubeWorkload", optional: true, many: true }],
  unmodelled: ["--resource-version", "--timeout", "-k", "--kustomize", "-R", "--recursive"],
  example: "kubectl scale deployment shop --replicas=5",
  run(kube) {
    const [replicas, current] = [count(kube, "replicas", -1), count(kube, "current-replicas", -1)];
    if (isWrong(replicas) || isWrong(current)) return fail((isWrong(replicas) ? replicas : (current as { wrong: string })).wrong);
    if (textFlag(kube.values, "replicas") === undefined) return fail('error: required flag(s) "replicas" not set');
    if (replicas < 0) return fail("error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0");
    return scaled(kube, replicas, current);
  },
});

function scaled(kube: Kube, replicas: number, current: number): Reply {
  const selected = chosen(kube, kube.values.args);
  if (isWrong(selected)) return fail(selected.wrong, selected.hint);
  const outcomes = selected.found.map((found): Outcome => one(found, replicas, current));
  const errors = [...selected.errors, ...(selected.hint === undefined ? [] : [selected.hint])].map((error): Outcome => ({ error }));
  return outcomes.length + errors.length === 0 ? fail("error: no objects passed to scale") : carriedOut(kube, [...outcomes, ...errors]);
}

function one(found: Found, replicas: number, current: number): Outcome {
  if (!isScalable(found)) return { error: `Error from server (NotFound): the server could not find the requested resource` };
  const { kind, object } = found;
  const now = object.spec.replicas ?? 1;
  if (current >= 0 && current !== now) return { error: `error: Expected replicas to be ${current}, was ${now}` };
  const changed = { kind, object: { ...object, spec: { ...object.spec, replicas } } } as AnyObject;
  const refusal = refusalOf<Kind>(changed.kind, changed.object);
  return refusal === undefined ? { request: updateRequest(changed), object: changed, says: "scaled" } : { error: refusal };
}

