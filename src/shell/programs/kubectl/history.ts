import type { Fields } from "../../../world/cluster/api/decode.ts";
import type { Deployment, PodTemplateSpec, ReplicaSet } from "../../../world/cluster/objects.ts";
import { same } from "../../../world/cluster/same.ts";
import type { Reply } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { changes, withField } from "./change.ts";
import { withChosen } from "./chosen.ts";
import { count } from "./create-workload.ts";
import { templateLines } from "./describe/template.ts";
import { DRY_RUN, kubectl, OUTPUT, type Kube } from "./kubectl.ts";
import { tabbed } from "./layout.ts";
import { isWrong, named } from "./resources.ts";
import { WORKLOAD } from "./rollout.ts";
import { carriedOut } from "./submit.ts";

/** Revisions of Deployments: the ReplicaSets they have had. */

const REVISION = "deployment.kubernetes.io/revision";
const CAUSE = "kubernetes.io/change-cause";
const HASH = "pod-template-hash";

const revisionOf = ({ metadata }: ReplicaSet | Deployment): number => Number(metadata.annotations?.[REVISION] ?? 0);

/** Oldest first. */
const revisions = ({ view, namespace }: Kube, { metadata }: Deployment): ReplicaSet[] =>
  view.list("ReplicaSet", namespace).filter((set) => set.metadata.ownerReferences?.some(({ uid }) => uid === metadata.uid) === true).sort((a, b) => revisionOf(a) - revisionOf(b));

/** What was said of each; changes are made one at a time. */
function several(replies: readonly Reply[]): Reply {
  const said = replies.flatMap((reply) => (reply.kind === "say" ? reply.lines : []));
  return replies.every(({ kind }) => kind === "say") ? { kind: "say", lines: said } : fail("several rollouts are undone one at a time here", "kubectl rollout undo deployment/NAME");
}

/** Only Deployments keep their revisions in this world. Of several, one after the other. */
const onDeployment = (kube: Kube, use: (deployment: Deployment) => Reply): Reply => withChosen(kube, kube.values.args, ({ found, errors, hint }) => {
  const [one, another] = found;
  if (errors.length > 0) return fail(errors.join("\n"), hint);
  if (another !== undefined) return found.every(({ kind }) => kind === "Deployment") ? several(found.map(({ object }) => use(object as Deployment))) : fail("of several workloads here only Deployments tell their revisions");
  if (one?.kind === "Deployment") return use(one.object);
  return one?.kind === "DaemonSet" || one?.kind === "StatefulSet" ? fail(`revisions of a ${one.kind} are real, not modelled here`, "those of a Deployment are") : fail(`error: no history viewer has been implemented for "${one?.kind ?? ""}"`);
}, true);

export const history = kubectl({
  path: "rollout history",
  about: "the revisions of a Deployment",
  flags: [{ name: "--revision", about: "the template of this one", value: "count" }],
  args: [WORKLOAD],
  unmodelled: ["-o", "--output", "-f", "--filename", "-R"],
  example: "kubectl rollout history deployment shop",
  run: (kube) => onDeployment(kube, (deployment) => {
    const sets = revisions(kube, deployment);
    const wanted = count(kube, "revision", 0);
    if (isWrong(wanted)) return fail(wanted.wrong);
    const name = named("Deployment", deployment.metadata.name);
    if (wanted === 0) return say([`${name} `, ...tabbed([["REVISION", "CHANGE-CAUSE"], ...sets.map((set) => [`${revisionOf(set)}`, set.metadata.annotations?.[CAUSE] ?? "<none>"])], 6, 2), ""]);
    const set = sets.find((one) => revisionOf(one) === wanted);
    if (set === undefined) return fail(`error: unable to find the specified revision`);
    return say([`${name} with revision #${wanted}`, ...templateLines(set.spec.template)]);
  }),
});

/** The template as the Deployment had it, without the label that tells ReplicaSets apart. */
function withoutHash({ metadata, spec }: PodTemplateSpec): PodTemplateSpec {
  const { [HASH]: _hash, ...labels } = metadata?.labels ?? {};
  return { metadata: { ...metadata, labels }, spec };
}

export const undo = kubectl({
  path: "rollout undo",
  about: "go back to the revision before, or to a given one",
  flags: [{ name: "--to-revision", about: "which; 0 is the one before", value: "count" }, DRY_RUN, OUTPUT],
  args: [WORKLOAD],
  unmodelled: ["-f", "--filename", "-l", "--selector", "-R"],
  example: "kubectl rollout undo deployment shop",
  run: (kube) => onDeployment(kube, (deployment) => {
    const wanted = count(kube, "to-revision", 0);
    if (isWrong(wanted)) return fail(wanted.wrong);
    const { name } = deployment.metadata;
    if (deployment.spec.paused === true) return fail(`error: cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`);
    const sets = revisions(kube, deployment);
    const set = wanted === 0 ? sets.at(-2) : sets.find((one) => revisionOf(one) === wanted);
    if (set === undefined) return fail(wanted === 0 ? `error: no rollout history found for deployment "${name}"` : `error: unable to find specified revision ${wanted} in history`);
    const template = withoutHash(set.spec.template);
    if (same(template.spec, deployment.spec.template.spec) && same(template.metadata?.labels, deployment.spec.template.metadata?.labels)) return say([`${named("Deployment", name)} skipped rollback (current template already matches revision ${revisionOf(set)})`]);
    return carriedOut(kube, changes(kube, [{ kind: "Deployment", object: deployment }], (document) => withField(document, ["spec", "template"], () => template as unknown as Fields), "rolled back"));
  }),
});
