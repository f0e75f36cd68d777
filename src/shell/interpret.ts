import { line as lineOf, lineText, type Line } from "../display/line.ts";
import type { Result } from "../kernel/model.ts";
import { refused } from "../kernel/model.ts";
import type { Nanos } from "../kernel/time.ts";
import type { Command } from "../world/command.ts";
import type { Observation } from "../world/observation.ts";
import { settle } from "./console.ts";
import { call, FIRST, type Round } from "./dispatch.ts";
import { expand, valueOf, type Surroundings } from "./expand.ts";
import { readFile, resolve } from "./files.ts";
import { matching } from "./glob.ts";
import { seenInside, viewAt } from "./inside.ts";
import { turnsOf, type Loop } from "./loop.ts";
import { parse, type Assignment, type Pipeline, type Redirect, type Simple } from "./parse.ts";
import { programOf } from "./arguments.ts";
import type { Reply, Seat, Verb } from "./verb.ts";
import { printable } from "./printable.ts";
import { spelledOut } from "./programs/aliases.ts";
import { write } from "./writable.ts";

/** The world as the shell meets it: look at it, act on it. */
export interface Host {
  look(): Observation;
  act(command: Command): Result;
}

/** A line that goes on as time passes: after `every`, interpret `line` again with this `round`. */
export interface Follow {
  readonly every: Nanos;
  /** The line from the following command to its end: what stood before it is done. */
  readonly line: string;
  readonly round: number;
  /** Its next output takes the place of this one, as with `top`. */
  readonly clear: boolean;
  /** What the command wants to be remembered until then. */
  readonly kept?: string;
  /** It waits for this text to be edited, not for time to pass: `every` is endless, and what came of it is `kept`. */
  readonly edit?: Edit;
}

/** A text to be edited, and the name of the file it would be in. */
export interface Edit {
  readonly name: string;
  readonly text: string;
}

export interface Outcome {
  readonly seat: Seat;
  readonly status: number;
  readonly output: readonly Line[];
  readonly follow?: Follow;
  /** The screen was cleared before this output. */
  readonly cleared: boolean;
}

/** What one command, or a pipeline of them, came to. */
interface Ran {
  readonly out: readonly Line[];
  /** The same for a terminal, where it looks different there. */
  readonly onTerminal?: readonly Line[];
  readonly errors: readonly Line[];
  readonly status: number;
  readonly every?: Nanos;
  readonly times?: number;
  readonly clear?: boolean;
  readonly kept?: string;
  readonly edit?: Edit;
}

/** How the kernel's refusal of a write is told when nobody says who wrote. */
const BY_ECHO = "bash: echo: write error: ";
const LONGEST_LINE = 4096;
/** Turns of loops that take no time: more than that would never end. */
const MOST_TURNS = 300;
/** A turn of a loop without an end counts for more. */
const ENDLESS_TURN = 10;
const HISTORY = 500;

/**
 * Runs what was typed at `seat`, one command after another; each sees the world as the one before it left it.
 * Never throws for anything that can be typed: what cannot be read or done is answered in the output.
 */
export function interpret(line: string, seat: Seat, host: Host, round = 0, kept?: string): Outcome {
  const [settled, notice] = settle(seat, host.look());
  const shell = new Shell(round === 0 && line.trim() !== "" ? remembering(settled, line) : settled, host, { round, ...(kept === undefined ? {} : { kept }) });
  const follow = notice.length > 0 ? undefined : round === 0 && line.length > LONGEST_LINE ? shell.refuse(`a line may have ${LONGEST_LINE} characters here; this one has ${line.length}`) : shell.line(line);
  const { status, cleared } = shell;
  const [after, ended] = shell.seat.terminal === undefined || notice.length > 0 ? [shell.seat, []] : settle(shell.seat, host.look());
  return { seat: { ...after, status }, status, output: [...notice, ...shell.said.map((one) => one.line), ...ended], cleared, ...(follow === undefined ? {} : { follow }) };
}

