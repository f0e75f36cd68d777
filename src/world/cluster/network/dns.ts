import type { Store } from "../store.ts";
import { isPodReady, type Pod } from "../objects.ts";

/** The domain of the cluster. Source: `clusterDomain` of the kubelet. */
const DOMAIN = "cluster.local";

/**
 * What the cluster's DNS answers to a name, asked from a namespace: the virtual address of a service, the addresses of the
 * ready pods behind one without, of one pod by its host name, or another name. Undefined: no such name.
 * Short names are completed as the search list of a pod's resolv.conf has it: own namespace, `svc`, the domain.
 * Source: CoreDNS plugin kubernetes; `dns/specification.md` of Kubernetes.
 */
export function resolveName(store: Store, namespace: string, name: string): readonly string[] | undefined {
  if (/^\d+(\.\d+){3}$/.test(name)) return [name];
  for (const suffix of [`.${namespace}.svc.${DOMAIN}`, `.svc.${DOMAIN}`, `.${DOMAIN}`, ""]) {
    const found = answer(store, name + suffix);
    if (found !== undefined) return found;
  }
  return undefined;
}

function answer(store: Store, full: string): readonly string[] | undefined {
  if (!full.endsWith(`.svc.${DOMAIN}`)) return undefined;
  const parts = full.slice(0, -`.svc.${DOMAIN}`.length).split(".");
  const [service, namespace] = parts.slice(-2);
  if (parts.length < 2 || parts.length > 3) return undefined;
  const found = store.get("Service", `${namespace}/${service}`);
  if (found === undefined) return undefined;
  const { clusterIP, externalName, selector, publishNotReadyAddresses } = found.spec;
  if (externalName !== undefined) return [externalName];
  if (clusterIP !== undefined && clusterIP !== "None") return parts.length === 2 ? [clusterIP] : undefined;
  const pods = store.podsWith(namespace!, selector ?? {}).filter((pod) => pod.status.podIP !== undefined && (publishNotReadyAddresses === true || isPodReady(pod)));
  const named = parts.length === 2 ? pods : pods.filter((pod) => isCalled(pod, parts[0]!, service!));
  return named.length === 0 ? undefined : named.map(({ status }) => status.podIP!);
}

/** A pod has a name of its own when it says which service it belongs to. */
const isCalled = ({ spec }: Pod, hostname: string, subdomain: string): boolean => spec.hostname === hostname && spec.subdomain === subdomain;
