import type { Cluster } from "../cluster.ts";
import type { Container, EnvVar, Labels, Pod, Secret } from "../objects.ts";

/** The environment of a container, or why it cannot be had. Source: `pkg/kubelet/kubelet_pods.go`, makeEnvironmentVariables. */
export type Environment = { readonly env: readonly string[] } | { readonly missing: string };

class Missing extends Error {}

/** `podIP` and `hostIP` are what a field may ask for and the pod's status does not say yet. */
export function environmentOf(cluster: Cluster, pod: Pod, container: Container, address: { podIP: string; hostIP: string }): Environment {
  const known = new Map<string, string>([["HOSTNAME", pod.spec.hostname ?? pod.metadata.name]]);
  try {
    for (const { configMapRef, secretRef } of container.envFrom ?? []) {
      const data = configMapRef === undefined ? secretOf(cluster, pod, secretRef!.name) : configData(cluster, pod, configMapRef.name);
      for (const key in data) known.set(key, data[key]!);
    }
    for (const variable of container.env ?? []) {
      const value = valueOf(cluster, pod, variable, address);
      if (value !== undefined) known.set(variable.name, expanded(value, known));
    }
  } catch (thrown) {
    if (thrown instanceof Missing) return { missing: thrown.message };
    throw thrown;
  }
  return { env: [...known].map(([name, value]) => `${name}=${value}`) };
}

function valueOf(cluster: Cluster, pod: Pod, { value, valueFrom }: EnvVar, address: { podIP: string; hostIP: string }): string | undefined {
  const { configMapKeyRef: config, secretKeyRef: secret, fieldRef } = valueFrom ?? {};
  if (fieldRef !== undefined) return fieldOf(pod, fieldRef.fieldPath, address);
  if (config !== undefined) return keyed(config, () => configData(cluster, pod, config.name), `ConfigMap ${pod.metadata.namespace ?? "default"}/${config.name}`);
  if (secret !== undefined) return keyed(secret, () => secretOf(cluster, pod, secret.name), `Secret ${pod.metadata.namespace ?? "default"}/${secret.name}`);
  return value ?? "";
}

/** One key of a ConfigMap or Secret; an optional one may be missing. */
function keyed({ key, optional }: { readonly key: string; readonly optional?: boolean }, data: () => Labels, where: string): string | undefined {
  try {
    const found = data()[key];
    if (found === undefined) throw new Missing(`couldn't find key ${key} in ${where}`);
    return found;
  } catch (thrown) {
    if (thrown instanceof Missing && optional === true) return undefined;
    throw thrown;
  }
}

function configData({ store }: Cluster, pod: Pod, name: string): Labels {
  const found = store.get("ConfigMap", `${pod.metadata.namespace ?? "default"}/${name}`);
  if (found === undefined) throw new Missing(`configmap "${name}" not found`);
  return found.data ?? {};
}

function secretOf({ store }: Cluster, pod: Pod, name: string): Labels {
  const found = store.get("Secret", `${pod.metadata.namespace ?? "default"}/${name}`);
  if (found === undefined) throw new Missing(`secret "${name}" not found`);
  return secretData(found);
}

/** What a Secret holds, in plain text. */
export const secretData = ({ data = {} }: Secret): Labels => Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decoded(value)]));

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 of UTF-8 (RFC 4648), as Secrets hold their data. */
function decoded(text: string): string {
  const bits = [...text.replace(/[^A-Za-z0-9+/]/g, "")].map((digit) => DIGITS.indexOf(digit).toString(2).padStart(6, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return decodeURIComponent(bytes.map((byte) => `%${Number.parseInt(byte, 2).toString(16).padStart(2, "0")}`).join(""));
}

/** The downward API: what a pod may know of itself. Source: `pkg/fieldpath/fieldpath.go`. */
function fieldOf({ metadata, spec }: Pod, path: string, { podIP, hostIP }: { podIP: string; hostIP: string }): string {
  const [, map, key = ""] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (map !== undefined) return (map === "labels" ? metadata.labels : metadata.annotations)?.[key] ?? "";
  const fields: Readonly<Record<string, string | undefined>> = {
    "metadata.name": metadata.name, "metadata.namespace": metadata.namespace ?? "default", "metadata.uid": metadata.uid,
    "spec.nodeName": spec.nodeName, "spec.serviceAccountName": spec.serviceAccountName ?? "default", "status.podIP": podIP, "status.hostIP": hostIP,
  };
  return fields[path] ?? "";
}

/** `$(NAME)` is the value of a variable that came before; `$$` is a dollar. Source: `third_party/forked/golang/expansion`. */
const expanded = (text: string, known: ReadonlyMap<string, string>): string =>
  text.replace(/\$\$|\$\(([\w.-]+)\)/g, (all, name?: string) => (name === undefined ? "$" : (known.get(name) ?? all)));