const remembering = (seat: Seat, line: string): Seat => ({ ...seat, typed: [...(seat.typed ?? []), line].slice(-HISTORY) });

class Shell {
  seat: Seat;
  status: number;
  said: { readonly line: Line; readonly error: boolean }[] = [];
  cleared = false;
  private readonly host: Host;
  private round: Round;
  private turns = 0;
  private readonly piped: boolean;

  /** `piped`: somebody else than the terminal reads what it prints. */
  constructor(seat: Seat, host: Host, round: Round, piped = false) {
    this.piped = piped;
    this.seat = seat;
    this.status = seat.status ?? 0;
    this.host = host;
    this.round = round;
  }

  line(text: string): Follow | undefined {
    const parsed = parse(text);
    if (!parsed.ok) return this.refuse(parsed.reason, parsed.hint);
    for (const pipeline of parsed.pipelines) {
      if ((pipeline.when === "&&" && this.status !== 0) || (pipeline.when === "||" && this.status === 0)) continue;
      if (pipeline.loop !== undefined) return this.loop(pipeline.loop, text.slice(pipeline.to));
      const follow = this.pipeline(pipeline, text);
      if (follow !== undefined) return follow;
    }
    return undefined;
  }

  /** A line that cannot be read. */
  refuse(reason: string, hint?: string): undefined {
    this.print([], complaint(reason, hint));
    this.status = 2;
    return undefined;
  }

  /** Runs a loop as its turns written out, and then what stands behind it. */
  private loop(loop: Loop, rest: string): Follow | undefined {
    const errors: Line[] = [];
    const values = loop.words.flatMap((word) => expand(word, this.around(errors)));
    this.print([], errors);
    this.turns += loop.variable === undefined ? ENDLESS_TURN : values.length;
    if (this.turns > MOST_TURNS) return this.refuse("this loop takes no time, or has too many turns: it would not end here", "put sleep 1 into it");
    return this.line(turnsOf(loop, values) + rest);
  }

  private pipeline(pipeline: Pipeline, text: string): Follow | undefined {
    let input: readonly string[] | undefined;
    let followed: Ran | undefined;
    let last: Ran = { out: [], errors: [], status: 0 };
    for (const simple of pipeline.commands) {
      last = this.simple(simple, input);
      input = last.out.map(lineText);
      this.print([], last.errors);
      if (followed === undefined && last.every !== undefined) followed = last;
    }
    this.print(this.piped ? last.out : (last.onTerminal ?? last.out), []);
    this.status = last.status;
    const { round } = this.round;
    this.round = FIRST;
    if (followed?.every === undefined || round + 1 >= (followed.times ?? Infinity)) return undefined;
    return { every: followed.every, line: text.slice(pipeline.from), round: round + 1, clear: followed.clear === true, ...(followed.kept === undefined ? {} : { kept: followed.kept }), ...(followed.edit === undefined ? {} : { edit: followed.edit }) };
  }

  private simple(simple: Simple, input: readonly string[] | undefined): Ran {
    const errors: Line[] = [];
    const around = this.around(errors);
    const words = simple.words.flatMap((word) => expand(word, around));
    this.assign(simple.assigns, around);
    const files = simple.redirects.map((redirect) => (typeof redirect.to === "string" ? "" : expand(redirect.to.file, around).join(" ")));
    const source = simple.input === undefined ? undefined : this.source(expand(simple.input, around).join(" "));
    if (typeof source === "string") return { out: [], errors: [...errors, ...complaint(source)], status: 1 };
    const ran = words.length === 0 ? { out: [], errors: [], status: errors.length > 0 ? 1 : 0 } : this.words(words, source ?? input);
    return this.redirected({ ...ran, errors: [...errors, ...ran.errors] }, simple.redirects, files);
  }

  /** The lines of a file behind `<`, or why there are none. */
  private source(file: string): readonly string[] | string {
    const { seen, seat } = this.sight();
    const reading = readFile(resolve(file, seat.directory), seen, seat);
    return "lines" in reading ? reading.lines : `bash: ${file}: ${reading.refused}`;
  }

