import type { ContainerRow, ImageRow, NetworkRow, VolumeRow } from "../../../world/containers/observed.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Reply, Seat } from "../../verb.ts";
import { said } from "../say.ts";
import { docker, findContainer } from "./container.ts";
import { findImage } from "./image.ts";
import { stamp } from "./show.ts";
import { fill, type Value } from "./template.ts";

/** `docker inspect`: what is known of a thing, under the engine API's own names. What is not modelled is not there. */
export const inspect = docker({
  path: "inspect",
  about: "all that is known of a container, image, network or volume",
  flags: [
    { name: "--format", short: "-f", about: "a template: {{.State.Pid}}", value: "template" },
    { name: "--type", about: "container, image, network or volume", value: "type" },
  ],
  args: [{ name: "name", about: "of a container, an image, a network or a volume", completes: "container", many: true }],
  unmodelled: ["-s", "--size"],
  example: "docker inspect -f '{{.State.Pid}}' web",
  run: ({ args, flags }, seen, seat) => inspected(args, flags.format, (key) => anything(key, flags.type, seen, seat), (key) => `error: no such object: ${key}`),
});

function anything(key: string, type: string | true | undefined, seen: Observation, seat: Seat): Value | undefined {
  const c = type === undefined || type === "container" ? findContainer(key, seen, seat) : undefined;
  if (c !== undefined) return containerValue(c, seen);
  const image = type === undefined || type === "image" ? findImage(key, seen, seat) : undefined;
  if (image !== undefined) return imageValue(image, seen);
  const network = type === undefined || type === "network" ? networkNamed(key, seen, seat) : undefined;
  if (network !== undefined) return networkValue(network, seen);
  const volume = type === undefined || type === "volume" ? volumeNamed(key, seen, seat) : undefined;
  return volume === undefined ? undefined : volumeValue(volume);
}

export function inspected(keys: readonly string[], format: string | true | undefined, find: (key: string) => Value | undefined, absent: (key: string) => string): Reply {
  const errors = keys.filter((key) => find(key) === undefined).map(absent);
  const values = keys.flatMap((key) => find(key) ?? []) as Value[];
  if (typeof format !== "string") return said(JSON.stringify(values, null, 4).split("\n"), errors);
  const filled = values.map((value) => fill(format, value));
  const lines = filled.filter((one) => typeof one === "string").flatMap((one) => one.split("\n"));
  return said(lines, [...errors, ...filled.flatMap((one) => (typeof one === "string" ? [] : [one.wrong]))]);
}

export const networkNamed = (key: string, seen: Observation, seat: Seat): NetworkRow | undefined => seen.tables.networks.find((n) => n.machine === seat.machine && (n.name === key || (key.length > 3 && n.id.startsWith(key))));
export const volumeNamed = (key: string, seen: Observation, seat: Seat): VolumeRow | undefined => seen.tables.volumes.find((v) => v.machine === seat.machine && v.name === key);

const time = (at: number): string => (at < 0 ? "0001-01-01T00:00:00Z" : stamp(at));
const list = (text: string): string[] => text.split(",").filter((one) => one !== "");
const bytes = (limit: number): number => (limit > 0 ? limit : 0);

