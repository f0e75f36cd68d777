import { calendar, epochSeconds } from "../../../kernel/calendar.ts";
import { SECOND, type Nanos } from "../../../kernel/time.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World } from "../../state.ts";
import { ask, envOf, programFor } from "../asks.ts";
import { answered, completions } from "./lookup.ts";
import type { Container } from "../docker.ts";
import { filesOf, removeFile, unwritable, writeFile } from "../files.ts";
import { sleepTime, TOOLS } from "../program.ts";
import { REASONS, webAnswer } from "../web-root.ts";
import type { Outcome, Tool } from "./run.ts";

/** The small programs that scripts of containers are made of. */

const done: Outcome = { lines: [], status: 0 };
const failed = (...lines: string[]): Outcome => ({ lines, status: 1 });
const printed = (...lines: string[]): Outcome => ({ lines, status: 0 });

type Run = (args: readonly string[]) => Outcome;

export function toolsOf(world: World, machine: Machine, c: Container, now: Nanos): Tool {
  const tools: Readonly<Record<string, Run>> = { ...PLAIN, ...files(machine, c), ...network(world, machine, c, now), date: (args) => printed(date(args, now)), hostname: () => printed(hostnameOf(machine, c)), env: () => printed(...environment(machine, c)), printenv: ([name]) => (name === undefined ? printed(...environment(machine, c)) : printed(envOf(machine.docker!, c, name))) };
  return ([word = "", ...args]) => {
    const name = word.slice(word.lastIndexOf("/") + 1);
    const run = Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (run !== undefined) return run(args);
    if (TOOLS.includes(name)) return { lines: [`sh: what ${name} prints is not kept where nobody looks: run it in the container by exec`], status: 0 };
    return { lines: [`sh: ${word}: not found`], status: 127 };
  };
}

const PLAIN: Readonly<Record<string, Run>> = {
  ":": () => done, true: () => done, set: () => done, cd: () => done, wait: () => done, mkdir: () => done, chmod: () => done,
  false: () => failed(),
  echo: (args) => printed(...args.filter((arg, place) => !(place === 0 && /^-[ne]+$/.test(arg))).join(" ").split("\n")),
  printf: ([format = "", ...args]) => printed(...format.replace(/%[sd]/g, () => args.shift() ?? "").replaceAll("\\n", "\n").replace(/\n$/, "").split("\n")),
  seq: (args) => printed(...range(args.map(Number))),
  sleep: (args) => nap(args),
  tail: (args) => (args.some((arg) => arg.startsWith("-f") || arg === "-F") ? { ...done, sleeps: 36_500 * 86_400 * SECOND } : done),
};

function range(numbers: readonly number[]): string[] {
  const [from, to] = numbers.length < 2 ? [1, numbers[0] ?? 0] : [numbers[0]!, numbers.at(-1)!];
  return Array.from({ length: Math.min(1000, Math.max(0, to - from + 1)) }, (_, place) => String(from + place));
}

function nap(args: readonly string[]): Outcome {
  const seconds = args.reduce((sum, word) => sum + sleepTime(word), 0);
  if (args.length === 0) return failed("sleep: missing operand");
  return Number.isNaN(seconds) ? failed(`sleep: invalid number '${args[0]}'`) : { ...done, sleeps: Math.min(seconds, 36_500 * 86_400) * SECOND };
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number): string => `${value}`.padStart(2, "0");

function date([format]: readonly string[], now: Nanos): string {
  const epoch = epochSeconds(now);
  const { year, month, day, weekday, second } = calendar(epoch);
  const [hours, minutes, rest] = [two(Math.floor(second / 3600)), two(Math.floor(second / 60) % 60), two(second % 60)];
  if (format?.startsWith("+") !== true) return `${DAYS[weekday]} ${MONTHS[month - 1]} ${`${day}`.padStart(2)} ${hours}:${minutes}:${rest} UTC ${year}`;
  const parts: Readonly<Record<string, string>> = { Y: `${year}`, m: two(month), d: two(day), H: hours, M: minutes, S: rest, s: `${epoch}`, T: `${hours}:${minutes}:${rest}`, F: `${year}-${two(month)}-${two(day)}` };
  return format.slice(1).replace(/%([YmdHMSsTF])/g, (_, key: string) => parts[key]!);
}

const hostnameOf = (machine: Machine, c: Container): string => (c.view === undefined ? "" : (machine.namespaces.all.get(c.view.uts)?.hostname ?? ""));
const environment = (machine: Machine, c: Container): string[] => [...machine.docker!.images.get(c.image)!.spec.env, ...c.settings.env, "HOME=/root"];