  /** The world as the programs at this seat see it. */
  private sight(): { readonly seen: Observation; readonly seat: Seat } {
    const seen = this.host.look();
    const view = viewAt(this.seat, seen);
    return view === undefined ? { seen, seat: this.seat } : { seen: seenInside(seen, this.seat.machine, view), seat: { ...this.seat, view } };
  }

  private assign(assigns: readonly Assignment[], around: Surroundings): void {
    for (const { name, value } of assigns) {
      const { [name]: _before, ...others } = this.seat.variables ?? {};
      this.seat = { ...this.seat, variables: value === undefined ? others : { ...others, [name]: valueOf(value, around) } };
    }
  }

  /** Runs a program given by its words. */
  private words(words: readonly string[], input: readonly string[] | undefined): Ran {
    const { reply, verb } = call(spelledOut(words, this.seat), input, this.round, this.host.look(), this.seat);
    return this.reply(reply, verb, input);
  }

  private reply(reply: Reply, verb: Verb | undefined, input: readonly string[] | undefined): Ran {
    switch (reply.kind) {
      case "say":
        return { out: reply.lines, errors: (reply.errors ?? []).flatMap((text) => complaint(text)), status: reply.status ?? 0, ...(reply.onTerminal === undefined ? {} : { onTerminal: reply.onTerminal }) };
      case "fail":
        return { out: [], errors: complaint(reply.reason, reply.hint), status: reply.status ?? 1 };
      case "act":
        return this.act(reply, verb);
      case "sit":
        this.seat = { ...reply.seat, typed: this.seat.typed ?? [] };
        return { out: reply.lines, errors: [], status: 0 };
      case "follow":
        return { out: reply.lines, errors: (reply.errors ?? []).flatMap((text) => complaint(text)), status: 0, every: reply.every, times: reply.times, clear: reply.clear, ...(reply.kept === undefined ? {} : { kept: reply.kept }) };
      case "edit":
        return { out: reply.lines, errors: [], status: 0, every: Infinity, edit: { name: reply.name, text: reply.text } };
      case "clear":
        this.said = [];
        this.cleared = true;
        return { out: [], errors: [], status: 0 };
      case "run":
        return this.many(reply, input);
    }
  }

  private act(reply: Extract<Reply, { kind: "act" }>, verb: Verb | undefined): Ran {
    const result = this.host.act(reply.command);
    const errors = (reply.errors ?? []).flatMap((text) => complaint(text));
    if (result.ok) for (const command of reply.also ?? []) this.host.act(command);
    if (result.ok && reply.seat !== undefined) this.seat = { ...reply.seat, typed: this.seat.typed ?? [] };
    if (result.ok) return { out: reply.then, errors, status: reply.status ?? 0, ...(reply.every === undefined ? {} : { every: reply.every }), ...(reply.kept === undefined ? {} : { kept: reply.kept }) };
    const program = verb === undefined ? "bash" : programOf(verb);
    const prefix = reply.prefix ?? (program === "virsh" ? "error: " : `${program}: `);
    const elsewhere = reply.prefix !== undefined && result.reason.startsWith(BY_ECHO) ? `${reply.prefix}${result.reason.slice(BY_ECHO.length)}` : undefined;
    const reason = elsewhere ?? (result.reason.startsWith(prefix) || result.reason.startsWith("bash: ") ? result.reason : `${prefix}${result.reason}`);
    return { out: [], errors: [...errors, ...complaint([...(reply.otherwise ?? []), reason].join("\n"), result.hint)], status: reply.refusedStatus ?? 1 };
  }

  private many(reply: Extract<Reply, { kind: "run" }>, input: readonly string[] | undefined): Ran {
    const all = reply.commands.map((words) => this.words(words, input));
    const out = [...(reply.lines ?? []), ...all.flatMap((ran) => ran.out)];
    const errors = all.flatMap((ran) => ran.errors);
    const status = all.find((ran) => ran.status !== 0)?.status ?? 0;
    const inner = all.find((ran) => ran.every !== undefined);
    if (reply.every === undefined && inner === undefined) return { out, errors, status };
    return reply.every === undefined ? { ...inner!, out, errors, status } : { out: [...out, ...errors], errors: [], status, every: reply.every, clear: true };
  }

