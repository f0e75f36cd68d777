import { groupOf } from "../../../world/cluster/kinds.ts";
import { fail, say } from "../say.ts";
import { ALL_NAMESPACES, kubectl } from "./kubectl.ts";
import { tabbed } from "./layout.ts";
import { isWrong, kindOf } from "./resources.ts";

/** Who one is, and what one may do: kubeadm's administrator may do everything. */

const VERBS: readonly string[] = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "bind", "escalate", "impersonate", "approve", "*"];

/** Source: `kubectl/pkg/cmd/auth/cani.go`. */
export const canI = kubectl({
  path: "auth can-i",
  about: "whether you may do something",
  flags: [ALL_NAMESPACES, { name: "--quiet", short: "-q", about: "only the status tells" }],
  args: [{ name: "verb", about: "get, list, create, delete, …", optional: true }, { name: "kind", about: "a kind, or kind/name", completes: "kubeObject", optional: true }, { name: "name", about: "one object", optional: true }],
  unmodelled: ["--list", "--subresource", "--no-headers"],
  example: "kubectl auth can-i delete pods",
  note: "everybody is cluster-admin here: roles and their bindings are not modelled",
  run({ values: { args, flags } }) {
    const [verb = "", kind = ""] = args;
    if (verb === "" || kind === "") return fail("error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.");
    const info = kind === "*" || kind.startsWith("/") ? undefined : kindOf(kind.split("/")[0]!);
    const warnings = [
      ...(isWrong(info) ? [`Warning: the server doesn't have a resource type '${kind}'`] : []),
      ...(VERBS.includes(verb) ? [] : [`Warning: verb '${verb}' is not a known verb`]),
      ...(info !== undefined && !isWrong(info) && !info.namespaced ? [`Warning: resource '${info.resource}' is not namespace scoped${groupOf(info) === "" ? "" : ` in group '${groupOf(info)}'`}`] : []),
    ];
    const reply = say(flags.quiet === undefined ? ["yes"] : []);
    return warnings.length === 0 || reply.kind !== "say" ? reply : { ...reply, errors: [...warnings, ""] };
  },
});

export const whoami = kubectl({
  path: "auth whoami",
  about: "who the API server takes you for",
  flags: [],
  args: [],
  unmodelled: ["-o", "--output"],
  example: "kubectl auth whoami",
  run: () => say(tabbed([["ATTRIBUTE", "VALUE"], ["Username", "kubernetes-admin"], ["Groups", "[kubeadm:cluster-admins system:authenticated]"]])),
});