function files({ docker }: Machine, c: Container): Readonly<Record<string, Run>> {
  const image = docker!.images.get(c.image)!;
  const find = (path: string) => filesOf(docker!, c, image).get(path);
  const there = (path: string): boolean => [...filesOf(docker!, c, image).keys()].some((file) => file === path || file.startsWith(`${path}/`));
  const each = (args: readonly string[], run: (path: string) => string | undefined): Outcome => {
    const lines = args.filter((arg) => !arg.startsWith("-")).flatMap((path) => run(path) ?? []);
    return { lines, status: lines.length > 0 ? 1 : 0 };
  };
  const test: Run = (args) => (condition(args.at(-1) === "]" ? args.slice(0, -1) : args, there) ? done : failed());
  return {
    test, "[": test,
    touch: (args) => each(args, (path) => {
      const refused = unwritable(docker!, c, path);
      if (refused !== undefined) return `touch: ${path}: ${refused}`;
      return void (find(path) ?? writeFile(docker!, c, path, 0, ""));
    }),
    rm: (args) => each(args, (path) => (find(path) === undefined ? (args.some((arg) => /^-\w*f/.test(arg)) ? undefined : `rm: can't remove '${path}': No such file or directory`) : void removeFile(docker!, c, image, path))),
    cat(args) {
      const found = args.map((path) => ({ path, file: find(path) }));
      const lines = found.flatMap(({ path, file }) => (file === undefined ? [`cat: can't open '${path}': No such file or directory`] : (file.text ?? "").replace(/\n$/, "").split("\n")));
      return { lines, status: found.some(({ file }) => file === undefined) ? 1 : 0 };
    },
    ls: (args) => each(args, (path) => (there(path) ? undefined : `ls: ${path}: No such file or directory`)),
  };
}

/** `-f FILE`, `-n TEXT`, `A = B`, `A -lt B`. */
function condition(args: readonly string[], there: (path: string) => boolean): boolean {
  const [first = "", second = "", third = ""] = args;
  if (first === "!") return !condition(args.slice(1), there);
  if (args.length === 2 && /^-[fesdr]$/.test(first)) return there(second);
  if (args.length < 3) return first === "-n" ? second !== "" : first === "-z" ? second === "" : first !== "";
  const [a, b] = [Number(first), Number(third)];
  return { "=": first === third, "==": first === third, "!=": first !== third, "-eq": a === b, "-ne": a !== b, "-lt": a < b, "-le": a <= b, "-gt": a > b, "-ge": a >= b }[second] ?? false;
}

/** Clients: they learn whether somebody answers, and a name's address. */
function network(world: World, machine: Machine, c: Container, now: Nanos): Readonly<Record<string, Run>> {
  const look = (name: string, port: number) => ask(world, machine, c, { name, port }, now);
  const fetched = (program: "wget" | "curl", args: readonly string[]): Outcome => {
    const url = args.findLast((arg) => !arg.startsWith("-") && !/^\d+$/.test(arg)) ?? "";
    const [, host = "", port = "80", target = "/"] = /^(?:http:\/\/)?([^:/]+)(?::(\d+))?(\/.*)?/.exec(url) ?? [];
    const { address, machine: path, container } = look(host, Number(port));
    if (address === "") return failed(program === "wget" ? `wget: bad address '${host}'` : `curl: (6) Could not resolve host: ${host}`);
    if (container === undefined) return failed(program === "wget" ? `wget: can't connect to remote host (${address}): Connection refused` : `curl: (7) Failed to connect to ${host} port ${port}: Connection refused`);
    const { status, lines } = pageOf(world, path, container, target);
    if (program === "wget" && status >= 400) return failed(`wget: server returned error: HTTP/1.1 ${status} ${REASONS[status]}`);
    return args.some((arg) => arg.includes("/dev/null") || arg === "--spider") ? done : printed(...lines);
  };
  const named: Run = (args) => {
    const name = args.findLast((arg) => !arg.startsWith("-")) ?? "";
    const server = world.cluster === undefined || c.settings.pod === undefined ? "127.0.0.11" : `${world.cluster.spec.serviceSubnet}.0.10`;
    return answered(server, name, completions(name, c.settings.pod?.namespace).map((full) => ({ full, address: look(full, 80).address })).find(({ address }) => address !== ""));
  };
  return {
    wget: (args) => fetched("wget", args), curl: (args) => fetched("curl", args), nslookup: named, getent: named,
    nc(args) {
      const [host = "", port = "0"] = args.filter((arg, place) => !arg.startsWith("-") && args[place - 1] !== "-w");
      return look(host, Number(port)).container === undefined ? failed(`nc: ${host} (${port}): Connection refused`) : printed(`${host} (${port}) open`);
    },
    ping: (args) => (look(args.at(-1) ?? "", 80).address === "" ? failed(`ping: bad address '${args.at(-1)}'`) : done),
  };
}

/** What the program of a container answers to a GET. */
function pageOf({ machines }: World, path: string, c: Container, target: string): { readonly status: number; readonly lines: readonly string[] } {
  const docker = machines.get(path)!.docker!;
  const { page = "", root } = programFor(docker, c) ?? {};
  if (root === undefined) return { status: 200, lines: page === "" ? ["OK"] : page.split("\n") };
  const { status, text } = webAnswer(root, target, (file) => filesOf(docker, c, docker.images.get(c.image)!).get(file));
  return { status, lines: text.replace(/\n$/, "").split("\n") };
}
