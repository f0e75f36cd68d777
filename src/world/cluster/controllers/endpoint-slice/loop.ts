import { keyOf } from "../../kinds.ts";
import { containsLabels } from "../../label-selector.ts";
import type { Control, Loop } from "../../loop.ts";
import { randomSuffix } from "../../names.ts";
import { isPodReady, type Endpoint, type EndpointSlice, type Pod, type Service } from "../../objects.ts";
import { same } from "../../same.ts";
import type { Change } from "../../store.ts";
import { create, remove, update } from "../../write.ts";
import { controllerRef, itself } from "../controller-ref.ts";
import { endpointGroups, type EndpointGroup } from "./endpoints.ts";
import { packEndpoints } from "./slices.ts";

const SERVICE_NAME_LABEL = "kubernetes.io/service-name";

/**
 * Writes down which pods stand behind each service, and which of them are ready. Pods that begin, end, become ready or
 * are to be deleted change it. Source: `staging/src/k8s.io/endpointslice/reconciler.go`, `pkg/controller/endpointslice`.
 */
export const endpointSliceLoop: Loop = {
  name: "endpointslice",
  hears: {
    Service: itself,
    Pod: servicesOf,
    EndpointSlice: ({ before, after }) => (after === undefined ? [`${before!.metadata.namespace}/${before!.metadata.labels?.[SERVICE_NAME_LABEL]}`] : []),
  },
  sync(control, key) {
    const { store } = control.cluster;
    const service = store.get("Service", key);
    const { selector, type } = service?.spec ?? {};
    if (service === undefined || selector === undefined || type === "ExternalName") return;
    const groups = endpointGroups(service, store.podsWith(service.metadata.namespace ?? "default", selector), store);
    reconcile(control, service, groups, store.ownedBy(service.metadata.uid!, "EndpointSlice"));
  },
};

/** Services that select a pod, or did, when something changed that endpoints tell of. */
function servicesOf({ before, after }: Change<"Pod">, { store }: Control["cluster"]): string[] {
  if (before !== undefined && after !== undefined && tellsTheSame(before, after)) return [];
  const [was, is] = [before?.metadata.labels, after?.metadata.labels];
  const { namespace = "default" } = (after ?? before)!.metadata;
  return store.inNamespace("Service", namespace).filter(({ spec: { selector } }) => selector !== undefined && (matches(selector, was) || matches(selector, is))).map(({ metadata }) => keyOf("Service", metadata));
}

const matches = (selector: NonNullable<Service["spec"]["selector"]>, labels: Pod["metadata"]["labels"]): boolean =>
  labels !== undefined && Object.keys(selector).length > 0 && containsLabels(labels, selector);

/** Source: `endpointslice/util/controller_utils.go`, podEndpointsChanged. */
const tellsTheSame = (a: Pod, b: Pod): boolean =>
  a.status.podIP === b.status.podIP && isPodReady(a) === isPodReady(b) && isLeaving(a) === isLeaving(b) && a.spec.nodeName === b.spec.nodeName
  && hasEnded(a) === hasEnded(b) && same(a.metadata.labels, b.metadata.labels);

const isLeaving = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;
const hasEnded = ({ status }: Pod): boolean => status.phase === "Succeeded" || status.phase === "Failed";

/** A service without any endpoint keeps one empty slice. */
function reconcile(control: Control, service: Service, groups: readonly EndpointGroup[], slices: readonly EndpointSlice[]): void {
  const wanted = groups.length > 0 ? groups : [{ ports: [], endpoints: [] }];
  const orphans = slices.filter(({ ports }) => !wanted.some((group) => same(group.ports, ports)));
  for (const slice of orphans) remove(control, "EndpointSlice", keyOf("EndpointSlice", slice.metadata));
  for (const group of wanted) {
    const own = slices.filter(({ ports }) => same(group.ports, ports));
    if (groups.length === 0) keepPlaceholder(control, service, own);
    else carryOut(control, service, group, own);
  }
}

function keepPlaceholder(control: Control, service: Service, own: readonly EndpointSlice[]): void {
  if (own.length === 0) make(control, service, [], []);
}

function carryOut(control: Control, service: Service, group: EndpointGroup, own: readonly EndpointSlice[]): void {
  const changes = packEndpoints(own, group);
  for (const { slice, endpoints } of changes.update) update(control, "EndpointSlice", keyOf("EndpointSlice", slice.metadata), (s) => ({ ...s, endpoints }));
  for (const slice of changes.remove) remove(control, "EndpointSlice", keyOf("EndpointSlice", slice.metadata));
  for (const endpoints of changes.create) make(control, service, group.ports, endpoints);
}

function make(control: Control, service: Service, ports: EndpointSlice["ports"], endpoints: readonly Endpoint[]): void {
  const { name, namespace = "default", labels } = service.metadata;
  create(control, "EndpointSlice", {
    metadata: {
      name: `${name}-${randomSuffix(control.env.random)}`, namespace, generateName: `${name}-`,
      labels: { ...labels, "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io", [SERVICE_NAME_LABEL]: name },
      ownerReferences: [controllerRef("Service", service)],
    },
    addressType: "IPv4", endpoints, ports,
  });
}
