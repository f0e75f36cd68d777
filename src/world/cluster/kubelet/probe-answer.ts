import { SECOND } from "../../../kernel/time.ts";
import { answering } from "../../containers/answering.ts";
import type { Container as Made } from "../../containers/docker.ts";
import { filesOf } from "../../containers/files.ts";
import { listening } from "../../containers/ports.ts";
import { hasShell, missing } from "../../containers/program.ts";
import type { Machine } from "../../machine/machine.ts";
import type { Control } from "../loop.ts";
import type { Container, IntOrString, Probe } from "../objects.ts";
import { kubeletOf } from "./kubelets.ts";
import { containerNamed, type ContainerRun, type PodWorker } from "./pod-worker.ts";

/** What came of one probe. `late`: it is known only when the time-out is over. */
export interface ProbeAnswer {
  readonly ok: boolean;
  readonly output: string;
  readonly late: boolean;
}

const yes: ProbeAnswer = { ok: true, output: "", late: false };
const failed = (output: string, late = false): ProbeAnswer => ({ ok: false, output, late });

/** Asks the container as the probe says: over HTTP, by a connection, by a command inside. Source: `pkg/probe/{http,tcp,exec}`. */
export function ask({ world, cluster, env }: Control, worker: PodWorker, run: ContainerRun, probe: Probe): ProbeAnswer {
  const machine = world.machines.get(kubeletOf(cluster, worker.node)!.machine);
  const made = machine?.docker?.containers.get(run.id);
  if (machine === undefined || made === undefined) return yes;
  const container = containerNamed(worker.pod, run.name);
  const { address } = worker.sandbox;
  if (probe.httpGet !== undefined) {
    const { path = "/", scheme = "HTTP" } = probe.httpGet;
    const port = portNumber(container, probe.httpGet.port);
    return httpAnswer(`${scheme.toLowerCase()}://${address}:${port}${path}`, `${address}:${port}`, answering(world, machine, made, port, path, (probe.timeoutSeconds ?? 1) * SECOND, env.now));
  }
  if (probe.tcpSocket !== undefined) {
    const port = portNumber(container, probe.tcpSocket.port);
    return listening(machine.docker!, made) === port ? yes : failed(`dial tcp ${address}:${port}: connect: connection refused`);
  }
  return probe.exec === undefined ? yes : execAnswer(world, machine, made, probe.exec.command, env.now);
}

/** A port by its number or by the name it has in the container. */
function portNumber({ ports = [] }: Container, port: IntOrString): number {
  const named = ports.find(({ name }) => name === port)?.containerPort;
  return named ?? Number(port);
}

function httpAnswer(url: string, address: string, answer: ReturnType<typeof answering>): ProbeAnswer {
  if (answer === "refused") return failed(`Get "${url}": dial tcp ${address}: connect: connection refused`);
  if (answer === "silent") return failed(`Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`, true);
  return answer < 400 ? yes : failed(`HTTP probe failed with statuscode: ${answer}`);
}

/** A command in the container: a look at a file, or a client of the program itself (`pg_isready`, `redis-cli ping`). */
function execAnswer(world: Control["world"], machine: Machine, made: Made, command: readonly string[], now: number): ProbeAnswer {
  const image = machine.docker!.images.get(made.image)!;
  const [word = "", ...rest] = command[0] === "sh" && command[1] === "-c" ? (command[2] ?? "").split(/\s+/) : command;
  if (!hasShell(image)) return failed(`OCI runtime exec failed: exec failed: unable to start container process: ${missing(command[0] ?? "")}`);
  if (word === "true" || word === "false") return word === "true" ? yes : failed("");
  const path = rest.find((argument) => argument.startsWith("/"));
  if (["cat", "test", "ls", "stat", "["].includes(word) && path !== undefined) {
    const there = [...filesOf(machine.docker!, made, image).keys()].some((file) => file === path || file.startsWith(`${path}/`));
    return there ? yes : failed(word === "cat" ? `cat: ${path}: No such file or directory` : "");
  }
  const answer = answering(world, machine, made, listening(machine.docker!, made), "/", SECOND, now);
  if (answer === "silent") return failed(`command timed out: "${command.join(" ")}" timed out after 1s`, true);
  return made.readyAt >= 0 ? yes : failed("no response");
}
