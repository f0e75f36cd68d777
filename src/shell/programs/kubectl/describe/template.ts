import { seconds } from "../../../../kernel/time.ts";
import { goDuration } from "../../../../world/cluster/duration.ts";
import type { Container, ContainerState, ContainerStatus, EnvVar, PodTemplateSpec, Probe, ProbeHandler, ResourceList, Toleration, TopologySpreadConstraint, Volume } from "../../../../world/cluster/objects.ts";
import { selectorText } from "../../../../world/cluster/printers/table.ts";
import { longInstant } from "../instant.ts";
import { Writer } from "./writer.ts";

/** What describe tells of containers and of what surrounds them. Source: `kubectl/pkg/describe/describe.go`. */

export function describeTemplate(w: Writer, { metadata, spec }: PodTemplateSpec): void {
  w.put(0, "Pod Template:");
  w.labels("Labels", metadata?.labels, 1);
  if (Object.keys(metadata?.annotations ?? {}).length > 0) w.annotations(metadata?.annotations, 1);
  w.field("Service Account", spec.serviceAccountName, 1);
  describeContainers(w, "Init Containers", spec.initContainers ?? [], undefined, "  ");
  describeContainers(w, "Containers", spec.containers, undefined, "  ");
  describeVolumes(w, spec.volumes, "  ");
  describeSpread(w, spec.topologySpreadConstraints, 1);
  w.field("Priority Class Name", spec.priorityClassName, 1);
  w.labels("Node-Selectors", spec.nodeSelector, 1);
  w.many("Tolerations", tolerationLines(spec.tolerations), 1);
}

export const templateLines = (template: PodTemplateSpec): string[] => {
  const w = new Writer();
  describeTemplate(w, template);
  return w.lines();
};

/** Containers with what is known of their lives. In a template everything stands further in: `space`. */
export function describeContainers(w: Writer, title: string, containers: readonly Container[], statuses: readonly ContainerStatus[] | undefined, space: string): void {
  if (containers.length === 0) return;
  w.put(0, `${space}${title}:`);
  for (const one of containers) {
    const status = statuses?.find(({ name }) => name === one.name);
    w.put(1, `${space === "" ? "" : " "}${one.name}:`);
    describeBasics(w, one, status);
    describeWords(w, "Command", one.command);
    describeWords(w, "Args", one.args);
    if (status !== undefined) describeState(w, status);
    describeAmounts(w, "Limits", one.resources?.limits);
    describeAmounts(w, "Requests", one.resources?.requests);
    for (const [name, probe] of [["Liveness", one.livenessProbe], ["Readiness", one.readinessProbe], ["Startup", one.startupProbe]] as const) if (probe !== undefined) w.field(name, probeText(probe), 2);
    describeEnvironment(w, one);
    if ((one.volumeMounts ?? []).length === 0) w.put(2, "Mounts:\t<none>");
    else w.put(2, "Mounts:");
    for (const { mountPath, name, readOnly } of one.volumeMounts ?? []) w.put(3, `${mountPath} from ${name} (${readOnly === true ? "ro" : "rw"})`);
  }
}

function describeBasics(w: Writer, { image = "", ports = [] }: Container, status: ContainerStatus | undefined): void {
  const text = (of: (port: (typeof ports)[number]) => number): string => ports.map((port) => `${of(port)}/${port.protocol ?? "TCP"}${port.name === undefined ? "" : ` (${port.name})`}`).join(", ") || "<none>";
  if (status !== undefined) w.put(2, `Container ID:\t${status.containerID ?? ""}`);
  w.put(2, `Image:\t${image}`);
  if (status !== undefined) w.put(2, `Image ID:\t${(status as { readonly imageID?: string }).imageID ?? ""}`);
  w.put(2, `${ports.length > 1 ? "Ports" : "Port"}:\t${text((port) => port.containerPort)}`);
  w.put(2, `${ports.length > 1 ? "Host Ports" : "Host Port"}:\t${text((port) => port.hostPort ?? 0)}`);
}

function describeWords(w: Writer, title: string, words: readonly string[] | undefined): void {
  if (words === undefined || words.length === 0) return;
  w.put(2, `${title}:`);
  for (const text of words.flatMap((word) => word.split("\n"))) w.put(3, text);
}

function describeState(w: Writer, { state, lastState, ready, restartCount }: ContainerStatus): void {
  describeOne(w, "State", state ?? {});
  if (lastState?.terminated !== undefined) describeOne(w, "Last State", lastState);
  w.put(2, `Ready:\t${ready ? "True" : "False"}`);
  w.put(2, `Restart Count:\t${restartCount}`);
}

function describeOne(w: Writer, name: string, { running, terminated, waiting }: ContainerState): void {
  const time = (at: number | undefined): string => (at === undefined ? "" : longInstant(at));
  w.put(2, `${name}:\t${running === undefined ? (terminated === undefined ? "Waiting" : "Terminated") : "Running"}`);
  if (running !== undefined) return w.put(3, `Started:\t${time(running.startedAt)}`);
  if (terminated === undefined) return waiting?.reason === undefined ? undefined : w.put(3, `Reason:\t${waiting.reason}`);
  w.field("Reason", terminated.reason, 3);
  w.field("Message", terminated.message, 3);
  w.field("Exit Code", terminated.exitCode, 3);
  w.field("Signal", terminated.signal === 0 ? undefined : terminated.signal, 3);
  w.field("Started", time(terminated.startedAt), 3);
  w.field("Finished", time(terminated.finishedAt), 3);
}

