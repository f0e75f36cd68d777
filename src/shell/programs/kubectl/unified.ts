/** Lines around a change that are shown with it, as `diff -u` has them. */
const CONTEXT = 3;

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** The hunks of a unified diff between two texts; none when they are equal. Source: POSIX diff, "-u". */
export function unified(before: readonly string[], after: readonly string[]): string[] {
  const edits = script(before, after);
  const lines: string[] = [];
  for (let at = 0; at < edits.length; ) {
    const first = edits.findIndex((edit, place) => place >= at && edit.sign !== " ");
    if (first < 0) break;
    const [from, to] = [Math.max(at, first - CONTEXT), hunkEnd(edits, first)];
    lines.push(head(edits, from, to), ...edits.slice(from, to).map(({ sign, text }) => sign + text));
    at = to;
  }
  return lines;
}

/** Changes that are no further apart than two contexts stand in one hunk. */
function hunkEnd(edits: readonly Edit[], first: number): number {
  let last = first;
  for (let at = first; at < edits.length && at - last <= 2 * CONTEXT; at++) if (edits[at]!.sign !== " ") last = at;
  return Math.min(edits.length, last + CONTEXT + 1);
}

function head(edits: readonly Edit[], from: number, to: number): string {
  const count = (start: number, end: number, without: Edit["sign"]): number => edits.slice(start, end).filter(({ sign }) => sign !== without).length;
  const side = (without: Edit["sign"]): string => {
    const [line, length] = [count(0, from, without) + 1, count(from, to, without)];
    return length === 1 ? `${line}` : `${length === 0 ? line - 1 : line},${length}`;
  };
  return `@@ -${side("+")} +${side("-")} @@`;
}

/** The shortest way from one to the other: lengths of common subsequences, walked from the beginning. */
function script(before: readonly string[], after: readonly string[]): Edit[] {
  const [rows, columns] = [before.length, after.length];
  const longest = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--)
    for (let j = columns - 1; j >= 0; j--) longest[i]![j] = before[i] === after[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    if (i < rows && j < columns && before[i] === after[j]) [edits[edits.length], i, j] = [{ sign: " ", text: before[i]! }, i + 1, j + 1];
    else if (j >= columns || (i < rows && longest[i + 1]![j]! >= longest[i]![j + 1]!)) edits.push({ sign: "-", text: before[i++]! });
    else edits.push({ sign: "+", text: after[j++]! });
  }
  return edits;
}