function containerValue(c: ContainerRow, seen: Observation): Value {
  const words = JSON.parse(c.argv) as string[];
  const endpoints = seen.tables.endpoints.filter((e) => e.container_id === c.id);
  const [policy = "no", most = "0"] = c.restart_policy.split(":");
  return {
    Id: c.id, Created: time(c.created_s), Path: words[0] ?? "", Args: words.slice(1),
    State: {
      Status: c.status, Running: c.running || c.status === "paused", Paused: c.status === "paused", Restarting: c.status === "restarting", OOMKilled: c.oom_killed, Dead: false, Pid: c.pid, ExitCode: c.running ? 0 : c.exit_code,
      Error: c.error, StartedAt: time(c.started_s), FinishedAt: time(c.finished_s),
    },
    Image: `sha256:${c.image_id}`, Name: `/${c.name}`, RestartCount: c.restarts, Driver: "overlay2", Platform: "linux",
    HostConfig: {
      NetworkMode: c.network, PortBindings: Object.fromEntries(list(c.ports).map(bindingOf)), RestartPolicy: { Name: policy, MaximumRetryCount: Number(most) }, AutoRemove: c.auto_remove,
      CapAdd: listOrNull(c.cap_add), CapDrop: listOrNull(c.cap_drop), Privileged: c.privileged, ReadonlyRootfs: c.read_only, SecurityOpt: listOrNull(c.security), Runtime: c.runtime,
      NanoCpus: c.cpus > 0 ? Math.round(c.cpus * 1e9) : 0, CpuShares: bytes(c.cpu_shares), CpusetCpus: c.cpuset, Memory: bytes(c.memory_limit), MemorySwap: c.memory_swap > 0 ? c.memory_swap : c.memory_swap === -2 ? -1 : 2 * bytes(c.memory_limit), PidsLimit: c.pids_limit > 0 ? c.pids_limit : null,
      Tmpfs: Object.fromEntries(mountsOf(c, seen).filter((m) => m.kind === "tmpfs").map((m) => [m.path, ""])),
    },
    Mounts: mountsOf(c, seen).filter((m) => m.kind !== "tmpfs").map((m) => mountValue(m.kind, m.source, m.path, !m.read_only)),
    Config: { Hostname: c.hostname, User: c.user === "root" ? "" : c.user, Tty: c.terminal !== "", Env: c.env.split("\n"), Cmd: words, Image: c.image },
    NetworkSettings: {
      Ports: Object.fromEntries(list(c.ports).map(bindingOf)), IPAddress: endpoints.find((e) => e.network === "bridge")?.address ?? "",
      Networks: Object.fromEntries(endpoints.map((e) => [e.network, endpointValue(e.network, e.address, e.mac, e.aliases, seen, c.machine)])),
    },
  };
}

const mountsOf = (c: ContainerRow, seen: Observation) => seen.tables.mounts.filter((m) => m.container === c.id);
const listOrNull = (text: string): Value => (text === "" ? null : list(text));

function bindingOf(text: string): [string, Value] {
  const [outer = "", inner = ""] = text.split("->");
  return [inner, [{ HostIp: outer.slice(0, outer.lastIndexOf(":")), HostPort: outer.slice(outer.lastIndexOf(":") + 1) }]];
}

function mountValue(kind: string, source: string, path: string, writable: boolean): Value {
  const from = kind === "volume" ? { Name: source, Source: `/var/lib/docker/volumes/${source}/_data`, Driver: "local" } : { Source: source };
  return { Type: kind, ...from, Destination: path, Mode: writable ? "" : "ro", RW: writable };
}

function endpointValue(network: string, address: string, mac: string, aliases: string, seen: Observation, machine: string): Value {
  const found = seen.tables.networks.find((n) => n.machine === machine && n.name === network);
  return { Aliases: listOrNull(aliases), MacAddress: mac, NetworkID: found?.id ?? "", Gateway: found?.gateway ?? "", IPAddress: address, IPPrefixLen: 16 };
}

function imageValue(image: ImageRow, seen: Observation): Value {
  const layers = seen.tables.layers.filter((l) => l.machine === image.machine && l.image === image.id).sort((a, b) => a.place - b.place);
  return {
    Id: `sha256:${image.id}`, RepoTags: [`${image.repository}:${image.tag}`], Architecture: "amd64", Os: "linux", Size: image.size, Config: { Cmd: JSON.parse(image.cmd) as string[] },
    RootFS: { Type: "layers", Layers: layers.map((l) => `sha256:${l.digest}`) },
  };
}

export function networkValue(n: NetworkRow, seen: Observation): Value {
  const endpoints = seen.tables.endpoints.filter((e) => e.machine === n.machine && e.network === n.name);
  return {
    Name: n.name, Id: n.id, Created: time(n.created_s), Scope: "local", Driver: n.driver, IPAM: { Driver: "default", Config: n.subnet === "" ? [] : [{ Subnet: n.subnet, Gateway: n.gateway }] },
    Internal: false, Containers: Object.fromEntries(endpoints.map((e) => [e.container_id, { Name: e.container, MacAddress: e.mac, IPv4Address: `${e.address}/16` }])),
  };
}

export const volumeValue = (v: VolumeRow): Value => ({ CreatedAt: time(v.created_s), Driver: "local", Labels: null, Mountpoint: `/var/lib/docker/volumes/${v.name}/_data`, Name: v.name, Options: null, Scope: "local" });