function describeAmounts(w: Writer, title: string, list: ResourceList | undefined): void {
  const all = Object.entries(list ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  if (all.length === 0) return;
  w.put(2, `${title}:`);
  for (const [name, amount] of all) w.put(3, `${name}:\t${amount}`);
}

function describeEnvironment(w: Writer, { env = [], envFrom = [] }: Container): void {
  if (envFrom.length > 0) w.put(2, "Environment Variables from:");
  for (const { configMapRef, secretRef } of envFrom) w.put(3, `${configMapRef?.name ?? secretRef?.name}\t${configMapRef === undefined ? "Secret" : "ConfigMap"}\tOptional: false`);
  if (env.length === 0) return w.put(2, "Environment:\t<none>");
  w.put(2, "Environment:");
  for (const one of env) w.put(3, `${one.name}:\t${variableText(one)}`);
}

function variableText({ value = "", valueFrom }: EnvVar): string {
  if (valueFrom === undefined) return value.split("\n")[0]!;
  const { configMapKeyRef, secretKeyRef, fieldRef } = valueFrom;
  if (fieldRef !== undefined) return ` (v1:${fieldRef.fieldPath})`;
  if (configMapKeyRef !== undefined) return `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name}'>\tOptional: ${configMapKeyRef.optional === true}`;
  return `<set to the key '${secretKeyRef?.key}' in secret '${secretKeyRef?.name}'>\tOptional: ${secretKeyRef?.optional === true}`;
}

/** `http-get http://:8080/ready delay=0s timeout=1s period=10s #success=1 #failure=3`. */
function probeText(probe: Probe): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 1, periodSeconds = 10, successThreshold = 1, failureThreshold = 3 } = probe;
  const time = (s: number): string => goDuration(seconds(s));
  return `${handlerText(probe)} delay=${time(initialDelaySeconds)} timeout=${time(timeoutSeconds)} period=${time(periodSeconds)} #success=${successThreshold} #failure=${failureThreshold}`;
}

function handlerText({ httpGet, tcpSocket, exec }: ProbeHandler): string {
  if (httpGet !== undefined) return `http-get ${(httpGet.scheme ?? "HTTP").toLowerCase()}://:${httpGet.port}${httpGet.path ?? "/"}`;
  if (tcpSocket !== undefined) return `tcp-socket :${tcpSocket.port}`;
  return exec === undefined ? "unknown" : `exec [${exec.command.join(" ")}]`;
}

export function describeVolumes(w: Writer, volumes: readonly Volume[] | undefined, space: string): void {
  if (volumes === undefined || volumes.length === 0) return w.put(0, `${space}Volumes:\t<none>`);
  w.put(0, `${space}Volumes:`);
  for (const volume of volumes) {
    w.put(1, `${space === "" ? "" : " "}${volume.name}:`);
    for (const [name, value] of volumeFields(volume)) w.put(2, `${name}:\t${value}`);
  }
}

function volumeFields({ emptyDir, hostPath, configMap, secret, persistentVolumeClaim }: Volume): (readonly [string, string])[] {
  if (emptyDir !== undefined) return [["Type", "EmptyDir (a temporary directory that shares a pod's lifetime)"], ["Medium", emptyDir.medium ?? ""], ["SizeLimit", emptyDir.sizeLimit ?? "<unset>"]];
  if (hostPath !== undefined) return [["Type", "HostPath (bare host directory volume)"], ["Path", hostPath.path], ["HostPathType", ""]];
  if (configMap !== undefined) return [["Type", "ConfigMap (a volume populated by a ConfigMap)"], ["Name", configMap.name], ["Optional", "false"]];
  if (secret !== undefined) return [["Type", "Secret (a volume populated by a Secret)"], ["SecretName", secret.secretName], ["Optional", "false"]];
  return [["Type", "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)"], ["ClaimName", persistentVolumeClaim?.claimName ?? ""], ["ReadOnly", "false"]];
}

/** `node.kubernetes.io/not-ready:NoExecute op=Exists for 300s`. Source: describe.go, printTolerationsMultilineWithIndent. */
export function tolerationLines(tolerations: readonly Toleration[] | undefined): string[] {
  return (tolerations ?? []).toSorted((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1)).map(({ key = "", operator = "Equal", value = "", effect = "", tolerationSeconds }) => {
    const head = `${key}${value === "" ? "" : `=${value}`}${effect === "" ? "" : `:${effect}`}`;
    return `${head}${operator === "Exists" && value === "" ? `${head === "" ? "" : " "}op=Exists` : ""}${tolerationSeconds === undefined ? "" : ` for ${tolerationSeconds}s`}`;
  });
}

export function describeSpread(w: Writer, constraints: readonly TopologySpreadConstraint[] | undefined, level: number): void {
  if (constraints === undefined || constraints.length === 0) return;
  const texts = constraints.map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) => `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${labelSelector === undefined ? "" : ` for selector ${selectorText(labelSelector)}`}`);
  w.many("Topology Spread Constraints", texts, level);
}
