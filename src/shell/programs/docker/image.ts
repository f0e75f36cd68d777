import { fullName } from "../../../world/containers/image.ts";
import { short } from "../../../world/containers/digest.ts";
import type { ImageRow } from "../../../world/containers/observed.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Positional, Reply, Seat } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { docker, MILLI, order } from "./container.ts";
import { cut, humanSize, tabbed } from "./format.ts";
import { formatted } from "./list.ts";

export const IMAGE: Positional = { name: "image", about: "for example nginx, nginx:1.27 or an id", completes: "dockerImage" };

export const imagesHere = (seen: Observation, seat: Seat): ImageRow[] => seen.tables.images.filter((image) => image.machine === seat.machine);

export function findImage(name: string, seen: Observation, seat: Seat): ImageRow | undefined {
  const own = imagesHere(seen, seat);
  const digits = name.replace(/^sha256:/, "");
  return own.find((image) => `${image.repository}:${image.tag}` === fullName(name)) ?? (/^[0-9a-f]{4,64}$/.test(digits) ? own.find((image) => image.id.startsWith(digits)) : undefined);
}

const HEADS = [["REPOSITORY", "Repository"], ["TAG", "Tag"], ["IMAGE ID", "ID"], ["CREATED", "CreatedSince"], ["SIZE", "Size"]] as const;

export const images = docker({
  path: "images",
  about: "the images on this machine's disk",
  flags: [
    { name: "--quiet", short: "-q", about: "only ids" },
    { name: "--no-trunc", about: "whole ids" },
    { name: "--all", short: "-a", about: "layers without a name too: there are none" },
    { name: "--format", about: "a template: {{.Repository}} {{.Size}}", value: "template" },
  ],
  args: [{ name: "repository", about: "only images of this name", completes: "dockerImage", optional: true }],
  unmodelled: ["-f", "--filter", "--digests", "--tree"],
  example: "docker images",
  note: "when an image was built is not modelled: CREATED says N/A",
  run({ args, flags }, seen, seat) {
    const rows = imagesHere(seen, seat).filter((image) => args[0] === undefined || image.repository === args[0] || `${image.repository}:${image.tag}` === args[0]);
    const id = (image: ImageRow): string => (flags["no-trunc"] === undefined ? short(image.id) : `sha256:${image.id}`);
    if (flags.quiet !== undefined) return say([...new Set(rows.map(id))]);
    const cells = rows.map((image) => ({ Repository: image.repository, Tag: image.tag, ID: id(image), CreatedSince: "N/A", Size: humanSize(image.size), Digest: `sha256:${image.digest}` }));
    if (typeof flags.format === "string") return formatted(flags.format, cells, HEADS);
    return say(tabbed([HEADS.map(([head]) => head), ...cells.map((row) => HEADS.map(([, key]) => row[key]))]));
  },
});

export const history = docker({
  path: "history",
  about: "the layers of an image, newest first, and what made them",
  flags: [{ name: "--no-trunc", about: "whole lines and ids" }],
  args: [IMAGE],
  unmodelled: ["-q", "--quiet", "-H", "--human", "--format", "--platform"],
  example: "docker history nginx",
  run({ args, flags }, seen, seat) {
    const image = findImage(args[0]!, seen, seat);
    if (image === undefined) return noImage(args[0]!);
    const layers = seen.tables.layers.filter((l) => l.machine === seat.machine && l.image === image.id).sort((a, b) => b.place - a.place);
    const whole = flags["no-trunc"] !== undefined;
    const rows = [...(image.cmd === "[]" ? [] : [{ by: `CMD ${image.cmd.replaceAll('","', '" "')}`, size: 0 }]), ...layers];
    const cells = rows.map(({ by, size }, place) => [place > 0 ? "<missing>" : whole ? `sha256:${image.id}` : short(image.id), "N/A", whole ? by : cut(by, 45), humanSize(size), ""]);
    return say(tabbed([["IMAGE", "CREATED", "CREATED BY", "SIZE", "COMMENT"], ...cells]));
  },
});

