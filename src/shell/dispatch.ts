import { nearest } from "../kernel/nearest.ts";
import type { Observation } from "../world/observation.ts";
import { programOf, readArguments } from "./arguments.ts";
import { machineAt, silence } from "./console.ts";
import { isInContainer } from "./container-files.ts";
import { connected, seenByLibvirt } from "./programs/virsh/connection.ts";
import { helpList, helpPage } from "./help-page.ts";
import { outward, seenInside, viewAt } from "./inside.ts";
import { stranger } from "./strangers.ts";
import type { Reply, Seat, Values, Verb } from "./verb.ts";
import { shelves, verbs } from "./shelves.ts";
import { TOOLS } from "../world/containers/program.ts";

export interface Called {
  readonly reply: Reply;
  /** Undefined when no program was found. */
  readonly verb?: Verb;
}

/** Which time a followed command is run, and what the time before wanted to be remembered. */
export type Round = Pick<Values, "round" | "kept">;
export const FIRST: Round = { round: 0 };

/** Finds the program the words call and asks it for its reply. */
export function call(words: readonly string[], input: readonly string[] | undefined, round: Round, seen: Observation, seat: Seat): Called {
  const view = viewAt(seat, seen);
  if (view === undefined) return callHere(words, input, round, seen, seat);
  const { reply, verb } = callHere(words, input, round, seenInside(seen, seat.machine, view), { ...seat, view });
  return { reply: outward(reply, seen, seat.machine, view), ...(verb === undefined ? {} : { verb }) };
}

function callHere(words: readonly string[], input: readonly string[] | undefined, round: Round, seen: Observation, seat: Seat): Called {
  const quiet = silence(seat, seen);
  const asked = connected(plainName(words), seat);
  if (asked.machine !== seat.machine && !seen.tables.machines.some((m) => m.path === asked.machine && m.up)) return { reply: unreachable(asked.machine) };
  const unmodelled = asked.words[0] === "kubectl" && seen.cluster !== undefined && !isInContainer(seen, seat) ? stranger(asked.words.slice(0, 3).join(" ")) : undefined;
  if (unmodelled !== undefined && asked.words.length > 2) return { reply: { kind: "fail", reason: unmodelled } };
  const found = find(asked.words, seen, seat);
  if (machineAt(seat, seen) === undefined && found?.verb.on !== "any") return { reply: { kind: "fail", reason: `the machine ${seat.machine} is gone: nobody answers here` } };
  if (quiet !== undefined && found?.verb.on !== "any") return { reply: { kind: "fail", reason: quiet } };
  if (found === undefined) return { reply: familyHelp(plainName(words), seen, seat) ?? notFound(words, seen, seat) };
  const { verb, rest } = found;
  if (asksForHelp(verb, rest)) return { verb, reply: { kind: "say", lines: helpPage(verb) } };
  const reading = readArguments(verb, rest);
  if (!reading.ok) return { verb, reply: { kind: "fail", reason: reading.reason, ...(reading.hint === undefined ? {} : { hint: reading.hint }), status: programOf(verb) === "virsh" || programOf(verb) === "kubectl" ? 1 : 2 } };
  const values = { flags: reading.flags, args: reading.args, ...(reading.dash === undefined ? {} : { dash: reading.dash }), ...round, ...(input === undefined ? {} : { input }) };
  return { verb, reply: verb.run(values, programOf(verb) === "virsh" && values.round === 0 ? seenByLibvirt(seen, asked.machine) : seen, seat) };
}

const unreachable = (host: string): Reply => ({ kind: "fail", reason: `error: failed to connect to the hypervisor\nerror: Cannot recv data: ssh: Could not resolve hostname ${host}: Name or service not known: Connection reset by peer`, status: 1 });

/** `docker network --help`, and as with the real ones `docker network` and `kubectl rollout` alone: the commands that begin so. */
function familyHelp(words: readonly string[], seen: Observation, seat: Seat): Reply | undefined {
  const said = words.filter((word) => word !== "");
  const asked = said.at(-1) === "--help";
  const prefix = `${(asked ? said.slice(0, -1) : said).join(" ")} `;
  if (!asked && said[0] !== "docker" && said[0] !== "kubectl") return undefined;
  return verbs.some((verb) => verb.path.startsWith(prefix) && installed(verb, seen, seat)) ? { kind: "say", lines: helpList(shelves, prefix) } : undefined;
}

