import { seconds } from "../../../kernel/time.ts";
import { line } from "../../../display/line.ts";
import type { Condition } from "../../../world/cluster/objects.ts";
import { keyOf, qualified, kindInfo } from "../../../world/cluster/kinds.ts";
import type { Reply } from "../../verb.ts";
import { fail } from "../say.ts";
import { CHOOSING, chosen, OBJECT } from "./chosen.ts";
import { timeLimit } from "./duration.ts";
import { readJsonPath } from "./jsonpath.ts";
import { kubectl, patience, textFlag, type Kube } from "./kubectl.ts";
import { sent } from "./output.ts";
import { isWrong, named, type Found, type Wrong } from "./resources.ts";

export const wait = kubectl({
  path: "wait",
  about: "wait until something is true of objects",
  flags: [{ name: "--for", about: "condition=Ready, delete, create, or jsonpath={.status.phase}=Running", value: "kubeCondition" }, { name: "--timeout", about: "give up after this time; 30s when nothing is said", value: "duration" }, ...CHOOSING],
  args: [{ ...OBJECT, many: true }],
  unmodelled: ["--local", "-o", "--output", "-R", "--recursive", "--field-selector"],
  example: "kubectl wait --for=condition=Available deployment/shop",
  run(kube) {
    const wish = textFlag(kube.values, "for");
    if (wish === undefined) return fail("error: must specify at least one of --for=condition=…, --for=delete, --for=create, --for=jsonpath=…");
    const test = readWish(wish);
    if (isWrong(test)) return fail(test.wrong);
    const selection = chosen(kube, kube.values.args);
    if (isWrong(selection)) return fail(selection.wrong, selection.hint);
    if (wish === "create") return selection.errors.length === 0 ? { kind: "say", lines: selection.found.map((one) => line(met(one))) } : later(kube, [], selection.errors, kube.seen.now);
    return wish === "delete" ? untilGone(kube, selection.found) : untilTrue(kube, selection.found, selection.errors, test);
  },
});

type Test = (one: Found) => boolean;

const met = ({ kind, object }: Found): string => `${named(kind, object.metadata.name)} condition met`;

/** Source: `kubectl/pkg/cmd/wait/wait.go`, conditionFuncFor. */
function readWish(wish: string): Test | Wrong {
  if (wish === "delete" || wish === "create") return () => true;
  const [, type, value = "true"] = /^condition=([^=]+)(?:=(.*))?$/.exec(wish) ?? [];
  if (type !== undefined) return ({ object }) => conditionsOf(object).some((one) => one.type.toLowerCase() === type.toLowerCase() && one.status.toLowerCase() === value.toLowerCase());
  const [, path, wanted] = /^jsonpath=(\{.*?\})(?:=(.*))?$/.exec(wish) ?? [];
  if (path === undefined) return { wrong: `error: unrecognized condition: "${wish}"` };
  const read = readJsonPath(path);
  if (isWrong(read)) return read;
  return (one) => {
    const [first] = read.values(sent(one));
    return first !== undefined && (wanted === undefined || String(first) === wanted.replace(/^(["'])(.*)\1$/, "$2"));
  };
}

const conditionsOf = (object: Found["object"]): readonly Condition[] => (object as { readonly status?: { readonly conditions?: readonly Condition[] } }).status?.conditions ?? [];

interface Waiting {
  readonly began: number;
  /** Who has been told of already, or (for delete) who is being waited for: `key uid`. */
  readonly names: readonly string[];
}

const keptOf = (kube: Kube): Waiting | undefined => (kube.values.kept === undefined ? undefined : (JSON.parse(kube.values.kept) as Waiting));

function untilTrue(kube: Kube, found: readonly Found[], errors: readonly string[], test: Test): Reply {
  if (errors.length > 0) return fail(errors.join("\n"));
  if (found.length === 0) return fail("error: no matching resources found");
  const { began, names } = keptOf(kube) ?? { began: kube.seen.now, names: [] };
  const name = ({ kind, object }: Found): string => named(kind, object.metadata.name);
  const now = found.filter((one) => test(one) && !names.includes(name(one)));
  const left = found.filter((one) => !test(one) && !names.includes(name(one)));
  const lines = now.map(met);
  return left.length === 0 ? { kind: "say", lines: lines.map((text) => line(text)) } : later(kube, lines, left.map(timedOut), began, [...names, ...now.map(name)]);
}

const timedOut = ({ kind, object }: Found): string => `error: timed out waiting for the condition on ${qualified(kindInfo(kind))}/${object.metadata.name}`;

function untilGone(kube: Kube, found: readonly Found[]): Reply {
  const before = keptOf(kube);
  const names = before?.names ?? found.map(({ kind, object }) => `${kind} ${keyOf(kind, object.metadata)} ${object.metadata.uid}`);
  const left = names.filter((one) => {
    const [kind, key = "", uid] = one.split(" ");
    return kube.view.get(kind as Found["kind"], key)?.metadata.uid === uid;
  });
  const lines = names.filter((one) => !left.includes(one)).map((one) => `${named(one.split(" ")[0] as Found["kind"], one.split(" ")[1]!.replace(/^.*\//, ""))} condition met`);
  if (left.length === 0) return { kind: "say", lines: lines.map((text) => line(text)) };
  return later(kube, lines, left.map((one) => `error: timed out waiting for the condition on ${one.split(" ")[1]}`), before?.began ?? kube.seen.now, left);
}

function later(kube: Kube, lines: readonly string[], complaints: readonly string[], began: number, names: readonly string[] = []): Reply {
  const limit = timeLimit(kube, seconds(30));
  if (isWrong(limit)) return fail(limit.wrong);
  const over = kube.seen.now - (keptOf(kube)?.began ?? began) >= limit;
  if (over) return { kind: "say", lines: lines.map((text) => line(text)), errors: complaints, status: 1 };
  return { kind: "follow", every: patience(kube.values.round), times: Infinity, lines: lines.map((text) => line(text)), clear: false, kept: JSON.stringify({ began: keptOf(kube)?.began ?? began, names }) };
}

