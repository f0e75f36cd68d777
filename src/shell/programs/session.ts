import { back, machineAt } from "../console.ts";
import { directory, readFile, resolve } from "../files.ts";
import type { Verb } from "../verb.ts";
import { fail, said, say } from "./say.ts";

export const exit: Verb = {
  path: "exit",
  about: "leave this machine's console",
  flags: [],
  args: [{ name: "status", about: "accepted: nobody asks for it here", optional: true }],
  on: "any",
  run({ args }, seen, seat) {
    if (seat.terminal !== undefined) return { kind: "act", command: { type: "leave", machine: seat.machine, terminal: seat.terminal, status: Number(args[0] ?? 0) % 256 || 0 }, then: [], seat: back(seat) };
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

export const whoami: Verb = { path: "whoami", about: "who you are", flags: [], args: [], run: (_values, _seen, seat) => say([seat.user]) };

export const id: Verb = {
  path: "id",
  about: "who you are, in numbers",
  flags: [{ name: "-u", about: "only the user's number" }],
  args: [],
  unmodelled: ["-g", "-G", "-n", "-r", "-z", "-Z"],
  run: ({ flags }) => say([flags.u === undefined ? "uid=0(root) gid=0(root) groups=0(root)" : "0"]),
};

export const pwd: Verb = { path: "pwd", about: "the directory you are in", flags: [], args: [], unmodelled: ["-L", "-P"], run: (_values, _seen, seat) => say([seat.directory]) };

export const cd: Verb = {
  path: "cd",
  about: "go to a directory",
  flags: [],
  args: [{ name: "directory", about: "for example /proc; none: /root", completes: "file", optional: true }],
  example: "cd /proc",
  run({ args }, seen, seat) {
    const path = resolve(args[0] ?? "/root", seat.directory);
    if (directory(path, seen, seat) !== undefined) return { kind: "sit", seat: { ...seat, directory: path }, lines: [] };
    return fail(`bash: cd: ${args[0]}: ${"lines" in readFile(path, seen, seat) ? "Not a directory" : "No such file or directory"}`);
  },
};

export const ls: Verb = {
  path: "ls",
  about: "what is in a directory",
  flags: [
    { name: "-1", about: "one name a line, as it always is here" },
    { name: "-a", about: "hidden names too: there are none" },
  ],
  args: [{ name: "file", about: "for example /proc", completes: "file", optional: true, many: true }],
  unmodelled: ["-l", "-h", "-t", "-r", "-R", "-S", "-d", "-i", "-F", "-A", "--all", "--color", "--human-readable"],
  example: "ls /proc",
  note: "only the few files that this world keeps are there: /proc, /etc",
  run({ args }, seen, seat) {
    const lines: string[] = [];
    const errors: string[] = [];
    for (const [place, file] of (args.length === 0 ? ["."] : args).entries()) {
      const path = resolve(file, seat.directory);
      const names = directory(path, seen, seat);
      if (names !== undefined) lines.push(...(args.length > 1 ? [...(place > 0 ? [""] : []), `${file}:`] : []), ...names);
      else if ("lines" in readFile(path, seen, seat)) lines.push(file);
      else errors.push(`ls: cannot access '${file}': No such file or directory`);
    }
    return said(lines, errors);
  },
};

export const true_: Verb = { path: "true", about: "do nothing, successfully", flags: [], args: [{ name: "word", about: "ignored", optional: true, many: true }], run: () => say([]) };

export const false_: Verb = { path: "false", about: "do nothing, unsuccessfully", flags: [], args: [{ name: "word", about: "ignored", optional: true, many: true }], run: () => say([], 1) };
