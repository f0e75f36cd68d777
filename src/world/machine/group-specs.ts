import type { World, WorldEnv } from "../state.ts";
import { WRITERS } from "./cgroup-write.ts";
import { errnoText } from "./errno.ts";
import { ensureGroup } from "./groups.ts";
import type { Machine } from "./machine.ts";

/** Groups that are there from the start, with what somebody wrote into their files: as unit files of systemd would. Throws on a value that the kernel would refuse: the scenario is wrong. */
export function makeGroups(world: World, machine: Machine, env: WorldEnv): void {
  for (const { group } of machine.spec.apps) if (group !== undefined) ensureGroup(world, machine, group, env.now);
  for (const [path, files] of Object.entries(machine.spec.groups ?? {})) {
    ensureGroup(world, machine, path, env.now);
    for (const [file, text] of Object.entries(files)) writeAtStart(world, machine, path, file, text, env);
  }
}

function writeAtStart(world: World, machine: Machine, path: string, file: string, text: string, env: WorldEnv): void {
  const group = machine.groups.get(path)!;
  const effect = WRITERS[file]?.({ world, machine, group, env }, text) ?? { errno: "ENOENT" as const };
  const refusal = typeof effect === "function" ? effect(-1) : effect;
  if (refusal !== undefined) throw new Error(`the scenario's ${file} of cgroup ${path} cannot be "${text}": ${errnoText(refusal.errno)}`);
}
