interface Options {
  readonly ambiguousIsNarrow?: boolean;
  readonly countAnsiEscapeCodes?: boolean;
}

type StringWidth = (text: string, options?: Options) => number;

// Latin, punctuation, arrows, mathematics, box drawing, blocks, geometric shapes without emoji, check marks, Braille: one column each.
const NARROW = /^[\x20-\x7e\xa0-\xa8\xaa-\xac\xaf-\u024f\u2010-\u203b\u2190-\u2193\u2200-\u22ff\u2500-\u25a9\u25b2-\u25b5\u25b8-\u25bf\u25c2-\u25fa\u2713\u2717\u2800-\u28ff]*$/;
// oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character
const COLOURS = /\x1b\[[\d;:]*m/g;

let real: StringWidth | undefined;

/** How many columns a text takes: string-width, with a short way for all that Strata draws itself. */
export default function stringWidth(text: string, options: Options = {}): number {
  if (typeof text !== "string" || text === "") return 0;
  const bare = text.includes("\x1b") && options.countAnsiEscapeCodes !== true ? text.replace(COLOURS, "") : text;
  if (options.ambiguousIsNarrow !== false && NARROW.test(bare)) return bare.length;
  // A require is bundled as a module that is only evaluated here.
  real ??= (require("string-width") as { default: StringWidth }).default;
  return real(text, options);
}