const noImage = (name: string): Reply => fail(`Error response from daemon: No such image: ${fullName(name)}`, "docker images lists those that are here");

export const tag = docker({
  path: "tag",
  about: "give an image one more name",
  flags: [],
  args: [IMAGE, { name: "target", about: "the new name" }],
  example: "docker tag nginx web:1",
  run: ({ args }, _seen, seat) => order({ do: "tag", from: args[0]!, to: args[1]! }, seat),
});

export const rmi = docker({
  path: "rmi",
  about: "remove images, and the layers that no other image has",
  flags: [{ name: "--force", short: "-f", about: "though stopped containers were made from it" }],
  args: [{ ...IMAGE, many: true }],
  unmodelled: ["--no-prune", "--platform"],
  example: "docker rmi nginx:1.27",
  run({ args, flags }, seen, seat) {
    const then = args.flatMap((name) => goingWith(name, seen, seat));
    return order({ do: "rmi", names: args, force: flags.force !== undefined }, seat, { then });
  },
});

/** The lines about what goes: the name, and with its last name the image. */
function goingWith(name: string, seen: Observation, seat: Seat): string[] {
  const image = findImage(name, seen, seat);
  if (image === undefined) return [];
  const others = imagesHere(seen, seat).filter((other) => other.id === image.id && other.tag !== "<none>");
  const untagged = [`Untagged: ${image.repository}:${image.tag}`];
  if (others.length > 1) return untagged;
  const layers = seen.tables.layers.filter((l) => l.machine === seat.machine && l.image === image.id && l.images === 1).sort((a, b) => b.place - a.place);
  return [...untagged, `Deleted: sha256:${image.id}`, ...layers.map((l) => `Deleted: sha256:${l.digest}`)];
}

export const build = docker({
  path: "build",
  about: "make an image from a Dockerfile of this machine",
  flags: [
    { name: "--tag", short: "-t", about: "what to call the image", value: "name" },
    { name: "--file", short: "-f", about: "the Dockerfile, if it is not called Dockerfile", value: "file" },
  ],
  args: [{ name: "context", about: "the directory: .", optional: true }],
  unmodelled: ["--build-arg", "--no-cache", "--pull", "--target", "--platform", "-q", "--quiet", "--progress", "--label", "--network", "--output", "-o", "--push", "--load", "--secret", "--ssh", "--cache-from"],
  example: "docker build -t shop:slim -f Dockerfile.slim .",
  note: "what a RUN line adds is said by a comment before it, # adds 12MB; the steps take no time here",
  run({ args, flags, round }, seen, seat) {
    const name = typeof flags.tag === "string" ? flags.tag : "";
    if (args[0] === undefined) return fail('ERROR: docker: "docker buildx build" requires 1 argument', "docker build -t NAME . — the dot is the directory with the Dockerfile");
    if (name === "") return fail("an image without a name is not modelled here", "docker build -t NAME .");
    if (round > 0) return say(builtLines(name, seen, seat));
    return order({ do: "build", file: typeof flags.file === "string" ? flags.file : "Dockerfile", name: fullName(name) }, seat, { every: 10 * MILLI });
  },
});

function builtLines(name: string, seen: Observation, seat: Seat): string[] {
  const image = findImage(name, seen, seat);
  if (image === undefined) return [];
  const layers = seen.tables.layers.filter((l) => l.machine === seat.machine && l.image === image.id).sort((a, b) => a.place - b.place);
  const steps = layers.map((l, place) => ` => ${l.images > 1 ? "CACHED " : ""}[${place + 1}/${layers.length}] ${cut(l.by, 60)}`);
  return ["[+] Building", ...steps, " => exporting to image", ` => => writing image sha256:${image.id}`, ` => => naming to docker.io/library/${image.repository}:${image.tag}`];
}
