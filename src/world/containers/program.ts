import { MILLISECOND, SECOND, type Nanos } from "../../kernel/time.ts";
import { programOf, type Image } from "./image.ts";
import { expand } from "./script/expand.ts";
import { oneCommand, readScript, type Script } from "./script/read.ts";
import { neverRests } from "./script/run.ts";
import type { ImageProgram, Settings } from "./spec.ts";

/** What a container's command comes to: a program of its image, a tool that every image with a shell has, or an error of the runtime. */
export type Found =
  | { readonly program: ImageProgram; readonly words: readonly string[]; /** It ends when the client that waits for it has shown what it prints. */ readonly shown?: boolean }
  | { readonly status: 126 | 127; readonly reason: string };

const MIB = 2 ** 20;

const plain: ImageProgram = {
  name: "", title: "", program: { kind: "idle" }, memoryBytes: MIB, threads: 1, children: [], onTerm: -1, stopsIn: 0, needsEnv: [], noticesAfter: 0, port: 0, page: "", warmUp: 0, warmWork: 0, check: 0, prints: [], writes: [],
};

/** ENTRYPOINT and CMD together, as `docker run` may have replaced them. */
export function commandOf(image: Image, settings: Settings): readonly string[] {
  const entrypoint = settings.entrypoint ?? image.spec.entrypoint;
  const own = settings.command.length > 0 || settings.entrypoint !== undefined ? settings.command : image.spec.cmd;
  const words = [...entrypoint, ...own];
  return replaced(image, words) ?? words;
}

/** `sh -c 'exec nginx -g "daemon off;"'`: a shell whose only command is a program of the image gives way to it. */
function replaced(image: Image, words: readonly string[]): readonly string[] | undefined {
  if (!TAKES_SCRIPT.test(words[1] ?? "") || !SHELLS.includes(words[0]!.replace(/^.*\//, ""))) return undefined;
  const script = readScript(words[2] ?? "");
  const only = "list" in script && script.list.length === 1 ? script.list[0]!.step : undefined;
  if (only?.is !== "run" || only.into !== undefined || only.words.some((word) => word.includes("$"))) return undefined;
  const inner = only.words.slice(only.words[0] === "exec" ? 1 : 0).flatMap((word) => expand(word, { variable: () => "", printed: () => "" }));
  return programOf(image, inner[0] ?? "") === undefined ? undefined : inner;
}

/** Small programs that come with a shell. Those that do nothing but print are run by whoever shows it. */
export const TOOLS: readonly string[] = "cat cut curl date dd df echo env false free getent grep head hostname id ip kill ls lsns nc nproc nslookup ping printf ps pwd readlink rm seq sort tail tee top touch tr true uname uptime wc wget whoami".split(" ");
/** `-c`, `-ec`, `-xc`: the next word is a script. */
const TAKES_SCRIPT = /^-[a-z]*c$/;
const SHELLS: readonly string[] = ["sh", "bash", "ash"];

export function findProgram(image: Image, settings: Settings): Found {
  const words = commandOf(image, settings);
  const word = words[0] ?? "";
  const own = programOf(image, word);
  if (own !== undefined) return { program: own, words };
  const name = word.slice(word.lastIndexOf("/") + 1);
  if (word.startsWith("/") && (word.endsWith("/") || /^\/(etc|tmp|usr|var|bin|proc)$/.test(word))) return { status: 126, reason: `exec: "${word}": is a directory: permission denied` };
  if (image.layers.some((layer) => layer.files.some((f) => f.path === word))) return { status: 126, reason: `exec: "${word}": permission denied` };
  if (!hasShell(image) || (name === "bash" && isBusybox(image)) || ![...SHELLS, ...TOOLS, "sleep"].includes(name)) return { status: 127, reason: missing(word) };
  if (name === "sleep") return slept(words);
  return SHELLS.includes(name) ? shell(words, settings) : tool(words, settings);
}

export const missing = (word: string): string =>
  word.startsWith("/") ? `exec: "${word}": stat ${word}: no such file or directory` : `exec: "${word}": executable file not found in $PATH`;

/** Its shell is ash alone. */
export const isBusybox = ({ spec: { distribution } }: Image): boolean => /alpine|busybox/i.test(distribution);

/** An image `FROM scratch` has only its own program. */
export const hasShell = (image: Image): boolean => image.spec.distribution !== "";

/** What a shell does that has a script: it is followed word by word. */
function scripted(script: Script, words: readonly string[]): Found {
  if ("problem" in script) return { program: { ...ended(MILLISECOND, 2), prints: [`sh: ${script.problem}`] }, words };
  return { program: { ...plain, script: script.list, ...(neverRests(script.list) ? { program: { kind: "busy" } } : {}) }, words };
}

const ended = (after: Nanos, status: number): ImageProgram => ({ ...plain, ends: { after, status } });

function slept(words: readonly string[]): Found {
  const total = words.slice(1).reduce((sum, word) => sum + sleepTime(word), 0);
  if (words.length < 2 || !Number.isFinite(total)) return { program: { ...ended(MILLISECOND, 1), prints: [words.length < 2 ? "sleep: missing operand" : `sleep: invalid number '${words[1]}'`] }, words };
  return { program: ended(Math.min(total, 100 * 86_400) * SECOND, 0), words };
}

const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

export function sleepTime(word: string): number {
  if (word === "infinity") return Infinity;
  const [, digits, unit = ""] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(word) ?? [];
  return digits === undefined ? Number.NaN : Number(digits) * UNITS[unit]!;
}

/** A shell without a terminal and without a script has nothing to read and ends. */
function shell(words: readonly string[], settings: Settings): Found {
  const script = TAKES_SCRIPT.test(words[1] ?? "") ? (words[2] ?? "") : undefined;
  const tail = words[1] === undefined || words[1].startsWith("-") ? undefined : words[1];
  if (script === undefined && tail !== undefined) return { program: { ...ended(MILLISECOND, 2), prints: [`sh: ${tail}: a script in a file is not modelled here; sh -c 'COMMANDS' is`] }, words };
  if (script === undefined) return { program: settings.terminal === "" && !settings.attached ? ended(MILLISECOND, 0) : plain, words };
  const exit = /^\s*exit(?:\s+(\d+))?\s*$/.exec(script);
  if (exit !== null) return { program: ended(MILLISECOND, Number(exit[1] ?? 0) % 256), words };
  if (/^while\s+(:|true)\s*;\s*do\s+(:|true)\s*;?\s*done$/.test(script.trim())) return { program: { ...plain, program: { kind: "busy" } }, words };
  const nap = /^sleep\s+([\w.]+)\s*(?:;|&&)\s*exit(?:\s+(\d+))?$/.exec(script.trim());
  if (nap !== null && Number.isFinite(sleepTime(nap[1]!))) return { program: ended(sleepTime(nap[1]!) * SECOND, Number(nap[2] ?? 0) % 256), words };
  if (/^(exec\s+)?sleep\s+[\w.]+$/.test(script.trim())) return { ...slept(script.trim().replace(/^exec\s+/, "").split(/\s+/)), words } as Found;
  return tool(words, settings);
}

function tool(words: readonly string[], settings: Settings): Found {
  if (settings.attached && settings.pod === undefined) return { program: plain, words, shown: true };
  return scripted(TAKES_SCRIPT.test(words[1] ?? "") && SHELLS.includes(words[0]!.replace(/^.*\//, "")) ? readScript(words[2] ?? "") : oneCommand(words), words);
}
