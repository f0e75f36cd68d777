import { line } from "../../../display/line.ts";
import { seconds, type Nanos } from "../../../kernel/time.ts";
import type { ApiRequest } from "../../../world/cluster/command.ts";
import type { ClusterView } from "../../../world/cluster/view.ts";
import type { Observation } from "../../../world/observation.ts";
import { stranger } from "../../strangers.ts";
import type { Flag, Reply, Seat, Values, Verb } from "../../verb.ts";
import { fail } from "../say.ts";

/** What a kubectl command has at hand besides what was typed. */
export interface Kube {
  readonly view: ClusterView;
  /** Where it looks: `-n NAME`, or the namespace of the context. */
  readonly namespace: string;
  readonly seen: Observation;
  readonly seat: Seat;
  readonly values: Values;
  /** The line as it was typed, for whoever asks why. */
  readonly line: string;
}

const NAMESPACE: Flag = { name: "--namespace", short: "-n", about: "which namespace", value: "kubeNamespace" };
export const ALL_NAMESPACES: Flag = { name: "--all-namespaces", short: "-A", about: "all namespaces" };
export const SELECTOR: Flag = { name: "--selector", short: "-l", about: "only those with these labels: app=shop,tier!=db", value: "kubeSelector" };
export const FILE: Flag = { name: "--filename", short: "-f", about: "a file or a folder with manifests, - for the pipe", value: "kubeManifest" };
export const OUTPUT: Flag = { name: "--output", short: "-o", about: "wide, yaml, json, name, jsonpath=…, custom-columns=…", value: "kubeOutput" };
export const DRY_RUN: Flag = { name: "--dry-run", about: "client or server: only say what would be done", value: "kubeDryRun", alone: "client" };

interface KubeVerb extends Omit<Verb, "run"> {
  /** It works without the API server. */
  readonly offline?: true;
  run(kube: Kube): Reply;
}

/** Flags of every command of kubectl that have no model. Source: `kubectl options`. */
const GLOBAL: readonly string[] = ["--context", "--cluster", "--user", "--kubeconfig", "--server", "-s", "--token", "--as", "--as-group", "--request-timeout", "--v", "-v", "--warnings-as-errors", "--cache-dir", "--insecure-skip-tls-verify", "--match-server-version"];

/** A kubectl command: it answers on the machines of a cluster, and knows `-n`. */
export function kubectl({ run, flags, path, offline, unmodelled = [], ...rest }: KubeVerb): Verb {
  return {
    ...rest,
    unmodelled: [...unmodelled, ...GLOBAL.filter((name) => !flags.some((flag) => flag.name === name || flag.short === name))],
    path: `kubectl ${path}`,
    flags: [...flags, NAMESPACE],
    run(values, seen, seat) {
      if (seen.cluster === undefined) return fail(stranger("kubectl")!, undefined, 127);
      const { unreachable } = seen.cluster;
      if (unreachable !== undefined && offline !== true) return fail(unreachable.message, unreachable.why);
      const namespace = textFlag(values, "namespace") ?? seat.kubeNamespace ?? "default";
      const typed = seat.typed?.at(-1);
      return run({ view: seen.cluster, namespace, seen, seat, values, line: typed?.includes("kubectl") === true ? typed : ["kubectl", path, ...values.args].join(" ") });
    },
  };
}

/** The value of a flag; undefined when it was not given. */
export const textFlag = ({ flags }: Values, name: string): string | undefined => (typeof flags[name] === "string" ? flags[name] : undefined);

export const hasFlag = ({ flags }: Values, name: string): boolean => flags[name] !== undefined;

/** Asks the API server; what it refuses is printed in its own words. */
export function asks(kube: Kube, requests: readonly ApiRequest[], then: readonly string[], errors: readonly string[] = []): Extract<Reply, { kind: "act" }> {
  return { kind: "act", command: { type: "kube", line: kube.line, requests }, then: then.map((text) => line(text)), errors, prefix: "", status: errors.length > 0 ? 1 : 0 };
}

/** `client`, `server`, or undefined when it is meant. */
export const dryRun = ({ values }: Kube): "client" | "server" | undefined => {
  const mode = textFlag(values, "dry-run");
  return mode === "client" || mode === "server" ? mode : undefined;
};

/** ` (dry run)`, as it stands behind what would be done. */
export const dryMark = (kube: Kube): string => ({ client: " (dry run)", server: " (server dry run)", none: "" })[dryRun(kube) ?? "none"];

/** How long a client that waits lets pass before it looks again: it would be told at once, and here it asks. */
export const patience = (round: number): Nanos => seconds(round < 10 ? 0.1 : round < 30 ? 0.5 : 1);
