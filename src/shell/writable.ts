import type { Observation } from "../world/observation.ts";
import { machineAt } from "./console.ts";
import { groupFileAt, isCgroupPath, isReadOnly } from "./cgroup-tree.ts";
import { directory, exists, resolve } from "./files.ts";
import { rootOf } from "./inside.ts";
import { processOf } from "./own-process.ts";
import type { ContainerRow } from "../world/containers/observed.ts";
import type { Reply, Seat } from "./verb.ts";

/** Files that take writes: the path's own pieces and the text become one command, or a refusal in the kernel's words. */
interface WritableFile {
  readonly path: RegExp;
  write(pieces: readonly string[], text: string, seen: Observation, seat: Seat): Reply;
}

const files: readonly WritableFile[] = [
  {
    // proc_pid_oom_score_adj(5): an integer from -1000 to 1000.
    path: /^\/proc\/(\d+)\/oom_score_adj$/,
    write: ([pid], text, seen, seat) => {
      const value = Number(text);
      if (!seen.tables.processes.some((row) => row.machine === seat.machine && row.pid === Number(pid))) return { kind: "fail", reason: `bash: /proc/${pid}/oom_score_adj: No such file or directory` };
      if (!/^[+-]?\d+$/.test(text) || Math.abs(value) > 1000) return { kind: "fail", reason: "bash: echo: write error: Invalid argument", hint: "oom_score_adj takes a whole number from -1000 to 1000" };
      return { kind: "act", command: { type: "setOomScoreAdj", machine: seat.machine, pids: [Number(pid)], value }, then: [] };
    },
  },
];

/** What `… > file` does: most files take nothing here, and say so. */
export function write(file: string, lines: readonly string[], append: boolean, seen: Observation, seat: Seat): Reply {
  const path = resolve(file, seat.directory);
  if (path === "/dev/null") return { kind: "say", lines: [] };
  const root = rootOf(seat, seen);
  if (root !== undefined && !/^\/(proc|sys)\//.test(path)) return writeInside(root, path, lines, seat);
  const writable = files.find((known) => known.path.test(path));
  if (isCgroupPath(path)) return writeGroup(file, path, lines, seen, seat);
  if (writable !== undefined) return writable.write(writable.path.exec(path)!.slice(1), lines.join("\n").trim(), seen, seat);
  if (machineAt(seat, seen)?.os === "windows") return { kind: "fail", reason: "Access is denied." };
  if (seen.cluster !== undefined && path.startsWith("/root/")) return writeOwn(file, path.slice("/root/".length), lines, append, seen);
  if (exists(path, seen, seat) || /^\/(proc|sys)\//.test(path)) return { kind: "fail", reason: `bash: ${file}: Permission denied`, hint: "of the files here only /proc/PID/oom_score_adj and those of cgroups take writes" };
  return { kind: "fail", reason: `bash: ${file}: Read-only file system`, hint: "files of your own are not modelled here; let a pipe carry the output to the next command" };
}

/** An interface file of a cgroup: the kernel decides; none can be made there, and a container may not write its own. */
function writeGroup(file: string, path: string, lines: readonly string[], seen: Observation, seat: Seat): Reply {
  const found = groupFileAt(path, seen, seat);
  if (isReadOnly(seen, seat)) return { kind: "fail", reason: `bash: ${file}: Read-only file system`, hint: "the cgroup file system of a container is mounted read-only: limits are set from outside" };
  if (directory(path, seen, seat) !== undefined) return { kind: "fail", reason: `bash: ${file}: Is a directory` };
  if (found === undefined) {
    const above = directory(path.slice(0, path.lastIndexOf("/")), seen, seat);
    return { kind: "fail", reason: `bash: ${file}: ${above === undefined ? "No such file or directory" : "Permission denied"}`, ...(above === undefined ? undefined : { hint: "this group has no such file: its parent's cgroup.subtree_control decides which controllers it has" }) };
  }
  const text = lines.join("\n").trim();
  // 0 is the process that writes: kernel/cgroup/cgroup.c, cgroup_procs_write_start().
  const meant = found.file === "cgroup.procs" && text === "0" ? `${processOf("self", seen, seat)?.pid ?? 0}` : text;
  return { kind: "act", command: { type: "writeGroupFile", machine: seat.machine, path: found.group.path, file: found.file, text: meant }, then: [] };
}

/** A file in the container that the seat is in. */
function writeInside(root: ContainerRow, path: string, lines: readonly string[], seat: Seat): Reply {
  const text = lines.map((one) => `${one}\n`).join("");
  return { kind: "act", command: { type: "docker", do: "write", machine: seat.machine, id: root.id, path, bytes: text.length, text, append: false }, then: [], prefix: "" };
}

/** A file of one's own, beside a cluster. */
function writeOwn(file: string, path: string, lines: readonly string[], append: boolean, seen: Observation): Reply {
  const before = append ? (seen.cluster?.files[path] ?? "") : "";
  return { kind: "act", command: { type: "keepFile", path, text: before + lines.map((one) => `${one}\n`).join("") }, then: [], prefix: `bash: ${file}: ` };
}
