import { fullName, repositoryOf, tagOf } from "../../../world/containers/image.ts";
import { short } from "../../../world/containers/digest.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Seat } from "../../verb.ts";
import { say } from "../say.ts";
import { docker, MILLI, order, patience } from "./container.ts";
import { findImage, IMAGE } from "./image.ts";
import { latest } from "./run.ts";

export const push = docker({
  path: "push",
  about: "give an image to the registry: only what it lacks is moved",
  flags: [],
  args: [{ ...IMAGE, about: "for example shop:slim" }],
  unmodelled: ["-a", "--all-tags", "--platform", "-q", "--quiet", "--disable-content-trust"],
  example: "docker push shop:slim",
  note: "the registry of this world takes every name; the public one asks docker login who you are",
  run({ args, round }, seen, seat) {
    const name = fullName(args[0]!);
    const head = `The push refers to repository [docker.io/${repositoryOf(name).includes("/") ? "" : "library/"}${repositoryOf(name)}]`;
    if (round === 0) return order({ do: "push", name }, seat, { then: [head], every: 50 * MILLI });
    const started = latest(seen, seat, "imagePushing", `image/${name}`);
    const pushed = latest(seen, seat, "imagePushed", `image/${name}`);
    if (pushed === undefined || pushed.id < started!.id) return { kind: "follow", every: patience(round), times: Infinity, lines: [], clear: false };
    return say(pushedLines(name, String(pushed.detail!.sent).split(","), seen, seat));
  },
});

/** A line per layer, top first, as the client prints them. */
function pushedLines(name: string, sent: readonly string[], seen: Observation, seat: Seat): string[] {
  const image = findImage(name, seen, seat);
  if (image === undefined) return [];
  const layers = seen.tables.layers.filter((l) => l.machine === seat.machine && l.image === image.id).sort((a, b) => b.place - a.place);
  return [...layers.map((l) => `${short(l.digest)}: ${sent.includes(l.digest) ? "Pushed" : "Layer already exists"}`), `${tagOf(name)}: digest: sha256:${image.digest} size: ${432 + 290 * layers.length}`];
}