function asksForHelp(verb: Verb, rest: readonly string[]): boolean {
  const own = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  if (programOf(verb) === "kubectl" && own.includes("-h")) return true;
  return verb.stopsAtWord === true || verb.path === "echo" ? own[0] === "--help" : own.includes("--help");
}

/** `/usr/bin/top` is `top`, and `virsh --help` is `virsh help`. */
function plainName(words: readonly string[]): readonly string[] {
  const [first = "", ...rest] = words;
  const name = first.replace(/^\/(?:usr\/)?s?bin\/(?=[^/]+$)/, "");
  if (name === "docker") return [name, ...managed(rest)];
  if (name === "kubectl") return rest[0] === "help" ? ["help", "kubectl", ...rest.slice(1)] : [name, ...spelled(rest)];
  return name === "virsh" && rest[0] === "--help" ? ["virsh", "help"] : [name, ...rest];
}

/** `docker container ls` is `docker ps`, and so on: docker(1), management commands. */
function managed(rest: readonly string[]): readonly string[] {
  const [object, verb = "", ...more] = rest;
  if (object === "system" && verb === "info") return ["info", ...more];
  if (verb === "" && (object === "container" || object === "image")) return [];
  if (verb === "prune") return rest;
  if (object === "container") return [({ ls: "ps", list: "ps" } as Readonly<Record<string, string>>)[verb] ?? verb, ...more];
  if (object === "image") return [({ ls: "images", list: "images", rm: "rmi" } as Readonly<Record<string, string>>)[verb] ?? verb, ...more];
  return object === "network" || object === "volume" ? [object, verb === "list" ? "ls" : verb, ...more] : rest;
}

const FAMILIES: ReadonlySet<string> = new Set(["container", "image", "system", "network", "volume"]);

/** Other names of kubectl's commands and of what they take. */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  create: { deploy: "deployment", ns: "namespace", cm: "configmap", cj: "cronjob", svc: "service", pdb: "poddisruptionbudget", pc: "priorityclass", resourcequota: "quota" },
  top: { node: "nodes", no: "nodes", pod: "pods", po: "pods" },
  set: { res: "resources" },
};

/** `kubectl -n shop get pods` is `kubectl get pods -n shop`, `kubectl create deploy` is `kubectl create deployment`. */
function spelled(rest: readonly string[]): readonly string[] {
  const start = rest.findIndex((word, place) => !word.startsWith("-") && !/^(-n|--namespace|--context|-s)$/.test(rest[place - 1] ?? ""));
  if (start < 0) return rest;
  const [command = "", what = "", ...more] = rest.slice(start);
  const words = [command, ...(rest.length - start < 2 ? [] : [SPELLINGS[command]?.[what] ?? what]), ...more];
  const end = words.indexOf("--");
  return end < 0 ? [...words, ...rest.slice(0, start)] : [...words.slice(0, end), ...rest.slice(0, start), ...words.slice(end)];
}

/** The verb with the most words at the front of what was typed: `virsh setvcpus`. */
function find(words: readonly string[], seen: Observation, seat: Seat): { verb: Verb; rest: readonly string[] } | undefined {
  for (const length of [3, 2, 1]) {
    const path = words.slice(0, length).join(" ");
    const verb = verbs.find((known) => known.path === path && installed(known, seen, seat));
    if (verb !== undefined && words.length >= length) return { verb, rest: words.slice(length) };
  }
  return undefined;
}

/** What is there where there is a cluster: its client, and editors for manifests. */
const BESIDE_A_CLUSTER: ReadonlySet<string> = new Set(["kubectl", "vi", "vim", "nano"]);

/** Whether this machine has the program. */
export function installed(verb: Verb, seen: Observation, seat: Seat): boolean {
  const machine = machineAt(seat, seen);
  if (verb.on === "any") return true;
  if (verb.on === "windows") return machine?.os === "windows";
  if (isInContainer(seen, seat) && !TOOLS.includes(programOf(verb))) return false;
  if (BESIDE_A_CLUSTER.has(programOf(verb)) && seen.cluster === undefined) return false;
  return machine?.os !== "windows" && (verb.on !== "host" || machine?.host === "");
}

