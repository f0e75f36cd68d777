import { goOn } from "./script/shell.ts";
import { done, refused, type Result } from "../../kernel/model.ts";
import { submit } from "../machine/block.ts";
import { machineOf, type Machine } from "../machine/machine.ts";
import { endProcess, spawn } from "../machine/process-life.ts";
import { enter } from "../machine/namespaces.ts";
import type { StageRecord } from "../stages.ts";
import type { World, WorldEnv } from "../state.ts";
import { isRefusal, no, type Answer } from "./answer.ts";
import { beginChurn, churnAsksDue, churnDue } from "./churn.ts";
import type { Ask, DockerCommand, DockerEvent } from "./command.ts";
import { createContainer, refusesContainer } from "./create.ts";
import { containerOf, groupOf, isUp, type Container, type Docker } from "./docker.ts";
import { requestDue } from "./asks.ts";
import { restartDue } from "./ending.ts";
import { backAgain, greedDue, leakDue } from "./faults.ts";
import { looksAround } from "./needs.ts";
import { filesOf, removeFile, unwritable, writeFile } from "./files.ts";
import { fullName } from "./image.ts";
import { build, removeImages, tagImage } from "./images.ts";
import * as life from "./life.ts";
import { replaceHost } from "./loss.ts";
import * as nets from "./network-life.ts";
import { placeOrders } from "./orders.ts";
import { hasShell, isBusybox, missing } from "./program.ts";
import { beginPull, pieceDue } from "./pull.ts";
import { beginPush, pushDue } from "./push.ts";
import { stageWaited, startContainer } from "./start.ts";
import { addVolume, removeVolumes } from "./volumes.ts";
import { ready, warm } from "./warm-up.ts";

/** The engine of a machine takes orders and hears what is due. It only dispatches. */

export function applyDocker(world: World, command: DockerCommand, env: WorldEnv): Result {
  const machine = machineOf(world, command.machine);
  if (machine === undefined || !machine.up) return refused(`${command.machine} is not running`);
  if (machine.docker === undefined || !answers(machine, machine.docker)) return refused("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?");
  const answer = order(world, machine, machine.docker, command, env);
  if (isRefusal(answer)) return answer;
  const cause = env.note("commandGiven", "command/docker", { line: lineOf(machine.docker, command) });
  env.because([cause], answer);
  return done;
}

/** Docker's daemon does; containerd is asked by a kubelet for whoever sits at kubectl. */
const answers = ({ processes }: Machine, { kind, daemon, containerd }: Docker): boolean => processes.has(containerd) && (kind === "containerd" || processes.has(daemon));

/** The order as somebody would type it. */
function lineOf(docker: Docker, command: DockerCommand): string {
  const named = (ids: readonly string[]): string => ids.map((id) => docker.containers.get(id)?.name ?? id).join(" ");
  if (command.do === "create") return `docker ${command.start ? "run" : "create"} ${command.settings.name === "" ? "" : `--name ${command.settings.name} `}${command.settings.image}`;
  if ("ids" in command) return `docker ${command.do} ${named(command.ids)}`;
  if ("id" in command) return `docker ${command.do === "networkConnect" ? "network connect" : command.do} ${named([command.id])}`;
  if (command.do === "orders") return `lab orders ${command.count}`;
  if (command.do === "churn") return `lab churn ${command.containers}`;
  return `docker ${command.do}${"name" in command ? ` ${command.name}` : ""}`;
}

function order(world: World, machine: Machine, docker: Docker, command: DockerCommand, env: WorldEnv): Answer {
  switch (command.do) {
    case "create":
      return create(world, machine, command, env);
    case "pull":
      return beginPull(world, machine, command.name, env);
    case "push":
      return beginPush(world, machine, command.name, env);
    case "tag":
      return tagImage(docker, command.from, command.to);
    case "rmi":
      return removeImages(docker, command.names, command.force);
    case "build":
      return build(machine, command.file, command.name, env);
    case "networkCreate":
      return nets.create(machine, command.name, env);
    case "networkRemove":
      return nets.remove(machine, command.names);
    case "orders":
      return placeOrders(world, machine, command.count, env);
    case "churn":
      return beginChurn(world, machine, command, env);
    case "volumeCreate":
      return () => void addVolume(docker, command.name, false, env.now);
    case "volumeRemove":
      return removeVolumes(docker, command.names);
    default:
      return orderContainers(world, machine, docker, command, env);
  }
}

type OfContainers = Extract<DockerCommand, { id: string } | { ids: readonly string[] }>;

function orderContainers(world: World, machine: Machine, docker: Docker, command: OfContainers, env: WorldEnv): Answer {
  const keys = "ids" in command ? command.ids : [command.id];
  const gone = keys.find((key) => containerOf(docker, key) === undefined);
  if (gone !== undefined) return no(`Error response from daemon: No such container: ${gone}`);
  const meant = keys.map((key) => containerOf(docker, key)!);
  const one = meant[0]!;
  switch (command.do) {
    case "start":
      return life.start(machine, meant, env);
    case "stop":
      return life.stop(world, machine, meant, command.graceSeconds, env);
    case "restart":
      return life.restart(world, machine, meant, command.graceSeconds, env);
    case "kill":
      return life.kill(world, machine, meant, command.signal, env);
    case "pause":
      return life.pause(world, machine, meant, env);
    case "unpause":
      return life.unpause(world, machine, meant, env);
    case "rm":
      return life.remove(world, machine, meant, command, env);
    case "update":
      return life.update(world, machine, meant, command, env);
    case "rename":
      return life.rename(machine, one, command.name, env);
    case "networkConnect":
      return nets.connect(machine, one, command, env);
    case "networkDisconnect":
      return nets.disconnect(machine, one, command.network, env);
    case "exec":
      return execShell(world, machine, docker, one, command, env);
    default:
      return inside(world, machine, docker, one, command, env);
  }
}

