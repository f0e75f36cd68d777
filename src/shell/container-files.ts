import type { ContainerRow, FileRow } from "../world/containers/observed.ts";
import type { Observation } from "../world/observation.ts";
import { rootOf } from "./inside.ts";
import type { Seat } from "./verb.ts";

/** The files of the container that a seat is in: those of its image, its writable layer and its mounts. */

const filesAt = (seen: Observation, seat: Seat): readonly FileRow[] | undefined => {
  const root = rootOf(seat, seen);
  return root === undefined ? undefined : seen.tables.files.filter((f) => f.container === root.id);
};

/** Whether a path is the kernel's own, the same in every container: /proc and /sys. */
const isKernels = (path: string): boolean => /^\/(proc|sys)(\/|$)/.test(path);

/** Lines of a file of the container; undefined when the seat is in none, or the path is the kernel's. */
export function readInside(path: string, seen: Observation, seat: Seat): { readonly lines: readonly string[] } | { readonly refused: string } | undefined {
  const files = isKernels(path) ? undefined : filesAt(seen, seat);
  if (files === undefined) return undefined;
  const own = engineFile(path, seen, seat);
  if (own !== undefined) return { lines: own };
  const file = files.find((f) => f.path === path);
  if (file === undefined) return { refused: directoryInside(path, seen, seat) === undefined ? "No such file or directory" : "Is a directory" };
  return file.readable ? { lines: file.text.replace(/\n$/, "").split("\n") } : { refused: `its ${file.bytes} bytes are not modelled here, only how many there are` };
}

/** Files that the engine writes for every container. */
function engineFile(path: string, seen: Observation, seat: Seat): readonly string[] | undefined {
  const c = rootOf(seat, seen)!;
  if (path === "/etc/hostname") return [c.hostname];
  if (path === "/etc/hosts" && c.pod !== "") return podHosts(c, seen);
  if (path === "/etc/hosts") return ["127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback", ...(c.address === "" ? [] : [`${c.address}\t${c.hostname}`])];
  if (path !== "/etc/resolv.conf") return undefined;
  if (c.pod !== "" && seen.cluster !== undefined) return podResolver(c.pod_namespace, seen.cluster.spec.serviceSubnet);
  const dns = seen.tables.networks.some((n) => n.machine === c.machine && n.dns && c.networks.split(",").includes(n.name));
  return dns ? ["nameserver 127.0.0.11", "options ndots:0"] : ["nameserver 10.0.0.2"];
}

/** The pod's own name and address. Source: `pkg/kubelet/kubelet_pods.go`, managedHostsFileContent. */
function podHosts({ pod, pod_namespace, hostname }: ContainerRow, { cluster }: Observation): string[] {
  const address = cluster?.get("Pod", `${pod_namespace}/${pod}`)?.status.podIP;
  const usual = ["127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback", "fe00::0\tip6-localnet", "fe00::0\tip6-mcastprefix", "fe00::1\tip6-allnodes", "fe00::2\tip6-allrouters"];
  return ["# Kubernetes-managed hosts file.", ...usual, ...(address === undefined ? [] : [`${address}\t${hostname}`])];
}

/** What the kubelet writes for a pod: short names are completed, and the cluster's DNS is asked. Source: `pkg/kubelet/network/dns/dns.go`. */
const podResolver = (namespace: string, serviceSubnet: string): string[] =>
  [`search ${namespace}.svc.cluster.local svc.cluster.local cluster.local`, `nameserver ${serviceSubnet}.0.10`, "options ndots:5"];

/** Names in a directory of the container; undefined when there is none, or the seat is in no container. */
export function directoryInside(path: string, seen: Observation, seat: Seat): readonly string[] | undefined {
  const files = isKernels(path) ? undefined : filesAt(seen, seat);
  if (files === undefined) return undefined;
  const mounts = seen.tables.mounts.filter((m) => m.container === rootOf(seat, seen)!.id).map((m) => `${m.path}/.`);
  const before = path === "/" ? "/" : `${path}/`;
  const known = [...files.map((f) => f.path), ...mounts, ...USUAL.map((name) => `/${name}/.`), "/etc/hostname", "/etc/hosts", "/etc/resolv.conf"];
  const names = new Set(known.filter((one) => one.startsWith(before)).map((one) => one.slice(before.length).split("/")[0]!));
  names.delete(".");
  return names.size === 0 && !known.some((one) => one === `${path}/.`) ? undefined : [...names].sort();
}

const USUAL = ["bin", "dev", "etc", "home", "proc", "root", "run", "sys", "tmp", "usr", "var"];

export const isInContainer = (seen: Observation, seat: Seat): boolean => rootOf(seat, seen) !== undefined;
