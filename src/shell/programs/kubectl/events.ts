import type { Event } from "../../../world/cluster/objects.ts";
import { seconds } from "../../../kernel/time.ts";
import { line } from "../../../display/line.ts";
import { byTime } from "./describe/describe.ts";
import { eventAge } from "./describe/writer.ts";
import { fail } from "../say.ts";
import { ALL_NAMESPACES, hasFlag, kubectl, textFlag, type Kube } from "./kubectl.ts";
import { tabbed } from "./layout.ts";
import { isWrong, kindOf } from "./resources.ts";

export const events = kubectl({
  path: "events",
  about: "what happened in a namespace, oldest first",
  flags: [{ name: "--for", about: "only what happened to kind/name", value: "kubeObject" }, { name: "--types", about: "Normal or Warning", value: "kubeEventType" }, { name: "--watch", short: "-w", about: "go on as more happens" }, ALL_NAMESPACES, { name: "--no-headers", about: "without the first line" }],
  args: [],
  unmodelled: ["-o", "--output", "--chunk-size"],
  example: "kubectl events --types=Warning",
  run(kube) {
    const about = textFlag(kube.values, "for");
    const [word = "", name = ""] = (about ?? "").split("/");
    const info = about === undefined ? undefined : kindOf(word);
    if (isWrong(info)) return fail(info.wrong, info.hint);
    if (about !== undefined && name === "") return fail("error: --for must be in resource/name form");
    const types = textFlag(kube.values, "types")?.toLowerCase().split(",");
    const all = kube.view.list("Event", hasFlag(kube.values, "all-namespaces") ? undefined : kube.namespace)
      .filter(({ involvedObject, type }) => (info === undefined || (involvedObject.kind === info.kind && involvedObject.name === name)) && (types === undefined || types.includes(type.toLowerCase())))
      .sort(byTime);
    return listing(kube, all);
  },
});

/** With `-w` every further event comes as a line of its own. */
function listing(kube: Kube, all: readonly Event[]) {
  const { kept } = kube.values;
  const fresh = kept === undefined ? all : all.filter(({ metadata }) => (metadata.resourceVersion ?? 0) > Number(kept));
  const everywhere = hasFlag(kube.values, "all-namespaces");
  const cells = fresh.map((event) => [...(everywhere ? [event.metadata.namespace ?? ""] : []), eventAge(event, kube.seen.now), event.type, event.reason, `${event.involvedObject.kind}/${event.involvedObject.name}`, event.message]);
  const head = [...(everywhere ? ["NAMESPACE"] : []), "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"];
  const lines = tabbed(hasFlag(kube.values, "no-headers") || kept !== undefined ? cells : [head, ...cells]).map((text) => line(text));
  if (!hasFlag(kube.values, "watch")) return all.length === 0 ? { kind: "say" as const, lines: [], errors: [everywhere ? "No events found." : `No events found in ${kube.namespace} namespace.`] } : { kind: "say" as const, lines };
  const newest = Math.max(Number(kept ?? 0), ...fresh.map(({ metadata }) => metadata.resourceVersion ?? 0));
  return { kind: "follow" as const, every: seconds(0.25), times: Infinity, lines: all.length === 0 ? [] : lines, clear: false, kept: `${newest}` };
}
