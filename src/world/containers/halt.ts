import type { Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import { forgetViews } from "../machine/namespace-life.ts";
import { unplug } from "./networks.ts";
import { isUp } from "./docker.ts";

/** The machine stops under its containers: their processes are gone, their files are on the disk. */
export function halt(machine: Machine, now: Nanos): void {
  const { docker } = machine;
  for (const c of docker?.containers.values() ?? []) {
    const { policy } = c.settings.restart;
    const ran = isUp(c) || c.status === "restarting" || c.stage >= 0;
    c.comesBack = (ran && (policy === "always" || policy === "unless-stopped")) || (policy === "on-failure" && isUp(c));
    if (ran) c.exitCode = 255;
    if (isUp(c)) c.finishedAt = now;
    if (ran && c.status !== "created") c.status = "exited";
    unplug(machine, c);
    c.turn++;
    c.stage = -1;
    c.pid = c.shim = c.sandbox = 0;
    for (const inode of Object.values(c.view ?? {})) if (inode >= 4026531840) machine.namespaces.all.get(inode)!.pinned = false;
    c.view = undefined;
    c.endpoints = [];
    c.scratch = new Map();
  }
  docker?.errands.clear();
  docker?.pulls.clear();
  docker?.pushes.clear();
  forgetViews(machine);
}
