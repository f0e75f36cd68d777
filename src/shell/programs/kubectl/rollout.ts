import type { Fields } from "../../../world/cluster/api/decode.ts";
import { daemonSetRolloutStatus, deploymentRolloutStatus, statefulSetRolloutStatus, type RolloutStatus } from "../../../world/cluster/kubectl/rollout-status.ts";
import { kindInfo, qualified } from "../../../world/cluster/kinds.ts";
import { line } from "../../../display/line.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { changes, withField } from "./change.ts";
import { CHOOSING, missing, withChosen } from "./chosen.ts";
import { timeLimit } from "./duration.ts";
import { instant } from "./instant.ts";
import { DRY_RUN, FILE, kubectl, OUTPUT, patience, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { isWrong, type Found, type Wrong } from "./resources.ts";
import { carriedOut, type Outcome } from "./submit.ts";

export const WORKLOAD = { name: "workload", about: "deployment/NAME, or deployment NAME", completes: "kubeWorkload", optional: true, many: true } as const;

export const status = kubectl({
  path: "rollout status",
  about: "wait until a rollout is through",
  flags: [{ name: "--watch", short: "-w", about: "true or false: whether it waits", value: "kubeSwitch", alone: "true" }, { name: "--timeout", about: "give up after this time: 60s, 5m", value: "duration" }, SELECTOR, FILE],
  args: [WORKLOAD],
  unmodelled: ["--revision", "-R", "--recursive"],
  example: "kubectl rollout status deployment/shop",
  run: (kube) => withChosen(kube, kube.values.args, ({ found, errors, hint }) => (errors.length > 0 ? fail(errors.join("\n"), hint) : followed(kube, found)), true),
});

/** What the first of them says that is not through, if it is not what it said before. `kept` is the time it began, which one it was and what it last said. */
function followed(kube: Kube, found: readonly Found[]): Reply {
  if (found.length === 0) return fail("error: no objects passed to rollout status");
  const { kept, round } = kube.values;
  const [began, first, last] = kept === undefined ? [kube.seen.now, 0, ""] : (JSON.parse(kept) as [number, number, string]);
  const told = found.slice(first).map(rolloutStatus);
  const open = told.findIndex((one) => "error" in one || !one.done);
  const lines = told.slice(0, open < 0 ? undefined : open).flatMap((one) => ("error" in one ? [] : [line(one.message.replace(/\n$/, ""))]));
  const now = told[open];
  if (now === undefined) return { kind: "say", lines };
  if ("error" in now) return fail(`error: ${now.error}`);
  const text = now.message.replace(/\n$/, "");
  if (open > 0 || text !== last) lines.push(line(text));
  if (textFlag(kube.values, "watch") === "false") return { kind: "say", lines };
  const limit = timeLimit(kube);
  if (isWrong(limit)) return fail(limit.wrong);
  if (kube.seen.now - began >= limit) return { kind: "say", lines, errors: ["error: timed out waiting for the condition"], status: 1 };
  return { kind: "follow", every: patience(round), times: Infinity, lines, clear: false, kept: JSON.stringify([began, first + open, text]) };
}

function rolloutStatus({ kind, object }: Found): RolloutStatus {
  switch (kind) {
    case "Deployment":
      return deploymentRolloutStatus(object);
    case "DaemonSet":
      return daemonSetRolloutStatus(object);
    case "StatefulSet":
      return statefulSetRolloutStatus(object);
    default:
      return { error: `no status viewer has been implemented for ${kind}` };
  }
}

const now = ({ seen }: Kube): string => instant(seen.now);

/** A command that changes workloads: it refuses other kinds in kubectl's words. */
const changing = (path: string, about: string, done: string, kinds: readonly Found["kind"][], change: (document: Fields, kube: Kube, one: Found) => Fields | Wrong) => kubectl({
  path: `rollout ${path}`,
  about,
  flags: [...CHOOSING, DRY_RUN, OUTPUT],
  args: [WORKLOAD],
  unmodelled: ["-R", "--recursive"],
  example: `kubectl rollout ${path} deployment shop`,
  run: (kube) => withChosen(kube, kube.values.args, (selection) => {
    const outcomes = selection.found.flatMap((one): Outcome[] => (kinds.includes(one.kind) ? changes(kube, [one], (document) => change(document, kube, one), done) : [{ error: `error: ${qualified(kindInfo(one.kind))} "${one.object.metadata.name}" ${path === "restart" ? "restarting" : path === "pause" ? "pausing" : "resuming"} is not supported` }]));
    return carriedOut(kube, [...outcomes, ...missing(selection)]);
  }, true),
});

/** Another annotation in the template is another template: every pod is made anew. Source: `polymorphichelpers/objectrestarter.go`. */
export const restart = changing("restart", "make all pods of a workload anew, step by step", "restarted", ["Deployment", "DaemonSet", "StatefulSet"], (document, kube, one) => {
  if (one.kind === "Deployment" && one.object.spec.paused === true) return { wrong: `error: can't restart paused deployment (run rollout resume first)` };
  return withField(document, ["spec", "template", "metadata", "annotations"], (annotations) => ({ ...(annotations as Fields | undefined), "kubectl.kubernetes.io/restartedAt": now(kube) }));
});

const paused = (document: Fields): boolean => (document.spec as Fields).paused === true;

export const pause = changing("pause", "let changes of a Deployment wait", "paused", ["Deployment"], (document, _kube, one) =>
  (paused(document) ? { wrong: `error: deployments.apps "${one.object.metadata.name}" is already paused` } : withField(document, ["spec", "paused"], () => true)));

export const resume = changing("resume", "let the changes of a Deployment begin", "resumed", ["Deployment"], (document, _kube, one) =>
  (paused(document) ? withField(document, ["spec", "paused"], () => undefined) : { wrong: `error: deployments.apps "${one.object.metadata.name}" is not paused` }));

