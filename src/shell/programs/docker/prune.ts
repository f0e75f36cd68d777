import { short } from "../../../world/containers/digest.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Flag, Reply, Seat, Values, Verb } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { containersHere, docker, order, type Order } from "./container.ts";
import { humanSize } from "./format.ts";
import { imagesHere } from "./image.ts";

/** `docker … prune`: removes what nobody uses. The question before it is not asked here: -f answers it. */

interface Found {
  readonly names: readonly string[];
  readonly bytes: number;
  readonly order: Order;
}

interface Pruning {
  readonly path: string;
  readonly about: string;
  readonly flags?: readonly Flag[];
  /** `WARNING! This will remove …` */
  readonly warning: string;
  readonly title: string;
  /** Networks take no space. */
  readonly measured?: boolean;
  find(flags: Values["flags"], seen: Observation, seat: Seat): Found;
}

function prune({ path, about, flags = [], warning, title, measured = true, find }: Pruning): Verb {
  return docker({
    path: `${path} prune`,
    about,
    flags: [{ name: "--force", short: "-f", about: "without being asked" }, ...flags],
    args: [],
    unmodelled: ["--filter"],
    example: `docker ${path} prune -f`,
    run(values, seen, seat): Reply {
      if (values.flags.force === undefined) return fail(`WARNING! This will remove ${warning}.\nAre you sure you want to continue? [y/N]`, `nobody waits for an answer here: docker ${path} prune -f`);
      const { names, bytes, order: what } = find(values.flags, seen, seat);
      const total = measured ? [`Total reclaimed space: ${humanSize(bytes)}`] : [];
      return names.length === 0 ? say(total) : order(what, seat, { then: [`Deleted ${title}:`, ...names, "", ...total] });
    },
  });
}

const ALL: Flag = { name: "--all", short: "-a", about: "those with a name too" };

export const containers = prune({
  path: "container",
  about: "remove all containers that do not run",
  warning: "all stopped containers",
  title: "Containers",
  find(_flags, seen, seat) {
    const rows = containersHere(seen, seat).filter((c) => !c.running && !c.starting && c.status !== "paused" && c.status !== "restarting");
    const ids = rows.map((c) => c.id);
    return { names: ids, bytes: rows.reduce((sum, c) => sum + c.upper_bytes, 0), order: { do: "rm", ids, force: false, volumes: false } };
  },
});

export const images = prune({
  path: "image",
  about: "remove nameless images; -a: all that nobody has",
  flags: [ALL],
  warning: "all dangling images",
  title: "Images",
  find(flags, seen, seat) {
    const rows = imagesHere(seen, seat).filter((image) => image.containers === 0 && (flags.all !== undefined || image.tag === "<none>"));
    const own = seen.tables.layers.filter((layer) => layer.machine === seat.machine);
    const going = new Set(rows.map((image) => image.id));
    const kept = new Set(own.filter((layer) => !going.has(layer.image)).map((layer) => layer.digest));
    const layers = new Map(own.filter((layer) => going.has(layer.image) && !kept.has(layer.digest)).map((layer) => [layer.digest, layer.size]));
    const named = rows.map((image) => (image.tag === "<none>" ? short(image.id) : `${image.repository}:${image.tag}`));
    const names = [...named.filter((name) => name.includes(":")).map((name) => `untagged: ${name}`), ...[...going].map((id) => `deleted: sha256:${id}`), ...[...layers.keys()].map((digest) => `deleted: sha256:${digest}`)];
    return { names, bytes: [...layers.values()].reduce((sum, size) => sum + size, 0), order: { do: "rmi", names: named, force: false } };
  },
});

export const networks = prune({
  path: "network",
  about: "remove networks that nobody is on",
  warning: "all custom networks not used by at least one container",
  title: "Networks",
  measured: false,
  find(_flags, seen, seat) {
    const own = seen.tables.networks.filter((n) => n.machine === seat.machine && !["bridge", "host", "none"].includes(n.name));
    const names = own.map((n) => n.name).filter((name) => !seen.tables.endpoints.some((e) => e.machine === seat.machine && e.network === name));
    return { names, bytes: 0, order: { do: "networkRemove", names } };
  },
});

export const volumes = prune({
  path: "volume",
  about: "remove nameless volumes that nobody has; -a: all",
  flags: [ALL],
  warning: "anonymous local volumes not used by at least one container",
  title: "Volumes",
  find(flags, seen, seat) {
    const rows = seen.tables.volumes.filter((v) => v.machine === seat.machine && v.containers === 0 && (v.anonymous || flags.all !== undefined));
    const names = rows.map((v) => v.name);
    return { names, bytes: rows.reduce((sum, v) => sum + v.size, 0), order: { do: "volumeRemove", names } };
  },
});
