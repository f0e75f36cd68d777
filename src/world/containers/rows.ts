import { SECOND, toSeconds, type Nanos } from "../../kernel/time.ts";
import { runningKernel, type Machine } from "../machine/machine.ts";
import type { View } from "../machine/namespaces.ts";
import { inGroup } from "../machine/groups.ts";
import { rateOf, useOf } from "../machine/window.ts";
import type { World } from "../state.ts";
import { ask, asksOf, programFor } from "./asks.ts";
import { webAnswer } from "./web-root.ts";
import { groupOf, isUp, type Container, type Docker } from "./docker.ts";
import { entryHolds } from "./churn.ts";
import { filesOf, mountOver, mountsOf, recordsIn } from "./files.ts";
import { imageBytes, repositoryOf, tagOf, type Image } from "./image.ts";
import { endpointsOn, gatewayOf, isUsers, subnetOf } from "./networks.ts";
import type { AskRow, ChangeRow, ChurnRow, ClientRow, ContainerRow, EndpointRow, EngineRow, FileRow, ImageRow, LayerRow, LogRow, MountRow, NetworkRow, PullRow, VolumeRow } from "./observed.ts";
import { changes, upperBytes } from "./overlay.ts";
import { listening } from "./ports.ts";
import { commandOf, findProgram, hasShell } from "./program.ts";
import { rowsOf, RUNTIMES } from "./start.ts";
import { usersOf } from "./volumes.ts";

type Engine = { readonly m: Machine; readonly d: Docker };

const engines = (world: World): Engine[] => [...world.machines.values()].flatMap((m) => (m.docker === undefined ? [] : [{ m, d: m.docker }]));
const each = <T>(world: World, rows: (e: Engine) => readonly T[]): T[] => engines(world).flatMap(rows);
const at = (t: Nanos): number => (t < 0 ? -1 : toSeconds(t));

export const engineRows = (world: World): EngineRow[] =>
  each(world, ({ m, d }) => {
    if (d.kind === "containerd") return [];
    const all = [...d.containers.values()];
    const count = (test: (c: Container) => boolean): number => all.filter(test).length;
    return [{ machine: m.path, up: m.processes.has(d.daemon) && m.processes.has(d.containerd), containers: all.length, running: count((c) => c.status === "running"), paused: count((c) => c.status === "paused"), stopped: count((c) => !isUp(c)), images: d.images.size, layer_bytes: [...d.layers.values()].reduce((sum, layer) => sum + layer.bytes, 0), runtimes: RUNTIMES.join(" ") }];
  });

export const containerRows = (world: World): ContainerRow[] => each(world, (e) => [...e.d.containers.values()].map((c) => containerRow(e, c)));

function containerRow({ m, d }: Engine, c: Container): ContainerRow {
  const image = d.images.get(c.image)!;
  const { settings } = c;
  const { limits } = settings;
  const found = findProgram(image, settings);
  const program = programFor(d, c);
  const process = m.processes.get(c.pid);
  const view = c.view ?? NOWHERE;
  return {
    machine: m.path, id: c.id, name: c.name, image: settings.image, image_id: c.image, app: c.app, made: c.made, command: commandOf(image, settings).map(quoted).join(" "), argv: JSON.stringify(commandOf(image, settings)),
    status: c.status, running: c.status === "running", starting: c.stage >= 0, stage: c.stage < 0 ? "" : rowsOf(c)[c.stage]!.about, pid: c.pid,
    user: process?.user ?? (settings.user.split(":")[0] || image.spec.user || "root"),
    created_s: at(c.createdAt), asked_s: at(c.askedAt), started_s: at(c.startedAt), first_request_s: c.readyAt < 0 ? -1 : toSeconds(c.readyAt - c.askedAt), finished_s: at(c.finishedAt),
    exit_code: c.exitCode, oom_killed: c.oomKilled, error: c.error, restarts: c.restarts,
    restart_policy: settings.restart.policy + (settings.restart.most > 0 ? `:${settings.restart.most}` : ""), auto_remove: settings.autoRemove,
    attached: settings.attached, shown: "program" in found && found.shown === true,
    hostname: c.view === undefined ? settings.hostname || c.id.slice(0, 12) : (m.namespaces.all.get(c.view.uts)?.hostname ?? ""),
    address: c.endpoints[0]?.address ?? "", network: settings.network, networks: c.joined.map((j) => j.network).join(",") || settings.network,
    ports: settings.ports.map((p) => `${p.address}:${p.host}->${p.inside}/tcp`).join(","), exposed: image.spec.exposes.map((port) => `${port}/tcp`).join(","),
    port: listening(d, c), page: program?.root === undefined ? (program?.page ?? "") : webAnswer(program.root, "/", (path) => filesOf(d, c, image).get(path)).text.replace(/\n$/, ""), root: program?.root ?? "", tools: hasShell(image), distribution: image.spec.distribution, env: [...image.spec.env, ...settings.env].join("\n"), group: groupOf(c),
    ...use(m, c), shim: m.processes.get(c.shim)?.anonBytes ?? 0, cpus: limits.nanoCpus / 1e9 > 0 ? limits.nanoCpus / 1e9 : -1, cpu_shares: limits.cpuShares, cpuset: limits.cpuset, memory_limit: limits.memoryBytes, memory_swap: limits.memorySwapBytes, pids_limit: limits.pids,
    records: program?.store === undefined ? -1 : recordsIn(filesOf(d, c, image), program.store), store: program?.store === undefined ? "" : placeOf(d, c, program.store),
    upper_bytes: upperBytes(c.upper), root_bytes: upperBytes(c.upper) + imageBytes(image),
    privileged: settings.privileged, read_only: settings.readOnly, cap_add: settings.capAdd.join(","), cap_drop: settings.capDrop.join(","), security: settings.securityOpts.join(","), runtime: settings.runtime,
    pod: settings.pod?.name ?? "", pod_namespace: settings.pod?.namespace ?? "", part: settings.pod?.container ?? "", attempt: settings.pod?.attempt ?? 0, pod_sandbox: settings.pod?.sandbox ?? "",
    kernel: kernelOf(m, c), terminal: settings.terminal,
    ns_mnt: view.mnt, ns_net: view.net, ns_pid: view.pid, ns_uts: view.uts, ns_ipc: view.ipc, ns_user: view.user, ns_cgroup: view.cgroup, ns_time: view.time,
  };
}

