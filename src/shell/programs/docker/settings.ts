import { PLAIN, UNLIMITED, type Limits, type MountSpec, type Port, type Restart, type Settings } from "../../../world/containers/spec.ts";
import type { Flag, Reply, Values } from "../../verb.ts";
import { fail } from "../say.ts";
import { readMemory } from "./format.ts";

/** The flags of `docker run`, `create` and `update` that are simulated, and what they say. */

export const LIMIT_FLAGS: readonly Flag[] = [
  { name: "--cpus", about: "CPU time at most, in CPUs: 0.5", value: "number" },
  { name: "--cpu-shares", short: "-c", about: "weight when CPUs are short; 1024 is usual", value: "shares" },
  { name: "--cpuset-cpus", about: "only on these CPUs: 0-1,3", value: "cpus" },
  { name: "--memory", short: "-m", about: "memory at most: 256m", value: "size" },
  { name: "--memory-swap", about: "memory and swap together at most; -1: swap without limit", value: "size" },
  { name: "--pids-limit", about: "processes and threads at most; -1: no limit", value: "count" },
];

export const RESTART_FLAG: Flag = { name: "--restart", about: "no, on-failure[:N], always or unless-stopped", value: "policy" };

export const CREATE_FLAGS: readonly Flag[] = [
  { name: "--name", about: "what to call it", value: "name" },
  { name: "--rm", about: "remove it, and its anonymous volumes, when it ends" },
  { name: "--interactive", short: "-i", about: "keep its input open" },
  { name: "--tty", short: "-t", about: "give it a terminal" },
  { name: "--env", short: "-e", about: "an environment variable: KEY=VALUE", value: "variable" },
  { name: "--publish", short: "-p", about: "a port of the machine for one inside: 8080:80", value: "ports" },
  { name: "--volume", short: "-v", about: "a volume or directory at a path: data:/var/lib/data[:ro]", value: "mount" },
  { name: "--mount", about: "the same in full: type=volume,source=data,target=/data", value: "mount" },
  { name: "--tmpfs", about: "a directory in memory", value: "path" },
  { name: "--network", about: "a network, host, none or container:NAME", value: "network" },
  { name: "--net", about: "the same", value: "network" },
  { name: "--network-alias", about: "one more name on its network", value: "name" },
  { name: "--hostname", short: "-h", about: "its hostname", value: "name" },
  RESTART_FLAG,
  ...LIMIT_FLAGS,
  { name: "--user", short: "-u", about: "who its program runs as: a name or a number", value: "user" },
  { name: "--cap-drop", about: "a capability to take away, or ALL", value: "capability" },
  { name: "--cap-add", about: "a capability to give", value: "capability" },
  { name: "--security-opt", about: "no-new-privileges, seccomp=unconfined, …", value: "option" },
  { name: "--read-only", about: "its root file system may not be written to" },
  { name: "--privileged", about: "almost every wall taken away" },
  { name: "--runtime", about: "runc, runsc or io.containerd.kata.v2", value: "runtime" },
  { name: "--entrypoint", about: "another program than the image's", value: "program" },
];

export const NOT_SIMULATED: readonly string[] = (
  "--add-host --annotation --attach -a --blkio-weight --cgroup-parent --cgroupns --cidfile --cpu-period --cpu-quota --cpu-rt-period --cpu-rt-runtime --cpuset-mems --detach-keys --device --device-read-bps " +
  "--device-write-bps --device-read-iops --device-write-iops --dns --dns-option --dns-search --domainname --env-file --expose --gpus --group-add --health-cmd --health-interval --health-retries --health-timeout " +
  "--init --ip --ip6 --ipc --isolation --kernel-memory --label -l --label-file --link --log-driver --log-opt --mac-address --memory-reservation --memory-swappiness --no-healthcheck --oom-kill-disable " +
  "--oom-score-adj --pid --platform --publish-all -P --pull --quiet -q --shm-size --sig-proxy --stop-signal --stop-timeout --storage-opt --sysctl --ulimit --userns --uts --volume-driver --volumes-from --workdir -w"
).split(" ");

/** A flag's value that cannot be read, in docker's words. */
export type Wrong = Extract<Reply, { kind: "fail" }>;
export const isWrong = (read: object): read is Wrong => "kind" in read;

const wrong = (value: string, flag: string, why: string, program: string): Wrong => fail(`invalid argument "${value}" for "${flag}" flag: ${why}`, `docker ${program} --help lists the flags`, 125) as Wrong;

const text = (flags: Values["flags"], name: string): string | undefined => (typeof flags[name] === "string" ? flags[name] : undefined);
/** A flag given several times has its values joined by commas; `pattern` finds where the next one begins. */
const many = (flags: Values["flags"], name: string, pattern = /,/): string[] => (text(flags, name) ?? "").split(pattern).filter((value) => value !== "");

