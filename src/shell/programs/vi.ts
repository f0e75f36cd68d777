import { directory, readFile, resolve } from "../files.ts";
import { stranger } from "../strangers.ts";
import type { Reply, Seat, Verb } from "../verb.ts";
import type { Observation } from "../../world/observation.ts";
import { fail, say } from "./say.ts";

/** Editors by their usual names: each opens the learner's own on a file that can be written here. */
const editor = (path: string): Verb => ({
  path,
  about: "change a file of your own in your editor",
  flags: [],
  args: [{ name: "file", about: "which", completes: "file" }],
  unmodelled: ["-R", "-n", "-r", "-o", "-O", "-d", "-u"],
  example: `${path} manifests/shop.yaml`,
  note: "your own editor opens: EDITOR names it, vi if nothing does; time stands still meanwhile",
  run: ({ args, kept }, seen, seat) => (seen.cluster === undefined ? fail(stranger(path)!, undefined, 127) : opened(args[0]!, kept, seen, seat)),
});

function opened(file: string, kept: string | undefined, seen: Observation, seat: Seat): Reply {
  const path = resolve(file, seat.directory);
  if (directory(path, seen, seat) !== undefined) return fail(`"${file}" is a directory`);
  if (!path.startsWith("/root/")) return fail(`"${file}" is read-only here`, "files of your own lie in /root");
  const read = readFile(path, seen, seat);
  const text = "lines" in read ? read.lines.map((line) => `${line}\n`).join("") : "";
  if (kept === undefined) return { kind: "edit", name: file, text, lines: [] };
  if (kept === text || kept === "") return say([]);
  return { kind: "act", command: { type: "keepFile", path: path.slice("/root/".length), text: kept }, then: [], prefix: `${file}: ` };
}

export const vi = editor("vi");
export const vim = editor("vim");
export const nano = editor("nano");
