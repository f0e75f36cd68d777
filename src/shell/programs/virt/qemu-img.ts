import { sizeText } from "../../../display/format-size.ts";
import type { ImageFileRow, Observation } from "../../../world/observation.ts";
import type { Reply, Seat, Values, Verb } from "../../verb.ts";
import { fail, say } from "../say.ts";
import { begin, imageAt, pathOf, waitOn, whereabouts } from "./image.ts";

/** qemu-img: https://www.qemu.org/docs/master/tools/qemu-img.html */

const base = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

export const create: Verb = {
  path: "qemu-img create",
  on: "host",
  about: "make a disk image: with -b a thin clone of another one",
  flags: [
    { name: "--format", short: "-f", about: "format of the new image: qcow2", value: "format" },
    { name: "--backing", short: "-b", about: "the image to read from what was never written here", value: "qcow2" },
    { name: "--backing-format", short: "-F", about: "format of that image: qcow2", value: "format" },
  ],
  args: [{ name: "filename", about: "the new image" }, { name: "size", about: "as big as the backing file when not given", optional: true }],
  unmodelled: ["-o", "-u", "--object", "-q"],
  example: "qemu-img create -f qcow2 -b svc.qcow2 -F qcow2 svc02.qcow2",
  note: "only qcow2 images with a backing file are made here: an empty disk would have no system to boot",
  run({ args, flags, round }, seen, seat) {
    const file = args[0]!;
    if (round > 0) return waitOn(base(file), round, seen, seat, [], []);
    const refusal = refuseCreate(flags, args, seen, seat);
    if (refusal !== undefined) return refusal;
    const backing = String(flags.backing);
    const from = imageAt(backing, seen, seat);
    const then = from === undefined ? [] : [`Formatting '${file}', fmt=qcow2 cluster_size=65536 extended_l2=off compression_type=zlib size=${from.virtual} backing_file=${backing} backing_fmt=qcow2 lazy_refcounts=off refcount_bits=16`];
    return begin({ command: { type: "imageClone", host: seat.machine, from: pathOf(backing, seat), to: pathOf(file, seat), thin: true }, then, prefix: `qemu-img: ${file}: ` });
  },
};

function refuseCreate(flags: Values["flags"], args: readonly string[], seen: Observation, seat: Seat): Reply | undefined {
  const odd = [flags.format, flags["backing-format"]].find((format) => format !== undefined && format !== "qcow2");
  if (odd !== undefined) return fail(`qemu-img: format '${String(odd)}' is real, not simulated here: the images of this world are qcow2`);
  if (flags.backing === undefined) return fail("qemu-img: an empty disk is not modelled here: it would have no system to boot", "with -b it reads from another image: qemu-img create -f qcow2 -b svc.qcow2 -F qcow2 svc02.qcow2");
  if (flags["backing-format"] === undefined) return fail(`qemu-img: ${args[0]!}: Backing file specified without backing format`, "Detected format of qcow2: add -F qcow2");
  if (args[1] !== undefined) return fail("qemu-img: a size of its own is real, not simulated here: a clone is as big as its backing file");
  if (imageAt(String(flags.backing), seen, seat) === undefined) return fail(`qemu-img: ${args[0]!}: Could not open '${String(flags.backing)}': No such file or directory\nCould not open backing image.`, whereabouts(String(flags.backing), seen, seat));
  if (!/^[\w.-]+\.qcow2$/.test(base(args[0]!))) return fail(`qemu-img: call the new image like svc02.qcow2 here, not '${args[0]!}'`);
  return pathOf(args[0]!, seat).startsWith("/var/lib/libvirt/images/") ? undefined : fail("qemu-img: images are only made in /var/lib/libvirt/images here", "cd /var/lib/libvirt/images");
}

export const convert: Verb = {
  path: "qemu-img convert",
  on: "host",
  about: "copy an image whole, with what stands in its backing files",
  flags: [
    { name: "--format", short: "-f", about: "format of the image to read: qcow2", value: "format" },
    { name: "--output", short: "-O", about: "format of the copy: qcow2", value: "format" },
  ],
  args: [{ name: "filename", about: "the image to copy", completes: "qcow2" }, { name: "output", about: "the copy" }],
  unmodelled: ["-p", "-c", "-W", "-m", "-t", "-T", "-o", "-q"],
  example: "qemu-img convert -O qcow2 svc.qcow2 svc02.qcow2",
  run({ args, flags, round }, seen, seat) {
    const [from, to] = [args[0]!, args[1]!];
    if (round > 0) return waitOn(base(to), round, seen, seat, [], []);
    const odd = [flags.format, flags.output].find((format) => format !== undefined && format !== "qcow2");
    if (odd !== undefined) return fail(`qemu-img: format '${String(odd)}' is real, not simulated here: the images of this world are qcow2`);
    if (imageAt(from, seen, seat) === undefined) return fail(`qemu-img: Could not open '${from}': No such file or directory`, whereabouts(from, seen, seat));
    return begin({ command: { type: "imageClone", host: seat.machine, from: pathOf(from, seat), to: pathOf(to, seat), thin: false }, prefix: "qemu-img: " });
  },
};

export const info: Verb = {
  path: "qemu-img info",
  on: "host",
  about: "how big an image is, what it takes up, what it reads from",
  flags: [{ name: "--force-share", short: "-U", about: "even while a VM uses it" }, { name: "--backing-chain", about: "the images behind it too" }],
  args: [{ name: "filename", about: "an image", completes: "qcow2" }],
  unmodelled: ["--output", "-f", "--image-opts"],
  example: "qemu-img info svc02.qcow2",
  run({ args, flags }, seen, seat) {
    const image = imageAt(args[0]!, seen, seat);
    if (image === undefined) return fail(`qemu-img: Could not open '${args[0]!}': Could not open '${args[0]!}': No such file or directory`, whereabouts(args[0]!, seen, seat));
    if (seen.tables.vms.some((vm) => vm.name === image.vm && vm.id >= 0) && flags["force-share"] === undefined) {
      return fail(`qemu-img: Could not open '${args[0]!}': Failed to get shared "write" lock\nIs another process using the image [${image.path}]?`, `${image.vm} runs on it; -U looks all the same`);
    }
    const chain = flags["backing-chain"] === undefined ? [image] : chainOf(image, seen);
    return say(chain.flatMap((one, i) => [...(i === 0 ? [] : [""]), ...infoLines(one, i === 0 ? args[0]! : one.path)]));
  },
};

function chainOf(image: ImageFileRow, seen: Observation): ImageFileRow[] {
  const below = seen.tables.image_files.find((other) => other.path === image.backing && other.machine === image.machine);
  return below === undefined ? [image] : [image, ...chainOf(below, seen)];
}

const trimmed = (bytes: number): string => sizeText(bytes).replace(/\.0 /, " ");

const infoLines = (image: ImageFileRow, as: string): string[] => [
  `image: ${as}`,
  "file format: qcow2",
  `virtual size: ${trimmed(image.virtual)} (${image.virtual} bytes)`,
  `disk size: ${trimmed(image.allocation)}`,
  "cluster_size: 65536",
  ...(image.backing === "" ? [] : [`backing file: ${base(image.backing)} (actual path: ${image.backing})`, "backing file format: qcow2"]),
  "Format specific information:",
  "    compat: 1.1",
  "    compression type: zlib",
  "    lazy refcounts: false",
  "    refcount bits: 16",
  "    corrupt: false",
  "    extended l2: false",
];
