import { toSeconds } from "../../kernel/time.ts";
import type { ContainerRow } from "../../world/containers/observed.ts";
import type { Observation } from "../../world/observation.ts";
import type { Positional, Reply, Seat, Shelf, Verb } from "../verb.ts";
import { humanDuration, humanSize, tabbed } from "./docker/format.ts";
import { logs as logsOf } from "./docker/run.ts";
import { isNode } from "./docker/container.ts";
import { fail, say } from "./say.ts";

/** crictl: what the container runtime of a node has, seen past the API server. Source: `kubernetes-sigs/cri-tools`, `cmd/crictl`. */

const ID_DIGITS = 13;
/** Columns are at least so wide: `text/tabwriter` as crictl sets it up. */
const LEAST = 20;

function crictl(verb: Omit<Verb, "path"> & { readonly path: string }): Verb {
  return {
    ...verb,
    path: `crictl ${verb.path}`,
    run: (values, seen, seat) => (isNode(seen, seat) ? verb.run(values, seen, seat) : fail("crictl: command not found", "it is installed on the nodes of a cluster, where a kubelet runs", 127)),
  };
}

const here = (seen: Observation, { machine }: Seat): ContainerRow[] => seen.tables.containers.filter((c) => c.machine === machine && c.pod !== "").sort((a, b) => b.made - a.made);
const short = (id: string): string => id.slice(0, ID_DIGITS);
const table = (rows: readonly (readonly string[])[]): Reply => say(tabbed(rows, LEAST));
const ago = (since: number, seen: Observation): string => `${humanDuration(Math.max(0, toSeconds(seen.now) - since))} ago`;
const stateOf = (c: ContainerRow): string => (c.status === "running" ? "Running" : c.status === "created" ? "Created" : "Exited");

const ps = crictl({
  path: "ps",
  about: "the containers of pods on this node",
  flags: [{ name: "--all", short: "-a", about: "those that have ended, too" }, { name: "--quiet", short: "-q", about: "only ids" }, { name: "--name", about: "only containers of that name", value: "container" }],
  args: [],
  example: "crictl ps -a",
  run({ flags }, seen, seat) {
    const rows = here(seen, seat).filter((c) => c.part !== "" && (c.running || flags.all !== undefined) && (flags.name === undefined || c.part === flags.name));
    if (flags.quiet !== undefined) return say(rows.map(({ id }) => id));
    const heads = ["CONTAINER", "IMAGE", "CREATED", "STATE", "NAME", "ATTEMPT", "POD ID", "POD", "NAMESPACE"];
    return table([heads, ...rows.map((c) => [short(c.id), c.image, ago(c.created_s, seen), stateOf(c), c.part, `${c.attempt}`, short(c.pod_sandbox), c.pod, c.pod_namespace])]);
  },
});

const pods = crictl({
  path: "pods",
  about: "the sandboxes of pods on this node",
  flags: [{ name: "--quiet", short: "-q", about: "only ids" }],
  args: [],
  example: "crictl pods",
  run({ flags }, seen, seat) {
    const rows = here(seen, seat).filter((c) => c.part === "");
    if (flags.quiet !== undefined) return say(rows.map(({ id }) => id));
    return table([["POD ID", "CREATED", "STATE", "NAME", "NAMESPACE", "ATTEMPT", "RUNTIME"], ...rows.map((c) => [short(c.id), ago(c.created_s, seen), c.running ? "Ready" : "NotReady", c.pod, c.pod_namespace, `${c.attempt}`, "(default)"])]);
  },
});

const images = crictl({
  path: "images",
  about: "the images on this node",
  flags: [{ name: "--quiet", short: "-q", about: "only ids" }],
  args: [],
  example: "crictl images",
  run({ flags }, seen, seat) {
    const rows = seen.tables.images.filter(({ machine }) => machine === seat.machine).sort((a, b) => (a.repository < b.repository ? -1 : 1));
    if (flags.quiet !== undefined) return say(rows.map(({ id }) => id));
    return table([["IMAGE", "TAG", "IMAGE ID", "SIZE"], ...rows.map(({ repository, tag, id, size }) => [whole(repository), tag, short(id), humanSize(size)])]);
  },
});

/** `nginx` → `docker.io/library/nginx`. */
const whole = (repository: string): string => (repository.split("/")[0]!.includes(".") ? repository : repository.includes("/") ? `docker.io/${repository}` : `docker.io/library/${repository}`);

const CONTAINER: Positional = { name: "id", about: "the beginning of a container's id, as crictl ps shows it" };

const logs = crictl({
  path: "logs",
  about: "what a container's program has printed",
  flags: [{ name: "--tail", about: "only the last lines", value: "count" }],
  args: [CONTAINER],
  example: "crictl logs 3f1c",
  run({ args, flags }, seen, seat) {
    const [id = ""] = args;
    const found = here(seen, seat).filter((c) => c.part !== "" && c.id.startsWith(id));
    if (found.length !== 1 || id === "") return fail(`E0302 remote_runtime.go: "ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"${id}\\": not found"`, "crictl ps -a lists the containers");
    const lines = logsOf(found[0]!, seen).map(({ text }) => text);
    return say(typeof flags.tail === "string" && /^\d+$/.test(flags.tail) ? lines.slice(Math.max(0, lines.length - Number(flags.tail))) : lines);
  },
});

export const crictlShelf: Shelf = { title: "The container runtime of a node", verbs: [ps, pods, images, logs] };
