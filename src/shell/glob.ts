import type { Observation } from "../world/observation.ts";
import { directory, resolve } from "./files.ts";
import type { Seat } from "./verb.ts";

/** Pathname expansion: bash(1), "Pathname Expansion", and glob(7). In a pattern a backslash takes a sign's meaning away. */

export const isPattern = (text: string): boolean => /[*?[]/.test(text.replace(/\\./g, ""));

/** What is meant by a text in quotes: itself. */
export const literally = (text: string): string => text.replace(/[*?[\]\\]/g, "\\$&");

/** Names that a pattern fits, in order, written as the pattern is: relative ones stay relative. Hidden names take a dot of their own. */
export function matching(pattern: string, seen: Observation, seat: Seat): string[] {
  const pieces = pattern.split("/");
  let found = pieces[0] === "" ? ["/"] : [""];
  for (const [place, piece] of pieces.entries()) {
    if (piece === "") continue;
    const last = place === pieces.length - 1;
    const names = found.flatMap((before) => named(before, piece, seen, seat).map((name) => `${before}${name}`));
    // What a slash follows is a directory.
    found = last ? names : names.filter((name) => directory(resolve(name, seat.directory), seen, seat) !== undefined).map((name) => `${name}/`);
  }
  return found;
}

function named(before: string, piece: string, seen: Observation, seat: Seat): string[] {
  const text = piece.replace(/\\(.)/g, "$1");
  if (text === "." || text === "..") return [text];
  const names = directory(resolve(before === "" ? "." : before, seat.directory), seen, seat) ?? [];
  if (!isPattern(piece)) return names.includes(text) ? [text] : [];
  const fits = expression(piece);
  return names.filter((name) => fits.test(name) && (!name.startsWith(".") || piece.startsWith(".")));
}

function expression(piece: string): RegExp {
  const source = piece.replace(/\\(.)|(\*)|(\?)|\[([!^]?)((?:\][^\]]*|[^\]]+))\]|([^\\])/g, (_whole, escaped?: string, star?: string, any?: string, not?: string, set?: string, plain?: string) => {
    if (star !== undefined) return "[^/]*";
    if (any !== undefined) return "[^/]";
    if (set !== undefined) return `[${not === "" ? "" : "^"}${set.replace(/[\\\]]/g, "\\$&")}]`;
    return (escaped ?? plain ?? "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${source}$`);
}