function inside(world: World, machine: Machine, docker: Docker, c: Container, command: Ask<"finish" | "write" | "unlink">, env: WorldEnv): Answer {
  if (!isUp(c)) return no(`Error response from daemon: container ${c.id} is not running`);
  if (command.do === "finish") {
    return () => {
      c.log = [...c.log, ...command.printed.map((text) => ({ at: env.now, text }))];
      endProcess(world, machine, c.pid, { status: command.status, because: [c.because] }, env);
    };
  }
  const objection = unwritable(docker, c, command.path);
  const doing = command.do === "write" ? `can't create ${command.path}` : `can't remove '${command.path}'`;
  if (objection !== undefined) return no(`sh: ${doing}: ${objection}`);
  const image = docker.images.get(c.image)!;
  if (command.do === "unlink") return () => removeFile(docker, c, image, command.path);
  return () => {
    const before = command.append ? filesOf(docker, c, image).get(command.path) : undefined;
    writeFile(docker, c, command.path, command.bytes + (before?.bytes ?? 0), command.text === undefined ? before?.text : (before?.text ?? "") + command.text);
    if (command.bytes > 0) submit(world, machine, { op: "write", bytes: command.bytes, tid: -1, purpose: "file" }, env);
  };
}

function create(world: World, machine: Machine, command: Ask<"create">, env: WorldEnv): Answer {
  const refusal = refusesContainer(machine, command.settings);
  if (refusal !== undefined) return refusal;
  return () => {
    const made = createContainer(world, machine, command.settings, env, command.pulled === true ? waitedFor(machine.docker!, command.settings.image) : []);
    if (command.start) startContainer(machine, made, 0, env);
  };
}

/** What the last pull of an image was made of. */
function waitedFor(docker: Docker, image: string): readonly StageRecord[] {
  const pull = docker.pulled.get(fullName(image));
  return pull === undefined ? [] : [{ name: "pull", at: pull.at, took: pull.fetched }, { name: "unpack", at: pull.at + pull.fetched, took: pull.unpacked }];
}

/** setns(2) into everything the container has, then a shell: a process beside its PID 1, in its group. */
function execShell(world: World, machine: Machine, docker: Docker, c: Container, { terminal, shell }: Ask<"exec">, env: WorldEnv): Answer {
  if (!isUp(c) || c.view === undefined) return no(`Error response from daemon: container ${c.id} is not running`);
  if (c.status === "paused") return no(`Error response from daemon: container ${c.name} is paused, unpause the container before exec`);
  const word = shell.slice(shell.lastIndexOf("/") + 1);
  if (!hasShell(docker.images.get(c.image)!) || (word === "bash" && isBusybox(docker.images.get(c.image)!))) return no(`OCI runtime exec failed: exec failed: unable to start container process: ${missing(shell)}`);
  const { view } = c;
  return () => {
    const start = { name: word, command: shell, user: machine.processes.get(c.pid)!.user, group: groupOf(c), ppid: c.shim, threads: 0, quiet: 1, anonBytes: SHELL_BYTES, because: c.because };
    const made = spawn(world, machine, { ...start, joins: view }, env);
    if (machine.processes.has(made.pid)) enter(machine.namespaces, made.pid, view, terminal);
  };
}

const SHELL_BYTES = 1024 * 1024;

export function handleDocker(world: World, event: DockerEvent, env: WorldEnv): void {
  if (event.what === "request") return requestDue(world, event.machine, event.client, event.turn, env);
  if (event.what === "hostReplaced") return replaceHost(world, event.machine, event.because, env);
  const machine = machineOf(world, event.machine);
  if (machine?.docker === undefined || !machine.up) return;
  if (event.what === "churn") return churnDue(world, machine, env);
  if (event.what === "churnAsks") return churnAsksDue(machine, env);
  if ("name" in event) return event.what === "pull" ? pieceDue(world, machine, event.name, env) : pushDue(world, machine, event.name, env);
  const c = machine.docker.containers.get(event.container);
  if (c === undefined || c.turn !== event.turn) return;
  switch (event.what) {
    case "stage":
      return stageWaited(world, machine, c, env);
    case "restart":
      return restartDue(machine, c, env);
    case "warm":
      return warm(world, machine, c, env);
    case "checked":
      return ready(machine, c, env);
    case "looks":
      return looksAround(world, machine, c, env);
    case "script":
      return goOn(world, machine, c, env);
    case "back":
      return backAgain(c, env);
    case "leak":
      return leakDue(world, machine, c, event.bytesPerSecond, env);
    case "greed":
      return greedDue(machine, c, event.bytesPerSecond, env);
    case "grace":
      return life.graceOver(world, machine, c, env);
    case "exit":
      return isUp(c) ? endProcess(world, machine, c.pid, { status: event.status, because: [c.because] }, env) : undefined;
  }
}