/** Where a directory of a container is kept. */
function placeOf(d: Docker, c: Container, path: string): string {
  const mount = mountOver(d, c, path);
  return mount === undefined ? "layer" : mount.kind === "tmpfs" ? "tmpfs" : mount.source;
}

const quoted = (word: string): string => (/[\s]/.test(word) ? `'${word}'` : word);

const NOWHERE: View = { mnt: -1, net: -1, pid: -1, uts: -1, ipc: -1, user: -1, cgroup: -1, time: -1 };

function use(m: Machine, c: Container): { cpu: number; memory: number; pids: number } {
  const group = m.groups.get(groupOf(c));
  if (group === undefined || !isUp(c)) return { cpu: 0, memory: 0, pids: 0 };
  let cpu = 0;
  for (const p of m.processes.values()) if (p.tids.length > 0 && inGroup(p.group, group.path)) cpu += useOf(m, p.pid).cpu;
  return { cpu, memory: group.memoryBytes - group.fileBytes, pids: group.pids };
}

/** Who answers its system calls: the machine's kernel, the guest kernel of its sandbox, or gVisor's. */
function kernelOf(m: Machine, c: Container): string {
  if (c.settings.runtime === "runsc") return "4.4.0";
  return c.settings.runtime.includes("kata") ? "6.12.28" : runningKernel(m);
}

export const imageRows = (world: World): ImageRow[] =>
  each(world, ({ m, d }) =>
    [...d.images.values()].flatMap((image) => {
      const names = [...d.tags].filter(([, id]) => id === image.id).map(([name]) => name);
      return (names.length === 0 ? ["<none>:<none>"] : names).map((name): ImageRow => ({
        machine: m.path, id: image.id, repository: repositoryOf(name), tag: tagOf(name), size: imageBytes(image), shared: sharedBytes(d, image),
        containers: [...d.containers.values()].filter((c) => c.image === image.id).length, distribution: image.spec.distribution,
        cmd: JSON.stringify([...image.spec.entrypoint, ...image.spec.cmd]), digest: image.layers.at(-1)?.digest ?? "",
      }));
    }),
  );

function sharers(d: Docker, digest: string): number {
  return [...d.images.values()].filter((image) => image.layers.some((layer) => layer.digest === digest)).length;
}

const sharedBytes = (d: Docker, image: Image): number => image.layers.reduce((sum, layer) => sum + (sharers(d, layer.digest) > 1 ? layer.bytes : 0), 0);

export const layerRows = (world: World): LayerRow[] =>
  each(world, ({ m, d }) => [...d.images.values()].flatMap((image) => image.layers.map((layer, place): LayerRow => ({ machine: m.path, image: image.id, place, digest: layer.digest, by: layer.by, size: layer.bytes, images: sharers(d, layer.digest) }))));

export const networkRows = (world: World): NetworkRow[] =>
  each(world, ({ m, d }) => [...d.networks.values()].map((n): NetworkRow => ({ machine: m.path, id: n.id, name: n.name, driver: n.driver, subnet: subnetOf(n), gateway: gatewayOf(n), dns: isUsers(n), created_s: at(n.createdAt) })));

