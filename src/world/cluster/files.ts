import { done, refused, type Result } from "../../kernel/model.ts";
import type { World } from "../state.ts";
import { clusterOf } from "./cluster.ts";

/** Writes a file of the learner's own, or removes it when there is no text. The path counts from /root. */
export interface KeepFileCommand {
  readonly type: "keepFile";
  readonly path: string;
  readonly text?: string;
}

/** How much may be written in all: a disk of a world that is kept in a log. */
const MOST_BYTES = 2 ** 20;

/** Files beside a cluster: manifests that somebody writes and applies. */
export function keepFile(world: World, { path, text }: KeepFileCommand): Result {
  const cluster = clusterOf(world);
  if (cluster === undefined) return refused("Read-only file system");
  const { [path]: before, ...others } = cluster.files;
  if (text === undefined) return before === undefined ? refused("No such file or directory") : kept(() => (cluster.files = others));
  const folder = Object.keys(cluster.files).some((file) => file.startsWith(`${path}/`));
  const inFile = Object.keys(cluster.files).some((file) => path.startsWith(`${file}/`));
  if (folder || inFile) return refused(folder ? "Is a directory" : "Not a directory");
  if (Object.values(others).reduce((sum, one) => sum + one.length, text.length) > MOST_BYTES) return refused("No space left on device");
  return kept(() => (cluster.files = { ...cluster.files, [path]: text }));
}

function kept(write: () => void): Result {
  write();
  return done;
}
