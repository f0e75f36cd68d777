import { Lexer, Marked, Parser, type Token, type Tokens } from "marked";
import { markedTerminal } from "marked-terminal";
import width from "string-width";
import { line, lineText, type Line } from "../display/line.ts";
import { ansiLine } from "./ansi.ts";
import type { Prose, ProseLine } from "./prose.ts";

/** Markdown becomes prose here, when the course is built or a pack is opened: never while a lesson is on the screen. */

const dressed = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const asIs = (text: string): string => text;

const marked = new Marked(
  markedTerminal({ strong: dressed(1, 22), em: asIs, codespan: dressed(36, 39), del: asIs, html: asIs, emoji: false, tab: 2 }),
  { renderer: { link: ({ text, href }) => (text === href ? href : `${text} (${href})`), image: ({ text }) => text } },
);
const parser = new Parser(marked.defaults);

export const tokens = (text: string): Token[] => new Lexer(marked.defaults).lex(text);

/** Compiles markdown blocks. Paragraphs are one line each, however the author broke them. */
export function prose(blocks: readonly Token[]): Prose {
  const parts = blocks.map((block) => entries(block as Tokens.Generic)).filter((part) => part.length > 0);
  return parts.flatMap((part, i) => (i === 0 ? part : [BLANK, ...part]));
}

export const proseOf = (text: string): Prose => prose(tokens(text));

const BLANK: ProseLine = { kind: "blank", line: [], indent: 0 };

function entries(block: Tokens.Generic): ProseLine[] {
  switch (block.type) {
    case "paragraph":
    case "text":
      return inline(block).map((l) => ({ kind: "paragraph", line: l, indent: 0 }));
    case "heading":
      return inline(block).map((l) => ({ kind: "heading", line: l, indent: 0 }));
    case "code":
      return String(block.text).split("\n").map((text) => ({ kind: "code", line: [{ text: "  ", tone: "plain" }, ...line(text, "key")], indent: 2 }));
    case "list":
      return (block as Tokens.List).items.flatMap((item, i) => itemEntries(item, marker(block as Tokens.List, i)));
    case "table":
      return tableEntries(block as Tokens.Table);
    case "html":
      return [{ kind: "paragraph", line: ansiLine(String(block.text).replace(/\s+/g, " ").trim()), indent: 0 }];
    case "blockquote":
      return (block.tokens ?? []).flatMap((inner) => entries(inner as Tokens.Generic));
    default:
      return [];
  }
}

/** Soft line breaks are spaces; hard ones start a new line. */
function inline(block: Tokens.Generic): Line[] {
  const parts = (block.tokens ?? []).map((t) => (t.type === "br" ? { ...t, type: "text", raw: HARD, text: HARD } : t));
  return parser.parseInline(parts as Token[]).split(HARD).map((text) => ansiLine(unescaped(text.replace(/\s*\n\s*/g, " ").trim())));
}

const HARD = "\uE000";

/** marked-terminal takes colons in code for its own; marked writes entities. */
const unescaped = (text: string): string =>
  text.replaceAll("*#COLON|*", ":").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

const marker = (list: Tokens.List, i: number): string => (list.ordered ? `${Number(list.start || 1) + i}. ` : "• ");

function itemEntries(item: Tokens.ListItem, mark: string): ProseLine[] {
  const inner = item.tokens.flatMap((t) => entries(t as Tokens.Generic));
  return inner.map((entry, i) => {
    const lead = i === 0 ? mark : " ".repeat(mark.length);
    return { kind: entry.kind === "code" ? "code" : "item", line: [{ text: lead, tone: "plain" }, ...entry.line], indent: mark.length + entry.indent };
  });
}

function tableEntries(table: Tokens.Table): ProseLine[] {
  const rows = [table.header, ...table.rows].map((row) => row.map((cell) => inline(cell as unknown as Tokens.Generic)[0] ?? []));
  const widths = table.header.map((_, column) => Math.max(...rows.map((row) => width(lineText(row[column] ?? [])))));
  return rows.map((row, r) => ({
    kind: "table",
    indent: 0,
    line: row.flatMap((cell, column) => {
      const gap = column === row.length - 1 ? 0 : widths[column]! - width(lineText(cell)) + 2;
      return [...(r === 0 ? cell.map((s) => ({ ...s, bold: true })) : cell), ...(gap > 0 ? line(" ".repeat(gap)) : [])];
    }),
  }));
}
