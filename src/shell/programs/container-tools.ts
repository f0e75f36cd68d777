import type { DockerCommand } from "../../world/containers/command.ts";
import { resolve } from "../files.ts";
import { rootOf } from "../inside.ts";
import { stranger } from "../strangers.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Seat, Values, Verb } from "../verb.ts";
import { readMemory } from "./docker/format.ts";
import { fail, say } from "./say.ts";

/** Programs that write and remove files. Inside a container there are files to change; a machine has none of one's own here. */

type Change = { readonly do: "write"; readonly path: string; readonly bytes: number; readonly text?: string; readonly append: boolean } | { readonly do: "unlink"; readonly path: string };

function inside(program: string, seen: Observation, seat: Seat, what: Change): Reply {
  const root = rootOf(seat, seen);
  if (root === undefined) return fail(stranger(program) ?? `${program} works inside containers here`);
  return { kind: "act", command: { type: "docker", machine: seat.machine, id: root.id, ...what } as DockerCommand, then: [], prefix: "" };
}

export const touch: Verb = {
  path: "touch",
  about: "make an empty file in a container",
  flags: [],
  args: [{ name: "file", about: "where" }],
  unmodelled: ["-a", "-c", "-d", "-m", "-r", "-t"],
  run: ({ args }, seen, seat) => inside("touch", seen, seat, { do: "write", path: resolve(args[0]!, seat.directory), bytes: 0, append: true }),
};

export const rm: Verb = {
  path: "rm",
  about: "remove a file of your own, or a disk image",
  flags: [{ name: "--force", short: "-f", about: "do not complain" }],
  args: [{ name: "file", about: "which" }],
  unmodelled: ["-r", "-R", "-i", "-v", "-d", "--recursive"],
  run({ args, flags }, seen, seat) {
    const path = resolve(args[0]!, seat.directory);
    if (seen.tables.image_files.some((image) => image.machine === seat.machine && image.path === path)) return { kind: "act", command: { type: "imageRemove", host: seat.machine, image: path }, then: [] };
    const root = rootOf(seat, seen);
    if (root === undefined && seen.cluster !== undefined && path.startsWith("/root/")) return removeOwn(args[0]!, path, flags.force !== undefined, seen);
    if (root !== undefined && !seen.tables.files.some((f) => f.container === root.id && f.path === path)) return flags.force === undefined ? fail(`rm: can't remove '${args[0]}': No such file or directory`) : say([]);
    return inside("rm", seen, seat, { do: "unlink", path });
  },
};

/** A file of one's own, beside a cluster. */
function removeOwn(file: string, path: string, force: boolean, seen: Observation): Reply {
  const name = path.slice("/root/".length);
  if (force && seen.cluster?.files[name] === undefined) return say([]);
  return { kind: "act", command: { type: "keepFile", path: name }, then: [], prefix: `rm: cannot remove '${file}': ` };
}

export const dd: Verb = {
  path: "dd",
  about: "write a file of a given size in a container",
  flags: [],
  args: [{ name: "operand", about: "if=/dev/zero of=FILE bs=1M count=200", many: true }],
  example: "docker exec web dd if=/dev/zero of=/data bs=1M count=200",
  run: (values, seen, seat) => copied(values, seen, seat),
};

function copied({ args }: Values, seen: Observation, seat: Seat): Reply {
  const operands = new Map(args.map((word) => [word.split("=")[0]!, word.slice(word.indexOf("=") + 1)] as const));
  const unit = blockSize(operands.get("bs") ?? "512");
  const count = Number(operands.get("count") ?? Number.NaN);
  const path = operands.get("of");
  if (path === undefined || unit === undefined || !Number.isInteger(count)) return fail("dd here writes zeros: if=/dev/zero of=FILE bs=1M count=N", "docker exec web dd if=/dev/zero of=/data bs=1M count=200");
  const bytes = unit * count;
  const reply = inside("dd", seen, seat, { do: "write", path: resolve(path, seat.directory), bytes, append: false });
  return reply.kind === "act" ? { ...reply, errors: [`${count}+0 records in`, `${count}+0 records out`], status: 0 } : reply;
}

/** dd(1): `M` counts in 1024s, `MB` in 1000s. */
function blockSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d+)([kMG])B$/.exec(text) ?? [];
  return digits === undefined ? readMemory(text) : Number(digits) * 1000 ** ("kMG".indexOf(unit!) + 1);
}

export const env: Verb = {
  path: "env",
  about: "the environment of a container",
  flags: [],
  args: [],
  unmodelled: ["-i", "-u", "-0"],
  run(_values, seen, seat) {
    const root = rootOf(seat, seen);
    if (root === undefined) return fail(stranger("env")!);
    const own = root.env.split("\n");
    return say([...own, ...(own.some((one) => one.startsWith("HOSTNAME=")) ? [] : [`HOSTNAME=${root.hostname}`]), "HOME=/root"]);
  },
};
