import { back, machineAt } from "../console.ts";
import { directory, exists, readFile, resolve } from "../files.ts";
import { line } from "../../display/line.ts";
import { inColumns, longList } from "../listing.ts";
import type { Observation } from "../../world/observation.ts";
import type { Seat, Verb } from "../verb.ts";
import { fail, said, say } from "./say.ts";

export const exit: Verb = {
  path: "exit",
  about: "leave this machine's console",
  flags: [],
  args: [{ name: "status", about: "accepted: nobody asks for it here", optional: true }],
  on: "any",
  run({ args }, seen, seat) {
    if (seat.terminal !== undefined) return { kind: "act", command: { type: "leave", machine: seat.machine, terminal: seat.terminal, status: Number(args[0] ?? 0) % 256 || 0 }, also: seat.parting?.commands ?? [], then: (seat.parting?.says ?? []).map((text) => line(text)), seat: back(seat) };
    if (seat.outer.length > 0) return { kind: "sit", seat: back(seat), lines: [] };
    return fail(`this is ${machineAt(seat, seen)?.name ?? "the host"}'s own shell: there is no other to go back to`);
  },
};

export const logout: Verb = { ...exit, path: "logout", about: "the same as exit" };

export const clear: Verb = { path: "clear", about: "clear the screen", flags: [], args: [], on: "any", run: () => ({ kind: "clear" }) };

export const cls: Verb = { ...clear, path: "cls", on: "windows" };

export const history: Verb = {
  path: "history",
  about: "the lines typed so far",
  flags: [],
  args: [{ name: "count", about: "only the last ones", optional: true }],
  unmodelled: ["-c", "-d", "-a", "-n", "-r", "-w", "-p", "-s"],
  on: "any",
  run({ args }, _seen, seat) {
    if (args[0] !== undefined && !/^\d+$/.test(args[0])) return fail(`bash: history: ${args[0]}: numeric argument required`);
    const lines = (seat.typed ?? []).map((text, place) => `${`${place + 1}`.padStart(5)}  ${text}`);
    return say(args[0] === undefined ? lines : lines.slice(Math.max(0, lines.length - Number(args[0]))));
  },
};

export const whoami: Verb = {
  path: "whoami",
  about: "who you are",
  flags: [],
  args: [],
  run: (_values, _seen, { user }) => (/^\d+/.test(user) ? fail(`whoami: cannot find name for user ID ${user.split(":")[0]}`) : say([user])),
};

/** The numbers that images and distributions give to users of these names. */
const NUMBERS: Readonly<Record<string, number>> = { root: 0, "www-data": 33, nginx: 101, postgres: 999, redis: 999, node: 1000, nobody: 65534 };
const FIRST_OWN = 1000;

/** `uid=101(nginx) gid=101(nginx) groups=101(nginx)`; a number that nobody has a name for stands alone, in root's group if none is given. */
function identity(user: string): { readonly uid: string; readonly text: string } {
  const [name = "root", group] = user.split(":");
  if (!/^\d+$/.test(name)) {
    const uid = `${NUMBERS[name] ?? FIRST_OWN}`;
    return { uid, text: `uid=${uid}(${name}) gid=${uid}(${name}) groups=${uid}(${name})` };
  }
  const gid = group === undefined || group === "0" ? "0(root)" : group;
  return { uid: name, text: `uid=${name === "0" ? "0(root)" : name} gid=${gid} groups=${gid}` };
}

export const id: Verb = {
  path: "id",
  about: "who you are, in numbers",
  flags: [{ name: "-u", about: "only the user's number" }],
  args: [],
  unmodelled: ["-g", "-G", "-n", "-r", "-z", "-Z"],
  run({ flags }, _seen, seat) {
    const { uid, text } = identity(seat.user);
    return say([flags.u === undefined ? text : uid]);
  },
};

export const pwd: Verb = { path: "pwd", about: "the directory you are in", flags: [], args: [], unmodelled: ["-L", "-P"], run: (_values, _seen, seat) => say([seat.directory]) };