  private redirected(ran: Ran, redirects: readonly Redirect[], files: readonly string[]): Ran {
    let { out, errors, status } = ran;
    redirects.forEach((redirect, place) => {
      if (redirect.to === "output") [out, errors] = [[...out, ...errors], []];
      else if (redirect.to === "errors") [out, errors] = [[], [...errors, ...out]];
      else {
        const written = [...(redirect.stream === "errors" ? [] : out), ...(redirect.stream === "output" ? [] : errors)];
        if (redirect.stream !== "errors") out = [];
        if (redirect.stream !== "output") errors = [];
        const refusal = this.write(files[place]!, written.map(lineText), redirect.append === true);
        if (refusal.length > 0) [errors, status] = [[...errors, ...refusal], 1];
      }
    });
    const { onTerminal, ...plain } = ran;
    return { ...plain, out, errors, status, ...(out === ran.out && onTerminal !== undefined ? { onTerminal } : {}) };
  }

  private write(file: string, lines: readonly string[], append: boolean): readonly Line[] {
    const reply = write(file, lines, append, this.host.look(), this.seat);
    return this.reply(reply, undefined, undefined).errors;
  }

  private around(errors: Line[]): Surroundings {
    const files = (pattern: string): readonly string[] => {
      const { seen, seat } = this.sight();
      return matching(pattern, seen, seat);
    };
    return { variable: (name) => this.variable(name), run: (text) => this.substitute(text, errors), files };
  }

  private substitute(text: string, errors: Line[]): string {
    const reading: Host = { look: () => this.host.look(), act: () => refused("only commands that read may stand inside $(…) here; this one would change the world") };
    const inner = new Shell(this.seat, reading, FIRST, true);
    const follow = inner.line(text);
    this.status = inner.status;
    errors.push(...inner.said.filter((one) => one.error).map((one) => one.line));
    if (follow !== undefined) errors.push(...complaint("a command that goes on as time passes cannot stand inside $(…) here"));
    return follow === undefined ? inner.said.filter((one) => !one.error).map((one) => lineText(one.line)).join("\n") : "";
  }

  private print(out: readonly Line[], errors: readonly Line[]): void {
    for (const line of out) this.said.push({ line: printable(line), error: false });
    for (const line of errors) this.said.push({ line: printable(line), error: true });
  }

  private variable(name: string): string {
    const own = this.seat.variables;
    if (own !== undefined && Object.hasOwn(own, name)) return own[name]!;
    const machine = this.sight().seen.tables.machines.find((row) => row.path === this.seat.machine);
    const known: Readonly<Record<string, string>> = {
      "?": `${this.status}`,
      USER: this.seat.user,
      LOGNAME: this.seat.user,
      HOSTNAME: machine?.name ?? "",
      PWD: this.seat.directory,
      HOME: "/root",
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      SHELL: "/bin/bash",
      COLUMNS: "80",
      "0": "bash",
      "#": "0",
      $: `${this.shellPid()}`,
    };
    return Object.hasOwn(known, name) ? known[name]! : "";
  }

  /** The pid of this shell: that of its terminal, or of the machine's login shell. */
  private shellPid(): number {
    const own = this.sight().seen.tables.processes.filter((row) => row.machine === this.seat.machine);
    const shell = own.find((row) => (this.seat.terminal === undefined ? row.name === "bash" : row.terminal === this.seat.terminal));
    return shell?.pid ?? 1;
  }
}

/** A refusal as it is printed: what was wrong, then what would help. */
function complaint(reason: string, hint?: string): Line[] {
  const lines = reason.split("\n").map((text) => lineOf(text, "bad"));
  return hint === undefined || hint === "" ? lines : [...lines, ...hint.split("\n").map((text) => lineOf(text, "muted"))];
}
