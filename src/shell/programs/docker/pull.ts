import { fullName, repositoryOf, tagOf } from "../../../world/containers/image.ts";
import { short } from "../../../world/containers/digest.ts";
import type { PullRow } from "../../../world/containers/observed.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Seat } from "../../verb.ts";
import { say } from "../say.ts";
import { docker, order, MILLI } from "./container.ts";
import { findImage } from "./image.ts";
import { latest } from "./run.ts";

export const pullingLine = (name: string): string => `${tagOf(name)}: Pulling from ${repositoryOf(name).includes("/") ? repositoryOf(name) : `library/${repositoryOf(name)}`}`;

/** A line per layer, then what has come of it. */
export function pulledLines(name: string, seen: Observation, seat: Seat): string[] {
  const image = findImage(name, seen, seat);
  if (image === undefined) return [];
  const fact = latest(seen, seat, "imagePulled", `image/${name}`);
  const known = String(fact?.detail?.known ?? "").split(",");
  const layers = seen.tables.layers.filter((l) => l.machine === seat.machine && l.image === image.id).sort((a, b) => a.place - b.place);
  // A name that was not here makes it newer too, though all its layers were.
  const fresh = fact?.detail?.newer === true;
  return [
    ...layers.map((l) => `${short(l.digest)}: ${known.includes(l.digest) ? "Already exists" : "Pull complete"}`),
    `Digest: sha256:${image.digest}`,
    `Status: ${fresh ? "Downloaded newer image" : "Image is up to date"} for ${name}`,
  ];
}

/** When the client looks again: after half of what is left at a usual registry's pace, then often. */
export const untilPulled = ({ left }: PullRow): number => (left > 0 ? Math.max(50, Math.min(1000, Math.round(left / 1e5))) : 100) * MILLI;

export const pull = docker({
  path: "pull",
  about: "bring an image: only layers that are not here are moved",
  flags: [],
  args: [{ name: "image", about: "for example postgres:16", completes: "dockerImage" }],
  unmodelled: ["-a", "--all-tags", "--platform", "-q", "--quiet", "--disable-content-trust"],
  example: "docker pull postgres:16",
  run({ args, round }, seen, seat) {
    const name = fullName(args[0]!);
    const head = [...(/:[^/]+$/.test(args[0]!) ? [] : ["Using default tag: latest"]), pullingLine(name)];
    if (round === 0) return order({ do: "pull", name }, seat, { then: head, every: 50 * MILLI });
    const pulling = seen.tables.pulls.find((p) => p.machine === seat.machine && p.name === name);
    if (pulling !== undefined) return { kind: "follow", every: untilPulled(pulling), times: Infinity, lines: [], clear: false };
    return say([...pulledLines(name, seen, seat), `docker.io/${repositoryOf(name).includes("/") ? "" : "library/"}${name}`]);
  },
});
