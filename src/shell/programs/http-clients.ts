import type { ContainerRow } from "../../world/containers/observed.ts";
import { REASONS, webAnswer } from "../../world/containers/web-root.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Seat, Values, Verb } from "../verb.ts";
import { lookAt } from "./cluster-clients.ts";
import { addressOf, listener, nameHint } from "./net-clients.ts";
import { fail, say } from "./say.ts";

/** Programs that fetch a page. */

interface Url {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** A URL cut up: `web:8080/x`, `http://web`. */
function readUrl(url: string): Url {
  const [, host = "", port = "80", path = "/"] = /^(?:http:\/\/)?([^:/]+)(?::(\d+))?(\/.*)?/.exec(url) ?? [];
  return { host, port: Number(port), path };
}

/** What came of a GET. `silent`: nobody says anything, and the client gives up at last. */
type Got = { readonly no: "unknown" | "unreachable" | "refused" | "silent"; readonly address: string; /** How long a refusal takes. */ readonly ms: number } | { readonly status: number; readonly lines: readonly string[] };

function get({ host, port, path }: Url, seen: Observation, seat: Seat): Got {
  const looked = lookAt(host, port, seen, seat);
  if (looked !== undefined) {
    const { reached, address } = looked;
    if (typeof reached === "string") return { no: reached, address, ms: 1 };
    return page(seen.tables.containers.find((c) => c.machine === reached.machine && c.id === reached.container), path, seen);
  }
  const address = addressOf(host, seen, seat);
  if (address === undefined) return { no: "unknown", address: "", ms: 0 };
  const found = listener(address, port, seen, seat);
  if (found === undefined || found === "unreachable") return { no: found ?? "refused", address, ms: 0 };
  const behind = answer(found, seen);
  return behind === undefined ? { status: 502, lines: ["<html><head><title>502 Bad Gateway</title></head></html>"] } : page(behind, path, seen);
}

/** Who serves behind a container: itself, or one of those it passes requests on to. */
function answer(c: ContainerRow, seen: Observation): ContainerRow | undefined {
  const asked = seen.tables.asks.filter((a) => a.machine === c.machine && a.container === c.name);
  if (asked.length === 0) return c;
  const behind = asked.filter((a) => a.answered_by !== "");
  const failing = behind.length === 0 || (c.page !== "" && behind.length < asked.length);
  return failing ? undefined : c.page === "" ? seen.tables.containers.find((other) => other.name === behind[0]!.answered_by) : c;
}

function page(c: ContainerRow | undefined, path: string, { tables }: Observation): { readonly status: number; readonly lines: readonly string[] } {
  if (c === undefined || c.root === "") return { status: 200, lines: c === undefined || c.page === "" ? ["OK"] : c.page.split("\n") };
  const { status, text } = webAnswer(c.root, path, (file) => tables.files.find((one) => one.container === c.id && one.path === file));
  return { status, lines: text.replace(/\n$/, "").split("\n") };
}

export const wget: Verb = {
  path: "wget",
  about: "fetch a page",
  flags: [
    { name: "--quiet", short: "-q", about: "nothing but the page" },
    { name: "--output-document", short: "-O", about: "where to: - is the screen", value: "file" },
    { name: "--timeout", short: "-T", about: "how long it waits for an answer", value: "seconds" },
    { name: "--spider", about: "only look whether it is there" },
  ],
  args: [{ name: "url", about: "for example localhost, web:8080" }],
  unmodelled: ["-S", "-c", "-P", "-U", "--header", "--post-data", "-o", "--no-check-certificate", "-r", "-N"],
  example: "wget -qO- localhost",
  run({ args, flags }, seen, seat) {
    const silent = flags.spider !== undefined || flags["output-document"] === "/dev/null";
    if (flags["output-document"] !== "-" && !silent) return fail("wget saves no files here", "wget -qO- URL prints the page");
    const url = readUrl(args[0]!);
    const got = get(url, seen, seat);
    if ("no" in got) return wgetFails(got, url, flags.timeout !== undefined, nameHint(seen, seat));
    if (got.status >= 400) return fail(`wget: server returned error: HTTP/1.1 ${got.status} ${REASONS[got.status]}`);
    return say(silent ? [] : got.lines);
  },
};

function wgetFails({ no, address }: Extract<Got, { no: string }>, { host }: Url, patient: boolean, hint: string | undefined): Reply {
  if (no === "unknown") return fail(`wget: bad address '${host}'`, hint);
  if (no === "silent" && patient) return fail("wget: download timed out");
  return fail(`wget: can't connect to remote host (${address}): ${{ unreachable: "Network is unreachable", refused: "Connection refused", silent: "Connection timed out" }[no]}`);
}

export const curl: Verb = {
  path: "curl",
  about: "fetch a page",
  flags: [
    { name: "--silent", short: "-s", about: "no progress: there is none here" },
    { name: "--show-error", short: "-S", about: "errors although it is silent" },
    { name: "--head", short: "-I", about: "only the first line of the answer" },
    { name: "--include", short: "-i", about: "the first line of the answer, too" },
    { name: "--fail", short: "-f", about: "an error of the server is an error of curl" },
    { name: "--location", short: "-L", about: "accepted: nothing leads elsewhere here" },
    { name: "--output", short: "-o", about: "where to: /dev/null is nowhere", value: "file" },
    { name: "--write-out", short: "-w", about: "said at the end: %{http_code}", value: "format" },
    { name: "--max-time", short: "-m", about: "how long it may take, in seconds", value: "seconds" },
    { name: "--connect-timeout", about: "how long it waits for somebody, in seconds", value: "seconds" },
  ],
  args: [{ name: "url", about: "for example localhost:8080" }],
  unmodelled: ["-O", "-X", "-d", "-H", "-v", "-k", "-u", "--resolve"],
  example: "curl localhost:8080",
  note: "it looks whether somebody answers; the load that apps feel comes from lab load and the scenario's clients",
  run(values, seen, seat) {
    const { flags } = values;
    if (flags.output !== undefined && flags.output !== "/dev/null") return fail("curl saves no files here", "curl URL > FILE keeps the page");
    const url = readUrl(values.args[0]!);
    const got = get(url, seen, seat);
    if ("no" in got) return withCode(values, "000", curlFails(got, url, Number(flags["max-time"] ?? flags["connect-timeout"] ?? 0), flags.silent !== undefined && flags["show-error"] === undefined, nameHint(seen, seat)));
    const head = flags.head !== undefined || flags.include !== undefined ? [`HTTP/1.1 ${got.status} ${REASONS[got.status]}`, ...(flags.include === undefined ? [] : [""])] : [];
    const failed = got.status >= 400 && flags.fail !== undefined;
    const body = flags.head !== undefined || flags.output !== undefined || failed ? [] : got.lines;
    return withCode(values, String(got.status), failed ? fail(`curl: (22) The requested URL returned error: ${got.status}`, undefined, 22) : say([...head, ...body]));
  },
};

/** What `-w` asks for, at the end. */
function withCode({ flags }: Values, code: string, reply: Reply): Reply {
  const format = flags["write-out"];
  if (typeof format !== "string") return reply;
  const text = format.replaceAll("%{http_code}", code).replaceAll("%{response_code}", code).replaceAll("\\n", "\n").replace(/\n$/, "").split("\n");
  if (reply.kind === "fail") return { ...say(text, reply.status ?? 1), errors: reply.reason.split("\n").filter((one) => one !== "") } as Reply;
  return reply.kind === "say" ? { ...reply, lines: [...reply.lines, ...(say(text) as Extract<Reply, { kind: "say" }>).lines] } : reply;
}

/** How long Linux tries to connect to somebody who says nothing (tcp_syn_retries 6). */
const GIVES_UP_MS = 134_000;

function curlFails({ no, ms }: Extract<Got, { no: string }>, { host, port }: Url, seconds: number, quiet: boolean, hint: string | undefined): Reply {
  const told = (reason: string, status: number, more?: string): Reply => (quiet ? { kind: "say", lines: [], ...(more === undefined ? {} : { errors: [more] }), status } : fail(reason, more, status));
  if (no === "unknown") return told(`curl: (6) Could not resolve host: ${host}`, 6, hint);
  if (no === "silent" && seconds > 0) return told(`curl: (28) Connection timed out after ${Math.round(seconds * 1000) + 1} milliseconds`, 28);
  if (no === "silent") return told(`curl: (28) Failed to connect to ${host} port ${port} after ${GIVES_UP_MS} ms: Could not connect to server`, 28);
  return told(`curl: (7) Failed to connect to ${host} port ${port} after ${ms} ms: Could not connect to server`, 7);
}
