import type { DatabaseSync } from "node:sqlite";

/** node:sqlite without the notice that Node 22 prints when it is first loaded: it would land in the middle of the screen. */
export async function sqlite(): Promise<typeof DatabaseSync> {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).startsWith("SQLite is an experimental feature")) emitWarning.call(process, warning, ...rest);
  }) as typeof emitWarning;
  try {
    return (await import("node:sqlite")).DatabaseSync;
  } finally {
    process.emitWarning = emitWarning;
  }
}
