import { line } from "../../../display/line.ts";
import { age } from "../../../world/cluster/printers/table.ts";
import { some } from "../../../world/cluster/printers/network.ts";
import type { EndpointSlice, Service } from "../../../world/cluster/objects.ts";
import type { Reply } from "../../verb.ts";
import { hasFlag, textFlag, type Kube } from "./kubectl.ts";
import { tabbed } from "./layout.ts";

/**
 * `kubectl get endpoints`, as people have typed it for ten years: what the slices of each Service say, in the table of the
 * kind they have taken the place of. Undefined when something else is asked for. Source: `printers.go`, printEndpoints.
 */
export function endpoints(kube: Kube): Reply | undefined {
  const [word = "", ...more] = kube.values.args;
  const [kind = "", name] = word.split("/");
  if (!["ep", "endpoints", "endpoint"].includes(kind.toLowerCase()) || textFlag(kube.values, "output") !== undefined || hasFlag(kube.values, "watch") || textFlag(kube.values, "selector") !== undefined) return undefined;
  const names = name === undefined ? more : [name];
  const everywhere = hasFlag(kube.values, "all-namespaces");
  const all = kube.view.list("Service", everywhere ? undefined : kube.namespace).filter(({ spec }) => spec.selector !== undefined);
  const meant = names.length === 0 ? all : all.filter(({ metadata }) => names.includes(metadata.name));
  const missing = names.filter((one) => !meant.some(({ metadata }) => metadata.name === one)).map((one) => `Error from server (NotFound): endpoints "${one}" not found`);
  const rows = meant.map((service) => [...(everywhere ? [service.metadata.namespace ?? ""] : []), service.metadata.name, addressesOf(kube, service), age(service.metadata, kube.seen.now)]);
  const head = hasFlag(kube.values, "no-headers") ? [] : [[...(everywhere ? ["NAMESPACE"] : []), "NAME", "ENDPOINTS", "AGE"]];
  const nothing = rows.length === 0 && names.length === 0 ? [everywhere ? "No resources found" : `No resources found in ${kube.namespace} namespace.`] : [];
  const warning = "Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";
  return { kind: "say", lines: rows.length === 0 ? [] : tabbed([...head, ...rows]).map((text) => line(text)), errors: [warning, ...nothing, ...missing], status: missing.length > 0 ? 1 : 0 };
}

function addressesOf({ view }: Kube, { metadata }: Service): string {
  const slices = view.list("EndpointSlice", metadata.namespace).filter((slice: EndpointSlice) => slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name);
  const ready = slices.flatMap(({ endpoints: all, ports }) => all.filter(({ conditions }) => conditions.ready !== false).flatMap(({ addresses }) => addresses.flatMap((address) => ports.map(({ port }) => `${address}:${port}`))));
  return ready.length === 0 ? "<none>" : some(ready);
}
