import { isValidLabelKey } from "../../label-selector.ts";
import { compare, mustParse, parseQuantity } from "../../quantity.ts";
import type { Container, ContainerPort, Pod, PodSpec, Probe, ProbeHandler, Toleration } from "../core.ts";
import type { ResourceList } from "../meta.ts";
import { podQOS } from "../../kubelet/qos.ts";
import { same } from "../../same.ts";
import { forbidden, invalid, LABEL_RULE, nameProblems, notFound, notNegative, required, twice, unsupported, type Problem } from "./problems.ts";

/** What is wrong with a pod's spec. Source: `pkg/apis/core/validation/validation.go`, ValidatePodSpec. */
export function podSpecProblems(path: string, spec: PodSpec | undefined): Problem[] {
  if (spec === undefined) return [required(`${path}.containers`)];
  const { containers, initContainers = [], volumes = [] } = spec;
  const volumeNames = volumes.map(({ name }) => name);
  return [
    ...(containers.length === 0 ? [required(`${path}.containers`)] : []),
    ...volumes.flatMap((volume, place) => (Object.keys(volume).length < 2 ? [required(`${path}.volumes[${place}]`, "must specify a volume type")] : nameProblems(`${path}.volumes[${place}].name`, volume.name ?? "", LABEL_RULE))),
    ...twice(`${path}.volumes`, "name", volumeNames),
    ...containers.flatMap((c, place) => containerProblems(`${path}.containers[${place}]`, c, volumeNames)),
    ...twice(`${path}.containers`, "name", containers.map(({ name }) => name)),
    ...initContainers.flatMap((c, place) => containerProblems(`${path}.initContainers[${place}]`, c, volumeNames, c.restartPolicy === "Always")),
    ...(spec.tolerations ?? []).flatMap((t, place) => tolerationProblems(`${path}.tolerations[${place}]`, t)),
    ...spreadProblems(`${path}.topologySpreadConstraints`, spec),
    ...notNegative(`${path}.terminationGracePeriodSeconds`, spec.terminationGracePeriodSeconds),
    ...(spec.activeDeadlineSeconds !== undefined && spec.activeDeadlineSeconds < 1 ? [invalid(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, "must be between 1 and 2147483647, inclusive")] : []),
  ];
}

