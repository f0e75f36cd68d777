import { digest } from "../../../world/containers/digest.ts";
import type { ContainerRow } from "../../../world/containers/observed.ts";
import { freeTerminal, sitAt } from "../../inside.ts";
import type { Reply, Seat } from "../../verb.ts";
import { runInside } from "../docker/exec.ts";
import { fail } from "../say.ts";
import { hasFlag, kubectl, textFlag, type Kube } from "./kubectl.ts";
import { containerMeant, podMeant } from "./pods.ts";
import { isWrong } from "./resources.ts";


export const exec = kubectl({
  path: "exec",
  about: "run a program inside a container of a pod",
  flags: [{ name: "--stdin", short: "-i", about: "keep its input open" }, { name: "--tty", short: "-t", about: "give it a terminal: with a shell you sit inside until exit" }, { name: "--container", short: "-c", about: "which container", value: "kubeContainer" }, { name: "--quiet", short: "-q", about: "only what the program prints" }],
  args: [{ name: "pod", about: "a pod, or deployment/NAME for one of its pods", completes: "kubePod", optional: true }, { name: "command", about: "behind --: a program of the container, and its words", optional: true, many: true }],
  unmodelled: ["-f", "--filename", "--pod-running-timeout"],
  example: "kubectl exec deploy/shop -- ps",
  run(kube) {
    const [word, ...words] = kube.values.args;
    if (word === undefined) return fail("error: pod, type/name or --filename must be specified");
    if (words.length > 0 && kube.values.dash === undefined) return fail("error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples");
    if (words.length === 0) return fail("error: you must specify at least one command for the container", "kubectl exec POD -- COMMAND");
    const chosen = podMeant(kube, word);
    if (isWrong(chosen)) return fail(chosen.wrong, chosen.hint);
    const { pod } = chosen;
    const meant = containerMeant(pod, textFlag(kube.values, "container"));
    if (isWrong(meant)) return fail(meant.wrong, meant.hint);
    if (pod.status.phase === "Succeeded" || pod.status.phase === "Failed") return fail(`error: cannot exec into a container in a completed pod; current phase is ${pod.status.phase}`);
    if (pod.spec.nodeName === undefined) return fail(`Error from server (BadRequest): pod ${pod.metadata.name} does not have a host assigned`);
    const status = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])].find(({ name }) => name === meant.container.name);
    const id = status?.state?.running === undefined ? undefined : status.containerID?.replace(/^\w+:\/\//, "");
    if (id === undefined) return fail(`error: Internal error occurred: unable to upgrade connection: container not found ("${meant.container.name}")`);
    const row = kube.seen.tables.containers.find((c) => c.id === id && c.running);
    if (row === undefined) return fail(`error: Internal error occurred: the kubelet of ${pod.spec.nodeName} does not answer, or runs no real containers`);
    return inContainer(kube, row, words, meant.says === undefined || hasFlag(kube.values, "quiet") ? [] : [meant.says]);
  },
});

/** `sh`, `/bin/bash`, `bash -il`: somebody is to sit at it. */
export const isShell = (words: readonly string[]): boolean => /^(?:.*\/)?(?:ba|a)?sh$/.test(words[0] ?? "") && words.slice(1).every((word) => /^-[il]+$/.test(word));

function inContainer(kube: Kube, row: ContainerRow, words: readonly string[], says: readonly string[]): Reply {
  const { seen, seat } = kube;
  const there = { ...seat, machine: row.machine };
  const shell = isShell(words);
  if (!shell || !hasFlag(kube.values, "tty")) return withErrors(runInside(row, words, seen, there, false), says, notStarted(row, words));
  return sitInside(kube, row, words[0]!, says);
}

/** A shell in a container, and the learner at its terminal. */
export function sitInside({ seen, seat }: Kube, row: ContainerRow, shell: string, says: readonly string[], parting?: Seat["parting"]): Reply {
  const terminal = freeTerminal(seen);
  const inside = { ...sitAt({ ...seat, machine: row.machine }, terminal, "/"), outer: [...seat.outer, seat], ...(parting === undefined ? {} : { parting }) };
  return { kind: "act", command: { type: "docker", machine: row.machine, do: "exec", id: row.id, terminal, shell }, then: [], seat: inside, prefix: notStarted(row, [shell]), refusedStatus: 1, errors: says };
}

/** How kubectl tells what containerd could not start: every hand that the error has gone through has said something. */
const notStarted = ({ id }: ContainerRow, words: readonly string[]): string =>
  `error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${digest(`${id} ${words.join(" ")}`)}": `;

function withErrors(reply: Reply, says: readonly string[], before: string): Reply {
  if (reply.kind === "say") return { ...reply, errors: [...says, ...(reply.errors ?? []), ...((reply.status ?? 0) === 0 ? [] : [`command terminated with exit code ${reply.status}`])] };
  if (reply.kind !== "fail" || (reply.status ?? 1) === 0) return reply;
  if (reply.reason.startsWith("OCI runtime exec failed")) return { ...reply, reason: before + reply.reason, status: 1 };
  return { ...reply, reason: `${reply.reason}\ncommand terminated with exit code ${reply.status ?? 1}` };
}
