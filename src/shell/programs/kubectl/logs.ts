import { readDuration } from "../../../world/quantity.ts";
import type { LogLine } from "../../../world/containers/docker.ts";
import type { Pod } from "../../../world/cluster/objects.ts";
import { seconds } from "../../../kernel/time.ts";
import { line } from "../../../display/line.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { count } from "./create-workload.ts";
import { instant } from "./instant.ts";
import { hasFlag, kubectl, SELECTOR, textFlag, type Kube } from "./kubectl.ts";
import { containerMeant, podMeant } from "./pods.ts";
import { isWrong, listed, type Wrong } from "./resources.ts";
import { readSelector } from "./selector.ts";

export const logs = kubectl({
  path: "logs",
  about: "what a container has printed",
  flags: [
    { name: "--previous", short: "-p", about: "in its life before this one" }, { name: "--follow", short: "-f", about: "go on as more comes" }, { name: "--container", short: "-c", about: "which container", value: "kubeContainer" },
    { name: "--tail", about: "only the last lines", value: "count" }, { name: "--since", about: "only what is newer: 10s, 5m", value: "duration" }, { name: "--timestamps", about: "with the time of every line" },
    { name: "--all-containers", about: "all containers of the pod" }, { name: "--prefix", about: "with the pod's name before every line" }, SELECTOR,
  ],
  args: [{ name: "pod", about: "a pod, or deployment/NAME for one of its pods", completes: "kubePod", optional: true }, { name: "container", about: "which container", optional: true }],
  unmodelled: ["--limit-bytes", "--since-time", "--max-log-requests", "--ignore-errors", "--all-pods", "--pod-running-timeout"],
  example: "kubectl logs deploy/shop --previous",
  run(kube) {
    const [word] = kube.values.args;
    const selector = textFlag(kube.values, "selector");
    const [tail, since] = [count(kube, "tail", 0), textFlag(kube.values, "since")];
    if (isWrong(tail)) return fail(tail.wrong);
    if (since !== undefined && readDuration(since) === undefined) return fail(`error: invalid argument "${since}" for "--since" flag: time: invalid duration "${since}"`);
    if (word === undefined && selector === undefined) return fail("error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command");
    return word === undefined ? bySelector(kube, selector!) : byName(kube, word);
  },
});

/** The last ten lines of each pod. */
function bySelector(kube: Kube, selector: string): Reply {
  const test = readSelector(selector);
  if (isWrong(test)) return fail(test.wrong);
  const pods = listed(kube, "Pod", test).map(({ object }) => object as Pod);
  if (pods.length === 0) return { kind: "say", lines: [], errors: [`No resources found in ${kube.namespace} namespace.`] };
  const printed = pods.map((pod) => printedBy(kube, pod, textFlag(kube.values, "tail") ?? "10"));
  const errors = printed.flatMap((one) => (isWrong(one) ? [one.wrong] : []));
  return { kind: "say", lines: printed.flatMap((one) => (isWrong(one) ? [] : one.lines)).map((text) => line(text)), errors, status: errors.length > 0 ? 1 : 0 };
}

function byName(kube: Kube, word: string): Reply {
  const chosen = podMeant(kube, word);
  if (isWrong(chosen)) return fail(chosen.wrong, chosen.hint);
  const { pod, of } = chosen;
  if (hasFlag(kube.values, "follow")) return followed(kube, pod, of);
  const printed = printedBy(kube, pod, textFlag(kube.values, "tail"));
  if (isWrong(printed)) return fail(printed.wrong, printed.hint);
  return { kind: "say", lines: printed.lines.map((text) => line(text)), errors: [...found(pod, of), ...printed.says] };
}

const found = ({ metadata: { name } }: Pod, of: number): string[] => (of > 1 ? [`Found ${of} pods, using pod/${name}`] : []);

function printedBy(kube: Kube, pod: Pod, tail: string | undefined): { readonly lines: readonly string[]; readonly says: readonly string[] } | Wrong {
  if (hasFlag(kube.values, "all-containers")) {
    const all = pod.spec.containers.map(({ name }) => kube.view.logs(pod, name, hasFlag(kube.values, "previous")));
    return { lines: all.flatMap((log, place) => ("refusal" in log ? [] : shown(kube, pod, pod.spec.containers[place]!.name, log.lines, tail))), says: [] };
  }
  const meant = containerMeant(pod, textFlag(kube.values, "container") ?? kube.values.args[1]);
  if (isWrong(meant)) return meant;
  const log = kube.view.logs(pod, meant.container.name, hasFlag(kube.values, "previous"));
  if ("refusal" in log) return { wrong: log.refusal };
  return { lines: shown(kube, pod, meant.container.name, log.lines, tail), says: meant.says === undefined ? [] : [meant.says] };
}

function shown(kube: Kube, { metadata: { name } }: Pod, container: string, lines: readonly LogLine[], tail: string | undefined): string[] {
  const since = textFlag(kube.values, "since");
  const span = since === undefined ? undefined : readDuration(since);
  const recent = span === undefined ? lines : lines.filter(({ at }) => at >= kube.seen.now - span);
  const last = tail !== undefined && /^\d+$/.test(tail) ? recent.slice(Math.max(0, recent.length - Number(tail))) : recent;
  const prefix = hasFlag(kube.values, "prefix") ? `[pod/${name}/${container}] ` : "";
  return last.map(({ at, text }) => `${prefix}${hasFlag(kube.values, "timestamps") ? `${stamp(at)} ` : ""}${text}`);
}

const stamp = (at: number): string => instant(at).replace("Z", `.${`${at % 1e9}`.padStart(9, "0")}Z`);

/** Until the container ends. `kept` tells which life it was and how many of its lines have been printed. */
function followed(kube: Kube, pod: Pod, of: number): Reply {
  const meant = containerMeant(pod, textFlag(kube.values, "container") ?? kube.values.args[1]);
  if (isWrong(meant)) return fail(meant.wrong, meant.hint);
  const { name } = meant.container;
  const status = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])].find((one) => one.name === name);
  const life = `${pod.metadata.uid}/${status?.restartCount ?? 0}`;
  const [before, count] = kube.values.kept === undefined ? [life, 0] : (JSON.parse(kube.values.kept) as [string, number]);
  if (before !== life) return { kind: "say", lines: [] };
  const log = kube.view.logs(pod, name, false);
  if ("refusal" in log) return kube.values.round === 0 ? fail(log.refusal) : { kind: "say", lines: [] };
  const tail = kube.values.round === 0 ? textFlag(kube.values, "tail") : undefined;
  const lines = shown(kube, pod, name, log.lines.slice(count), tail).map((text) => line(text));
  const errors = kube.values.round === 0 ? [...found(pod, of), ...(meant.says === undefined ? [] : [meant.says])] : [];
  if (status?.state?.running === undefined) return { kind: "say", lines, errors };
  return { kind: "follow", every: seconds(0.25), times: Infinity, lines, clear: false, errors, kept: JSON.stringify([life, log.lines.length]) };
}