function containerProblems(path: string, c: Container, volumes: readonly string[], probed = true): Problem[] {
  const { livenessProbe, readinessProbe, startupProbe } = c;
  return [
    ...(c.name === undefined || c.name === "" ? [required(`${path}.name`)] : nameProblems(`${path}.name`, c.name, LABEL_RULE)),
    ...(c.image === undefined || c.image === "" ? [required(`${path}.image`)] : c.image.trim() === c.image ? [] : [invalid(`${path}.image`, c.image, "must not have leading or trailing whitespace")]),
    ...(c.ports ?? []).flatMap((port, place) => portProblems(`${path}.ports[${place}]`, port)),
    ...(c.env ?? []).flatMap((one, place) => (one.name === undefined || one.name === "" ? [required(`${path}.env[${place}].name`)] : one.value !== undefined && one.value !== "" && one.valueFrom !== undefined ? [invalid(`${path}.env[${place}].valueFrom`, "", "may not be specified when `value` is not empty")] : [])),
    ...(c.volumeMounts ?? []).flatMap((mount, place) => [
      ...(volumes.includes(mount.name) ? [] : [notFound(`${path}.volumeMounts[${place}].name`, mount.name)]),
      ...(mount.mountPath === undefined || mount.mountPath === "" ? [required(`${path}.volumeMounts[${place}].mountPath`)] : []),
    ]),
    ...resourceProblems(`${path}.resources`, c.resources?.requests, c.resources?.limits),
    ...(probed ? [] : [livenessProbe, readinessProbe, startupProbe].flatMap((probe, place) => (probe === undefined ? [] : [forbidden(`${path}.${["livenessProbe", "readinessProbe", "startupProbe"][place]}`, "may not be set for init containers without restartPolicy=Always")]))),
    ...probeProblems(`${path}.livenessProbe`, livenessProbe, true),
    ...probeProblems(`${path}.readinessProbe`, readinessProbe, false),
    ...probeProblems(`${path}.startupProbe`, startupProbe, true),
    ...(c.lifecycle?.preStop === undefined ? [] : handlerProblems(`${path}.lifecycle.preStop`, c.lifecycle.preStop)),
    ...(c.lifecycle?.postStart === undefined ? [] : handlerProblems(`${path}.lifecycle.postStart`, c.lifecycle.postStart)),
  ];
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
export const PORT_RANGE = "must be between 1 and 65535, inclusive";

const portProblems = (path: string, { containerPort, hostPort }: ContainerPort): Problem[] => [
  ...(containerPort === undefined || containerPort === 0 ? [required(`${path}.containerPort`)] : isPort(containerPort) ? [] : [invalid(`${path}.containerPort`, containerPort, PORT_RANGE)]),
  ...(hostPort === undefined || isPort(hostPort) ? [] : [invalid(`${path}.hostPort`, hostPort, PORT_RANGE)]),
];

const STANDARD = ["cpu", "memory", "ephemeral-storage"];
const isExtended = (name: string): boolean => name.includes("/") && !name.startsWith("kubernetes.io/") && !name.startsWith("requests.");

/** Source: `validation.go`, ValidateResourceRequirements: whole pieces of what cannot be shared, and never more asked than allowed. */
function resourceProblems(path: string, requests: ResourceList | undefined, limits: ResourceList | undefined): Problem[] {
  const each = (list: ResourceList | undefined, at: string): Problem[] => Object.entries(list ?? {}).flatMap(([name, text]) => {
    const quantity = parseQuantity(text);
    const known = STANDARD.includes(name) || name.startsWith("hugepages-") || (name.includes("/") && isValidLabelKey(name));
    if (!known) return [invalid(at, name, "must be a standard resource type or fully qualified"), invalid(at, name, "must be a standard resource for containers")];
    if (quantity === undefined || quantity.nanos < 0n) return [invalid(`${at}[${name}]`, text, "must be greater than or equal to 0")];
    return isExtended(name) && quantity.nanos % 1_000_000_000n !== 0n ? [invalid(`${at}[${name}]`, text, "must be an integer")] : [];
  });
  const wrong = [...each(limits, `${path}.limits`), ...each(requests, `${path}.requests`)];
  if (wrong.length > 0) return wrong;
  return Object.entries(requests ?? {}).flatMap(([name, text]) => {
    const limit = limits?.[name];
    if (limit === undefined) return isExtended(name) ? [required(`${path}.limits`, "Limit must be set for non overcommitable resources")] : [];
    const order = compare(mustParse(text), mustParse(limit));
    if (isExtended(name) && order !== 0) return [invalid(`${path}.requests`, text, `must be equal to ${name} limit of ${limit}`)];
    return order > 0 ? [invalid(`${path}.requests`, text, `must be less than or equal to ${name} limit of ${limit}`)] : [];
  });
}

const HANDLERS = ["exec", "httpGet", "tcpSocket", "sleep"] as const;

function handlerProblems(path: string, handler: ProbeHandler): Problem[] {
  const given = HANDLERS.filter((one) => handler[one] !== undefined);
  if (given.length === 0) return [required(path, "must specify a handler type")];
  const port = handler.httpGet?.port ?? handler.tcpSocket?.port;
  const more = given.slice(1).map((one) => forbidden(`${path}.${one}`, "may not specify more than 1 handler type"));
  const wrong = typeof port === "number" && !isPort(port) ? [invalid(`${path}.${given[0]}.port`, port, PORT_RANGE)] : [];
  return [...more, ...wrong, ...(handler.exec !== undefined && (handler.exec.command ?? []).length === 0 ? [required(`${path}.exec.command`)] : [])];
}

const SECONDS = ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"] as const;

function probeProblems(path: string, probe: Probe | undefined, once: boolean): Problem[] {
  if (probe === undefined) return [];
  const { successThreshold = 1 } = probe;
  return [...handlerProblems(path, probe), ...SECONDS.flatMap((name) => notNegative(`${path}.${name}`, probe[name])), ...(once && successThreshold !== 1 ? [invalid(`${path}.successThreshold`, successThreshold, "must be 1")] : [])];
}

function tolerationProblems(path: string, { key, operator = "Equal", value, effect, tolerationSeconds }: Toleration): Problem[] {
  const problems: Problem[] = [];
  if ((key === undefined || key === "") && operator !== "Exists") problems.push(invalid(`${path}.operator`, operator, "operator must be Exists when `key` is empty, which means \"match all values and all keys\""));
  if (operator === "Exists" && value !== undefined && value !== "") problems.push(invalid(`${path}.operator`, value, "value must be empty when `operator` is 'Exists'"));
  if (tolerationSeconds !== undefined && effect !== "NoExecute") problems.push(invalid(`${path}.effect`, effect ?? "", "effect must be 'NoExecute' when `tolerationSeconds` is set"));
  return problems;
}

const spreadProblems = (path: string, { topologySpreadConstraints = [] }: PodSpec): Problem[] =>
  topologySpreadConstraints.flatMap(({ maxSkew, topologyKey, whenUnsatisfiable }, place) => [
    ...(maxSkew > 0 ? [] : [invalid(`${path}[${place}].maxSkew`, maxSkew ?? 0, "must be greater than zero")]),
    ...(topologyKey === undefined || topologyKey === "" ? [required(`${path}[${place}].topologyKey`, "can not be empty")] : []),
    ...(whenUnsatisfiable === undefined ? [unsupported(`${path}[${place}].whenUnsatisfiable`, "", ["DoNotSchedule", "ScheduleAnyway"])] : []),
  ]);

const CHANGEABLE = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

/** What of a pod may still be changed: its images, and little else. Source: `validation.go`, ValidatePodUpdate. */
export function podUpdateProblems(before: Pod, after: Pod): Problem[] {
  return same(fixed(before.spec), fixed(after.spec)) ? [] : [forbidden("spec", CHANGEABLE)];
}

/** What of a pod that runs may be resized: cpu and memory of its containers, within its class. Source: `validation.go`, ValidatePodResize. */
export function podResizeProblems(before: Pod, after: Pod): Problem[] {
  const others = ({ spec }: Pod): unknown => {
    const plain = ({ resources = {}, ...rest }: Container) => [rest, unsized(resources.requests), unsized(resources.limits)];
    return { ...spec, containers: spec.containers.map(plain), initContainers: (spec.initContainers ?? []).map(plain) };
  };
  if (!same(others(before), others(after))) return [forbidden("spec", "only cpu and memory resources are mutable")];
  return podQOS(before.spec) === podQOS(after.spec) ? [] : [invalid("spec", podQOS(after.spec), "Pod QOS Class may not change as a result of resizing")];
}

const unsized = (list: ResourceList = {}): unknown => Object.entries(list).filter(([name]) => name !== "cpu" && name !== "memory");

function fixed({ activeDeadlineSeconds: _deadline, tolerations: _tolerations, nodeName: _node, schedulingGates: _gates, ...spec }: PodSpec): unknown {
  const plain = ({ image: _image, imagePullPolicy: _policy, ...rest }: Container) => rest;
  return { ...spec, containers: spec.containers.map(plain), initContainers: (spec.initContainers ?? []).map(plain) };
}
