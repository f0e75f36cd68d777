import type { Container, LimitRangeItem, Pod, ResourceList, ResourceRequirements } from "../objects.ts";
import { amountOf, podRequests } from "../pod-requests.ts";
import type { Store } from "../store.ts";

/** Source: `plugin/pkg/admission/limitranger/admission.go`. */
const itemsIn = (store: Store, { metadata }: Pod, type: LimitRangeItem["type"]): LimitRangeItem[] =>
  store.inNamespace("LimitRange", metadata.namespace ?? "default").flatMap(({ spec }) => spec.limits.filter((item) => item.type === type));

/** A default that is not written follows from the next: limits from the most, requests from the limits, then from the least. Source: `pkg/apis/core/v1/defaults.go`, SetDefaults_LimitRangeItem. */
const defaultLimits = ({ default: limits, max }: LimitRangeItem): ResourceList => ({ ...max, ...limits });
const defaultRequests = (item: LimitRangeItem): ResourceList => ({ ...item.min, ...defaultLimits(item), ...item.defaultRequest });

/** Gives containers the requests and limits of the namespace where they have none. Source: mergePodResourceRequirements. */
export function withLimitRanges(store: Store, pod: Pod): Pod {
  const items = itemsIn(store, pod, "Container");
  if (items.length === 0) return pod;
  const fill = (container: Container): Container => items.reduce((c, item) => ({ ...c, resources: filled(c.resources, item) }), container);
  const { containers, initContainers } = pod.spec;
  return { ...pod, spec: { ...pod.spec, containers: containers.map(fill), ...(initContainers && { initContainers: initContainers.map(fill) }) } };
}

const filled = (resources: ResourceRequirements | undefined, item: LimitRangeItem): ResourceRequirements => ({
  requests: { ...defaultRequests(item), ...resources?.limits, ...resources?.requests }, limits: { ...defaultLimits(item), ...resources?.limits },
});

/** Everything that is out of the namespace's range. Source: PodValidateLimitFunc. */
export function limitRangeRefusal(store: Store, pod: Pod): string | undefined {
  const { containers, initContainers = [] } = pod.spec;
  const ofContainers = itemsIn(store, pod, "Container").flatMap((item) => [...containers, ...initContainers].flatMap(({ resources = {} }) => outside(item, resources)));
  const ofPod = itemsIn(store, pod, "Pod").flatMap((item) => outside(item, together(pod)));
  const said = [...new Set([...ofContainers, ...ofPod])];
  return said.length === 0 ? undefined : said.length === 1 ? said[0] : `[${said.join(", ")}]`;
}

/** What all containers ask for together; a limit only where each has one. */
function together({ spec }: Pod): ResourceRequirements {
  const requests = podRequests(spec);
  const limits = Object.keys(spec.containers[0]?.resources?.limits ?? {}).filter((name) => spec.containers.every(({ resources }) => resources?.limits?.[name] !== undefined));
  const text = (name: string, amount: number): [string, string] => [name, name === "cpu" ? `${amount}m` : `${amount}`];
  return {
    requests: Object.fromEntries(Object.entries(requests).map(([name, amount]) => text(name, amount))),
    limits: Object.fromEntries(limits.map((name) => text(name, spec.containers.reduce((sum, { resources }) => sum + amountOf(name, resources!.limits![name]!), 0)))),
  };
}

function outside({ type, min = {}, max = {} }: LimitRangeItem, { requests = {}, limits = {} }: ResourceRequirements): string[] {
  const less = (name: string, a: string | undefined, b: string): boolean => a !== undefined && amountOf(name, a) < amountOf(name, b);
  const said = (which: string, name: string, edge: string, but: string): string => `${which} ${name} usage per ${type} is ${edge}${but}`;
  const tooLittle = Object.entries(min).flatMap(([name, edge]) => {
    if (requests[name] === undefined) return [said("minimum", name, edge, ".  No request is specified")];
    if (less(name, requests[name], edge)) return [said("minimum", name, edge, `, but request is ${requests[name]}`)];
    return less(name, limits[name], edge) ? [said("minimum", name, edge, `, but limit is ${limits[name]}`)] : [];
  });
  const tooMuch = Object.entries(max).flatMap(([name, edge]) => {
    if (limits[name] === undefined) return [said("maximum", name, edge, ".  No limit is specified")];
    if (less(name, edge, limits[name])) return [said("maximum", name, edge, `, but limit is ${limits[name]}`)];
    return requests[name] !== undefined && less(name, edge, requests[name]) ? [said("maximum", name, edge, `, but request is ${requests[name]}`)] : [];
  });
  return [...tooLittle, ...tooMuch];
}
