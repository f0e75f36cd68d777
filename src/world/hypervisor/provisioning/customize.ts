import { done, refused, type Result } from "../../../kernel/model.ts";
import { MILLISECOND } from "../../../kernel/time.ts";
import { given } from "../../given.ts";
import { jobStep, startJob, type JobStep } from "../../machine/job.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { noSuchImage } from "./clone.ts";
import { clonesOf, fileName, imagePath, packagesOf, userOf } from "./image.ts";
import { INSTALLED_BYTES, packageSteps } from "./packages.ts";

const MIB = 1024 * 1024;

/** What virt-customize says while it is at work: https://libguestfs.org/virt-customize.1.html */
const steps = (packages: readonly string[]): JobStep[] => [
  jobStep("Examining the guest ...", { wait: 1200 * MILLISECOND, readBytes: 120 * MIB, work: 2400 * MILLISECOND }),
  jobStep("Setting a random seed", { work: 60 * MILLISECOND }),
  ...packageSteps().map((step, i) => ({ ...step, about: i === 0 ? `Installing packages: ${packages.join(" ")}` : "" })),
  jobStep("Finishing off", { wait: 400 * MILLISECOND, work: 200 * MILLISECOND, writeBytes: 8 * MIB }),
];

/** virt-customize -a IMAGE --install PACKAGES: bakes packages and their configuration into an image that nobody uses. */
export function customizeImage(world: World, host: Machine, file: string, packages: readonly string[], env: WorldEnv): Result {
  const image = host.images.get(imagePath(file));
  if (image === undefined) return noSuchImage(host, file);
  const user = userOf(host, image.path);
  if (image.state !== "ready") return refused(`'${fileName(image.path)}' is being written by another program`);
  if (user !== "") return refused(`Could not open '${fileName(image.path)}': Failed to get "write" lock\nIs another process using the image [${image.path}]?`, `it is the disk of ${user}: customize an image that no VM uses`);
  const clones = clonesOf(host, image.path).map((clone) => fileName(clone.path));
  if (clones.length > 0) return refused(`${fileName(image.path)} is the backing file of ${clones.join(", ")}: changing it would break ${clones.length === 1 ? "that clone" : "those clones"}`, "the real tool would let you; bake first, then clone");
  const unknown = packages.find((name) => name !== world.scenario.fleet?.name);
  if (unknown !== undefined) return refused(`E: Unable to locate package ${unknown}`, `packages are modelled here for one service only${world.scenario.fleet === undefined ? "" : `: ${world.scenario.fleet.name}`}`);
  const cause = given(env, `virt-customize -a ${fileName(image.path)} --install ${packages.join(",")}`);
  const missing = packages.filter((name) => !packagesOf(host, image).includes(name));
  const because = env.note("imageCustomizing", `image/${fileName(image.path)}`, { packages: packages.join(" ") }, [cause]);
  image.state = "changing";
  const all = steps(packages);
  const end = { about: "customized" as const, path: image.path, packages: missing, bytes: missing.length > 0 ? INSTALLED_BYTES : 0 };
  startJob(world, host, { name: fileName(image.path), command: `virt-customize -a ${fileName(image.path)} --install ${packages.join(",")}`, memoryBytes: 96 * MIB, steps: missing.length > 0 ? all : [all[0]!, all[1]!, all.at(-1)!], end, because }, env);
  return done;
}