export const cd: Verb = {
  path: "cd",
  about: "go to a directory",
  flags: [],
  args: [{ name: "directory", about: "for example /proc; none: /root", completes: "file", optional: true }],
  example: "cd /proc",
  run({ args }, seen, seat) {
    if (args[0] === "-" && seat.variables?.OLDPWD === undefined) return fail("bash: cd: OLDPWD not set");
    const path = args[0] === "-" ? seat.variables!.OLDPWD! : resolve(args[0] ?? "/root", seat.directory);
    if (directory(path, seen, seat) !== undefined) return { kind: "sit", seat: { ...seat, directory: path, variables: { ...seat.variables, OLDPWD: seat.directory } }, lines: args[0] === "-" ? [line(path)] : [] };
    return fail(`bash: cd: ${args[0]}: ${"lines" in readFile(path, seen, seat) ? "Not a directory" : "No such file or directory"}`);
  },
};

export const ls: Verb = {
  path: "ls",
  about: "what is in a directory",
  flags: [
    { name: "-l", about: "a line for each: mode, owner, size, where a link points to" },
    { name: "-1", about: "one name a line, as in a pipe" },
    { name: "-d", about: "directories themselves, not what is in them" },
    { name: "--all", short: "-a", about: ". and .. too: no other names are hidden here" },
    { name: "--almost-all", short: "-A", about: "the same as without: no names are hidden here" },
    { name: "--human-readable", short: "-h", about: "sizes with units, with -l" },
  ],
  args: [{ name: "file", about: "for example /proc", completes: "file", optional: true, many: true }],
  unmodelled: ["-t", "-r", "-R", "-S", "-i", "-F", "-n", "-s", "-Z", "--color", "--recursive"],
  example: "ls -l /proc/1/ns",
  note: "only the files that this world keeps are there, as old as the machine's last start",
  run({ args, flags }, seen, seat) {
    const names = args.length === 0 ? ["."] : args;
    const human = flags["human-readable"] !== undefined;
    const errors = names.filter((name) => !isThere(name, seen, seat)).map((name) => `ls: cannot access '${name}': No such file or directory`);
    const found = names.filter((name) => isThere(name, seen, seat));
    const folders = flags.d === undefined ? found.filter((name) => directory(resolve(name, seat.directory), seen, seat) !== undefined) : [];
    const plain = found.filter((name) => !folders.includes(name));
    const shown = (list: readonly string[], before: string): readonly string[] => (flags.l === undefined ? list : longList(list, before, human, seen, seat).lines);
    const blocks = [
      ...(plain.length > 0 ? [shown(plain, seat.directory)] : []),
      ...folders.map((name) => {
        const path = resolve(name, seat.directory);
        const inside = [...(flags.all === undefined ? [] : [".", ".."]), ...directory(path, seen, seat)!];
        const total = flags.l === undefined ? [] : [`total ${longList(inside, path, human, seen, seat).total}`];
        return [...(names.length > 1 ? [`${name}:`] : []), ...total, ...shown(inside, path)];
      }),
    ];
    const reply = said(blocks.flatMap((block, place) => (place === 0 ? block : ["", ...block])), errors);
    return flags.l === undefined && flags[1] === undefined && reply.kind === "say" && blocks.length === 1 ? { ...reply, onTerminal: inColumns(blocks[0]!, WIDTH).map((text) => line(text)) } : reply;
  },
};

const WIDTH = 80;

const isThere = (name: string, seen: Observation, seat: Seat): boolean => {
  const path = resolve(name, seat.directory);
  const cut = path.lastIndexOf("/");
  return exists(path, seen, seat) || directory(path.slice(0, cut) || "/", seen, seat)?.includes(path.slice(cut + 1)) === true;
};

export const true_: Verb = { path: "true", about: "do nothing, successfully", flags: [], args: [{ name: "word", about: "ignored", optional: true, many: true }], run: () => say([]) };

export const false_: Verb = { path: "false", about: "do nothing, unsuccessfully", flags: [], args: [{ name: "word", about: "ignored", optional: true, many: true }], run: () => say([], 1) };