export function readLimits(flags: Values["flags"], program: string): Partial<Limits> | Wrong {
  const found: { -readonly [K in keyof Limits]?: Limits[K] } = {};
  const cpus = text(flags, "cpus");
  if (cpus !== undefined && !/^\d*\.?\d+$/.test(cpus)) return wrong(cpus, "--cpus", "failed to parse as a rational number", program);
  if (cpus !== undefined) found.nanoCpus = Math.round(Number(cpus) * 1e9);
  const shares = text(flags, "cpu-shares");
  if (shares !== undefined && !/^\d+$/.test(shares)) return wrong(shares, "-c, --cpu-shares", `strconv.ParseInt: parsing "${shares}": invalid syntax`, program);
  if (shares !== undefined) found.cpuShares = Number(shares);
  if (text(flags, "cpuset-cpus") !== undefined) found.cpuset = text(flags, "cpuset-cpus")!;
  const pids = text(flags, "pids-limit");
  if (pids !== undefined && !/^-?\d+$/.test(pids)) return wrong(pids, "--pids-limit", `strconv.ParseInt: parsing "${pids}": invalid syntax`, program);
  if (pids !== undefined) found.pids = Number(pids) <= 0 ? -1 : Number(pids);
  for (const [name, key] of [["memory", "memoryBytes"], ["memory-swap", "memorySwapBytes"]] as const) {
    const value = text(flags, name);
    if (value === undefined) continue;
    const bytes = name === "memory-swap" && value === "-1" ? -2 : readMemory(value);
    if (bytes === undefined) return wrong(value, name === "memory" ? "-m, --memory" : "--memory-swap", `invalid size: '${value}'`, program);
    found[key] = bytes;
  }
  return found;
}

export function readRestart(flags: Values["flags"], program: string): Restart | undefined | Wrong {
  const value = text(flags, "restart");
  if (value === undefined) return undefined;
  const [, policy, most] = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(value) ?? [];
  if (policy === undefined || (most !== undefined && policy !== "on-failure")) {
    return fail(`docker: Error response from daemon: invalid restart policy: unknown policy '${value.split(":")[0]}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`, `docker ${program} --help`, 125) as Wrong;
  }
  return { policy: policy as Restart["policy"], most: Number(most ?? 0) };
}

export function readSettings({ flags, args }: Values, program: string, detached: boolean, terminal: string): Settings | Wrong {
  const limits = readLimits(flags, program);
  if (isWrong(limits)) return limits;
  const restart = readRestart(flags, program);
  if (restart !== undefined && isWrong(restart)) return restart;
  if (flags.rm !== undefined && restart !== undefined && restart.policy !== "no") return fail("docker: conflicting options: cannot specify both --restart and --rm", undefined, 125) as Wrong;
  const ports = many(flags, "publish").map(readPort);
  const badPort = ports.findIndex((port) => port === undefined);
  if (badPort >= 0) return wrong(many(flags, "publish")[badPort]!, "-p, --publish", "invalid containerPort: a port goes from 1 to 65535, as HOST:INSIDE", program);
  const mounts = readMounts(flags, program);
  if (isWrong(mounts)) return mounts;
  return {
    ...PLAIN, name: text(flags, "name") ?? "", image: args[0]!, command: args.slice(1), entrypoint: text(flags, "entrypoint") === undefined ? undefined : [text(flags, "entrypoint")!].filter((word) => word !== ""),
    env: many(flags, "env", /,(?=[A-Za-z_]\w*=)/), ports: ports as Port[], mounts: mounts as MountSpec[],
    network: text(flags, "network") ?? text(flags, "net") ?? "bridge", aliases: many(flags, "network-alias"), hostname: text(flags, "hostname") ?? "", restart: restart ?? PLAIN.restart, autoRemove: flags.rm !== undefined,
    limits: { ...UNLIMITED, ...limits }, user: text(flags, "user") ?? "", capAdd: many(flags, "cap-add"), capDrop: many(flags, "cap-drop"), securityOpts: many(flags, "security-opt"),
    readOnly: flags["read-only"] !== undefined, privileged: flags.privileged !== undefined, runtime: text(flags, "runtime") ?? "runc", terminal, attached: !detached,
  };
}

/** `8080:80`, `127.0.0.1:8080:80`, `8080:80/tcp`. */
function readPort(written: string): Port | undefined {
  const [, address, host, inside] = /^(?:(\d+\.\d+\.\d+\.\d+):)?(\d+):(\d+)(?:\/tcp)?$/.exec(written) ?? [];
  const valid = (port: string | undefined): boolean => Number(port) >= 1 && Number(port) <= 65_535;
  return valid(host) && valid(inside) ? { address: address ?? "0.0.0.0", host: Number(host), inside: Number(inside) } : undefined;
}

function readMounts(flags: Values["flags"], program: string): readonly MountSpec[] | Wrong {
  const found: MountSpec[] = [];
  for (const written of many(flags, "volume")) {
    const [source = "", path, mode] = written.split(":");
    if (path !== undefined && !path.startsWith("/")) return fail(`docker: Error response from daemon: invalid volume specification: '${written}': invalid mount config for type "volume": invalid mount path: '${path}' mount path must be absolute`, undefined, 125) as Wrong;
    if (path === undefined) found.push({ kind: "volume", source: "", path: source, readOnly: false });
    else found.push({ kind: source.startsWith("/") ? "bind" : "volume", source, path, readOnly: mode === "ro" });
  }
  for (const written of many(flags, "mount", /,(?=type=)/)) {
    const keys = new Map(written.split(",").map((pair) => [pair.split("=")[0]!, pair.slice(pair.indexOf("=") + 1)] as const));
    const kind = keys.get("type") ?? "volume";
    const path = keys.get("target") ?? keys.get("destination") ?? keys.get("dst") ?? "";
    if (!["volume", "bind", "tmpfs"].includes(kind) || path === "") return wrong(written, "--mount", path === "" ? "target is required" : `mount type ${kind} is not simulated here`, program);
    found.push({ kind: kind as MountSpec["kind"], source: keys.get("source") ?? keys.get("src") ?? "", path, readOnly: keys.has("readonly") || keys.has("ro") });
  }
  for (const written of many(flags, "tmpfs", /,(?=\/)/)) found.push({ kind: "tmpfs", source: "", path: written.split(":")[0]!, readOnly: false });
  return found;
}
