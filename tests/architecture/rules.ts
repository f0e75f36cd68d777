/** A source file as its rules see it. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Which folders of `src/` a folder may import from, besides itself. Types are imports too. */
const below: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  display: ["kernel"],
  world: ["kernel"],
  shell: ["display", "world", "kernel"],
  lenses: ["display", "lesson", "shell", "world", "kernel"],
  lesson: ["display", "shell", "world", "kernel"],
  session: ["display", "lesson", "lenses", "shell", "world", "kernel"],
  tui: ["display", "session", "lesson", "lenses", "shell", "world", "kernel"],
  progress: ["session"],
  cli: ["display", "progress", "tui", "session", "lesson", "lenses", "shell", "world", "kernel"],
  build: ["cli", "display", "tui", "session", "lesson", "world", "kernel"],
  "main.tsx": ["cli"],
};

const pure = ["kernel", "world", "display", "shell", "lenses", "lesson", "session"];
const vague = ["utils", "util", "helpers", "helper", "common", "manager", "service", "types", "misc"];

/** Everything about a source file that breaks the house rules, one sentence each. */
export function broken(source: Source): string[] {
  const said = [...names(source), ...strangers(source)];
  if (!source.path.startsWith("src/")) return said;
  const folder = source.path.split("/")[1]!;
  const code = bare(source.text);
  return [...said, ...imports(source, folder), ...(pure.includes(folder) ? outsideWorld(code) : [])].map((what) => `${source.path} ${what}`);
}

function names({ path }: Source): string[] {
  const parts = path.split("/").map((part) => part.split(".")[0]!.toLowerCase());
  return parts.filter((part) => vague.includes(part)).map((part) => `is called ${part}, which says nothing: name it after what it is about`);
}

/** Where things come from that a reader of the repository does not have. */
function strangers({ text }: Source): string[] {
  return /(?:^|[^\w.-])(?:\/work\/|(?:\.\.\/)*shared\/[\w-]+\.(?:md|json|yaml))/.test(text) ? ["refers to a place outside of the repository"] : [];
}

function imports({ path, text }: Source, folder: string): string[] {
  const allowed = below[folder];
  if (allowed === undefined) return [`is in src/${folder}, a folder that the rules do not know`];
  return specifiers(text).flatMap((specifier) => {
    if (specifier.startsWith("node:")) return pure.includes(folder) ? [`imports ${specifier}: only cli, progress, build and tui meet the operating system`] : [];
    if (!specifier.startsWith(".")) return [];
    const target = resolved(path, specifier).split("/");
    if (target[0] !== "src") return ["cli package.json", "build dist"].includes(`${folder} ${target[0]}`) ? [] : [`imports ${target.join("/")}, which is not in src`];
    const other = target[1]!;
    return other === folder || allowed.includes(other) ? [] : [`imports from ${other}: ${folder} may look at ${allowed.join(", ") || "nothing"}`];
  });
}

/** What a file imports: static, re-exported, dynamic, `import("…")` types. */
export function specifiers(text: string): string[] {
  const code = bare(text, true);
  const found = [...code.matchAll(/\b(?:from|import|require)\s*\(?\s*(["'])(.*?)\1/g)].map((m) => m[2]!);
  return [...new Set(found)];
}

function resolved(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** What the type check of this folder's tsconfig.json cannot see: clock and chance belong to the language, the rest to Node. */
function outsideWorld(code: string): string[] {
  const forbidden = { Date: /(?<![\w$.])Date(?![\w$:?])/, "Math.random": /\bMath\s*(?:\.\s*random|\[)/, globalThis: /\bglobalThis\b/ };
  const used = Object.entries(forbidden).flatMap(([name, use]) => (use.test(code) ? [name] : []));
  return used.map((name) => `uses ${name}: time, chance and the outside come in by the hand`);
}

/** The code without comments; without what stands in strings too, unless they are to be kept. */
export function bare(text: string, keepStrings = false): string {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}|[^`\\])*`|\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*(?=\s*[.,;)\]])/g;
  return text.replace(token, (found) => {
    if (found.startsWith("//") || found.startsWith("/*")) return " ";
    if (keepStrings) return found;
    if (found.startsWith("`")) return [...found.matchAll(/\$\{((?:[^{}`]|\{[^{}]*\}|`[^`]*`)*)\}/g)].map((m) => `(${m[1]!})`).join(" ") || '""';
    return found.startsWith("/") ? " 0 " : '""';
  });
}