function notFound(words: readonly string[], seen: Observation, seat: Seat): Reply {
  const name = words[0]!;
  const here = verbs.filter((verb) => installed(verb, seen, seat));
  const family = here.filter((verb) => verb.path.startsWith(`${name} `));
  const inner = name === "kubectl" ? family.filter((verb) => verb.path.startsWith(`kubectl ${words[1]} `)) : [];
  if (inner.length > 0) return strangerInGroup(words[1]!, words[2] ?? "", inner);
  const pair = name === "docker" && FAMILIES.has(words[1] ?? "") && words[2] !== undefined ? stranger(`docker ${words[1]} ${words[2]}`) : undefined;
  if (pair !== undefined) return { kind: "fail", reason: pair };
  if (name === "docker" && FAMILIES.has(words[1] ?? "") && words[2] !== undefined) return { kind: "fail", reason: `docker: unknown command: docker ${words[1]} ${words[2]}`, hint: `docker ${words[1]} lists what there is` };
  if (family.length > 0) return strangerInFamily(name, words[1], family);
  if (machineAt(seat, seen)?.os === "windows") return unknownToWindows(name);
  const elsewhere = verbs.some((verb) => programOf(verb) === name) && (!BESIDE_A_CLUSTER.has(name) || isInContainer(seen, seat));
  if (elsewhere) return { kind: "fail", reason: `bash: ${name}: command not found`, hint: elsewhereHint(name, seat, seen), status: 127 };
  const known = stranger(name);
  if (known !== undefined) return { kind: "fail", reason: known, status: 127 };
  if (name.includes("/")) return { kind: "fail", reason: `bash: ${name}: No such file or directory`, hint: "help lists the commands there are", status: 127 };
  const near = nearest(name, new Set(here.map(programOf)));
  return { kind: "fail", reason: `bash: ${name}: command not found`, hint: name === "k" && seen.cluster !== undefined ? "alias k=kubectl makes it one" : near === undefined ? "help lists the commands there are" : `did you mean ${near}?`, status: 127 };
}

function elsewhereHint(name: string, seat: Seat, seen: Observation): string {
  const machine = machineAt(seat, seen);
  if (isInContainer(seen, seat)) return `${name} is not in this container's image: exit goes back to the machine`;
  return name === "virsh" && machine?.host !== "" ? `virsh is installed on the host, and this is the guest ${machine?.name ?? ""}: exit goes back to the host` : "that is a command of the Windows guest";
}

const unknownToWindows = (name: string): Reply => ({
  kind: "fail",
  reason: `'${name}' is not recognized as an internal or external command,\noperable program or batch file.`,
  hint: "of Windows only ver, systeminfo, tasklist and cls are modelled here; exit goes back to the host",
  status: 1,
});

function strangerInFamily(name: string, second: string | undefined, family: readonly Verb[]): Reply {
  const seconds = family.map((verb) => verb.path.slice(name.length + 1));
  if (second?.startsWith("-") === true) return { kind: "fail", reason: `${name} ${second} …: real flag, not simulated here`, hint: `put the command first: help ${name} lists them` };
  if (second === undefined) {
    const own = name === "virsh" ? "the interactive shell of virsh is not modelled here: type virsh COMMAND, for example virsh list --all" : `${name} needs one of its commands: ${seconds.join(", ")}`;
    return { kind: "fail", reason: own, hint: `help ${name} lists its commands` };
  }
  const real = stranger(`${name} ${second}`);
  if (real !== undefined) return { kind: "fail", reason: real };
  const near = nearest(second, seconds);
  if (name === "kubectl") return { kind: "fail", reason: `error: unknown command "${second}" for "kubectl"`, hint: near === undefined ? "help kubectl lists its commands" : `did you mean kubectl ${near}?` };
  if (name === "qemu-img") return { kind: "fail", reason: `qemu-img: Command not found: ${second}`, hint: near === undefined ? "help qemu-img lists its commands" : `did you mean qemu-img ${near}?` };
  const reason = name === "virsh" ? `error: unknown command: '${second}'` : name === "docker" ? `docker: unknown command: docker ${second}` : `${name}: no command '${second}'`;
  return { kind: "fail", reason, hint: near === undefined ? `help ${name} lists its commands` : `did you mean ${name} ${near}?` };
}

/** `kubectl rollout` with something that is none of its commands. */
function strangerInGroup(group: string, second: string, family: readonly Verb[]): Reply {
  const seconds = family.map((verb) => verb.path.split(" ")[2]!);
  const hint = `kubectl ${group} ${seconds.join("|")}`;
  const near = nearest(second, seconds);
  return { kind: "fail", reason: `error: unknown command "${second}" for "kubectl ${group}"`, hint: near === undefined ? hint : `did you mean kubectl ${group} ${near}?` };
}
