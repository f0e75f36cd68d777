import { line } from "../../../display/line.ts";
import { seconds } from "../../../kernel/time.ts";
import type { Command } from "../../../world/command.ts";
import type { Pod } from "../../../world/cluster/objects.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { isShell, sitInside } from "./exec.ts";
import { hasFlag, patience, type Kube } from "./kubectl.ts";

/**
 * `kubectl run -i`, `-it`, `--rm`: the client stays with the pod that it has made. It waits until the container runs, prints
 * what that prints until it ends, or sits down at its shell. Source: `kubectl/pkg/cmd/run/run.go` and `attach/attach.go`.
 */

export const isAttached = ({ values }: Kube): boolean => hasFlag(values, "stdin") || hasFlag(values, "attach");

/** The pod is made; nothing is said of that. */
export const waitsFor = (reply: Reply): Reply => (reply.kind === "act" ? { ...reply, then: [], every: patience(0) } : reply);

/** How long somebody waits for a pod to run. Source: `defaultPodAttachTimeout`. */
const LIMIT = seconds(60);

const RECORDED = "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.";
const PROMPT = "If you don't see a command prompt, try pressing enter.";

/** `kept`: how many lines have been printed, and whether it was said where one is. */
export function attached(kube: Kube, name: string): Reply {
  const { view, namespace, seen, values } = kube;
  const pod = view.get("Pod", `${namespace}/${name}`);
  if (pod === undefined) return fail(`Error from server (NotFound): pods "${name}" not found`);
  const state = pod.status.containerStatuses?.[0]?.state;
  const over = pod.status.phase === "Succeeded" || pod.status.phase === "Failed" || (state?.running === undefined && values.kept !== undefined);
  if (state?.running === undefined && !over) {
    if (seen.now - (pod.metadata.creationTimestamp ?? 0) >= LIMIT) return left(kube, pod, [], "error: timed out waiting for the condition", 1);
    return { kind: "follow", every: patience(values.round), times: Infinity, lines: [], clear: false };
  }
  const words = [...(pod.spec.containers[0]!.command ?? []), ...(pod.spec.containers[0]!.args ?? [])];
  const says = hasFlag(values, "quiet") || !hasFlag(values, "stdin") || values.kept !== undefined ? [] : [RECORDED, PROMPT];
  return isShell(words) && !over ? atShell(kube, pod, words[0]!, says) : printing(kube, pod, over, says);
}

function atShell(kube: Kube, pod: Pod, shell: string, says: readonly string[]): Reply {
  const id = pod.status.containerStatuses?.[0]?.containerID?.replace(/^\w+:\/\//, "");
  const row = kube.seen.tables.containers.find((c) => c.id === id && c.running);
  if (row === undefined) return fail(`error: Internal error occurred: the kubelet of ${pod.spec.nodeName} does not answer, or runs no real containers`);
  const ends: Command = { type: "docker", machine: row.machine, do: "finish", id: row.id, status: 0, printed: [] };
  if (!hasFlag(kube.values, "tty")) return left(kube, pod, [], "a shell without a terminal reads nothing and ends: -it sits down at it", 0, [ends]);
  return sitInside(kube, row, shell, says, { commands: [ends, ...removal(kube, pod)], says: farewell(kube, pod) });
}

function printing(kube: Kube, pod: Pod, over: boolean, says: readonly string[]): Reply {
  const container = pod.spec.containers[0]!.name;
  const log = kube.view.logs(pod, container, false);
  const count = Number(kube.values.kept ?? 0);
  const texts = "lines" in log ? log.lines.slice(count).map(({ text }) => text) : [];
  if (!over) return { kind: "follow", every: patience(kube.values.round), times: Infinity, lines: texts.map((text) => line(text)), clear: false, errors: says, kept: String(count + texts.length) };
  const { exitCode = 0, reason = "" } = pod.status.containerStatuses?.[0]?.state?.terminated ?? {};
  const failed = pod.status.phase === "Failed" && exitCode !== 0 ? `pod ${kube.namespace}/${pod.metadata.name} terminated (${reason})` : undefined;
  return left(kube, pod, texts, failed, failed === undefined ? 0 : exitCode);
}

/** The client goes, and with --rm the pod as well. */
function left(kube: Kube, pod: Pod, texts: readonly string[], error: string | undefined, status: number, first: readonly Command[] = []): Reply {
  const [command, ...also] = [...first, ...removal(kube, pod)];
  const lines = [...texts, ...farewell(kube, pod)].map((text) => line(text));
  const errors = error === undefined ? [] : [error];
  return command === undefined ? { kind: "say", lines, errors, status } : { kind: "act", command, also, then: lines, errors, status, prefix: "" };
}

const removal = (kube: Kube, { metadata: { name } }: Pod): Command[] =>
  (hasFlag(kube.values, "rm") ? [{ type: "kube", line: kube.line, requests: [{ do: "delete", kind: "Pod", key: `${kube.namespace}/${name}` }] }] : []);

function farewell(kube: Kube, { metadata: { name }, spec }: Pod): string[] {
  if (hasFlag(kube.values, "quiet")) return [];
  const again = hasFlag(kube.values, "tty") && (spec.restartPolicy ?? "Always") === "Always" ? [`Session ended, resume using 'kubectl attach ${name} -c ${spec.containers[0]!.name} -i -t' command when the pod is running`] : [];
  return [...again, ...(hasFlag(kube.values, "rm") ? [`pod "${name}" deleted from ${kube.namespace} namespace`] : [])];
}
