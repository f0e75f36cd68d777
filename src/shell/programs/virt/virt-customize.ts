import { fixed } from "../../../display/format-number.ts";
import { toSeconds } from "../../../kernel/time.ts";
import type { Observation } from "../../../world/observation.ts";
import type { Verb } from "../../verb.ts";
import { fail } from "../say.ts";
import { begin, imageAt, pathOf, recent, waitOn, whereabouts } from "./image.ts";

/** virt-customize: https://libguestfs.org/virt-customize.1.html */
export const customize: Verb = {
  path: "virt-customize",
  on: "host",
  about: "install packages in a disk image that no VM uses",
  flags: [
    { name: "--add", short: "-a", about: "the image", value: "qcow2" },
    { name: "--install", about: "packages, with commas between", value: "package" },
  ],
  args: [],
  unmodelled: ["-d", "--domain", "--run-command", "--run", "--firstboot", "--root-password", "--ssh-inject", "--hostname", "--update", "--uninstall", "--upload", "--copy-in", "--truncate", "--timezone", "-n", "--dry-run", "-q", "-v", "-x"],
  example: "virt-customize -a svc.qcow2 --install svc",
  note: "Ctrl-C only stops looking on here: the work goes on",
  run({ flags, round }, seen, seat) {
    const file = typeof flags.add === "string" ? flags.add : "";
    const name = file.slice(file.lastIndexOf("/") + 1);
    if (round > 0) return waitOn(name, round, seen, seat, progress(name, round, seen), []);
    if (file === "") return fail("virt-customize: error: you must give at least one -a option", "virt-customize -a svc.qcow2 --install svc");
    if (typeof flags.install !== "string") return fail("virt-customize: nothing to do: only --install is modelled here", "virt-customize -a svc.qcow2 --install svc");
    if (imageAt(file, seen, seat) === undefined) return fail(`virt-customize: error: access: ${file}: No such file or directory`, whereabouts(file, seen, seat));
    const packages = flags.install.split(",").filter((one) => one !== "");
    return begin({ command: { type: "imageCustomize", host: seat.machine, image: pathOf(file, seat), packages }, prefix: "virt-customize: error: " });
  },
};

const stamped = (seconds: number, text: string): string => `[${fixed(seconds, 1).padStart(6)}] ${text}`;

/** What it has begun to do since it last said something. */
const progress = (name: string, round: number, seen: Observation): string[] =>
  recent(seen, round)
    .filter((fact) => fact.type === "jobStep" && fact.about === `job/${name}`)
    .map((fact) => stamped(toSeconds(fact.at) - Number(fact.detail?.begun_s), String(fact.detail?.about)));