export const endpointRows = (world: World): EndpointRow[] =>
  each(world, ({ m, d }) =>
    [...d.networks.keys()].flatMap((network) =>
      endpointsOn(d, network).map(({ container: c, endpoint }): EndpointRow => ({
        machine: m.path, network, container: c.name, container_id: c.id, address: endpoint.address, mac: endpoint.mac, aliases: c.joined.find((j) => j.network === network)?.aliases.join(",") ?? "",
      })),
    ),
  );

export const volumeRows = (world: World): VolumeRow[] =>
  each(world, ({ m, d }) =>
    [...d.volumes.values()].map((v): VolumeRow => ({
      machine: m.path, name: v.name, anonymous: v.anonymous, size: [...v.files.values()].reduce((sum, f) => sum + f.bytes, 0), records: recordsIn(v.files, ""), containers: usersOf(d, v.name).length, created_s: at(v.createdAt),
    })),
  );

export const mountRows = (world: World): MountRow[] =>
  each(world, ({ m, d }) => [...d.containers.values()].flatMap((c) => mountsOf(d, c).map((mount): MountRow => ({ machine: m.path, container: c.id, kind: mount.kind, source: mount.source, path: mount.path, read_only: mount.readOnly }))));

export const fileRows = (world: World): FileRow[] =>
  each(world, ({ m, d }) => [
    ...[...d.containers.values()].flatMap((c) => [...filesOf(d, c, d.images.get(c.image)!).values()].map((f) => fileRow(m, c.id, f.path, f.bytes, f.text))),
    ...[...d.directories].flatMap(([directory, files]) => [...files.values()].map((f) => fileRow(m, "", directory + f.path, f.bytes, f.text))),
  ]);

const fileRow = (m: Machine, container: string, path: string, bytes: number, text: string | undefined): FileRow => ({ machine: m.path, container, path, bytes, text: text ?? "", readable: text !== undefined });

export const changeRows = (world: World): ChangeRow[] => each(world, ({ m, d }) => [...d.containers.values()].flatMap((c) => changes(d.images.get(c.image)!, c.upper).map((change): ChangeRow => ({ machine: m.path, container: c.id, ...change }))));

export const logRows = (world: World): LogRow[] => each(world, ({ m, d }) => [...d.containers.values()].flatMap((c) => c.log.map((line): LogRow => ({ machine: m.path, container: c.id, at_s: at(line.at), text: line.text }))));

export const pullRows = (world: World): PullRow[] =>
  each(world, ({ m, d }) =>
    [...d.pulls.values()].map((p): PullRow => ({ machine: m.path, name: p.name, layers: p.layers.length, known: p.layers.filter((l) => l.known).map((l) => l.digest).join(","), left: p.left.reduce((sum, bytes) => sum + bytes, 0), unpacked: p.unpacked.size })),
  );

const LATELY = 10 * SECOND;
const servers = (names: readonly string[]) => ({ served_by: names.length, servers: names.join(",") });

export const clientRows = (world: World, now: Nanos): ClientRow[] =>
  each(world, ({ m, d }) =>
    [...d.clients.values()].map((c): ClientRow => ({
      machine: m.path, name: c.name, port: c.port, per_second: c.perSecond, sent: c.sent, failed: c.failed, errors: rateOf(m, (s) => s.clients.get(c.name) ?? 0),
      ...servers([...c.servedBy].filter(([, last]) => now - last < LATELY).map(([name]) => name)),
    })),
  );

export const askRows = (world: World, now: Nanos): AskRow[] =>
  each(world, ({ m, d }) =>
    [...d.containers.values()].filter(isUp).flatMap((c) => {
      const asks = asksOf(d, c);
      return (asks?.others ?? []).map(({ name, port }): AskRow => {
        const { address, container } = ask(world, m, c, { name, port }, now);
        return { machine: m.path, container: c.name, name, port, address, answered_by: container?.name ?? "" };
      });
    }),
  );

export const churnRows = (world: World, now: Nanos): ChurnRow[] =>
  each(world, ({ m, d }) => {
    if (d.churn === undefined) return [];
    const { network, services, containers, life, replaced, list, listedAt, byList, byName } = d.churn;
    const wrong = list.filter((entry) => !entryHolds(d, d.churn!, entry)).length;
    return [{
      machine: m.path, name: network, services: services.length, containers, life_s: toSeconds(life), replaced, per_minute: (60 * SECOND * containers) / life, entries: list.length, wrong, list_age_s: toSeconds(now - listedAt),
      list_sent: byList.sent, list_failed: byList.failed, names_sent: byName.sent, names_failed: byName.failed,
    }];
  });
