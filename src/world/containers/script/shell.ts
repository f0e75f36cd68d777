import { MILLISECOND } from "../../../kernel/time.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { envOf } from "../asks.ts";
import type { Container } from "../docker.ts";
import { filesOf, unwritable, writeFile } from "../files.ts";
import { isUp } from "../docker.ts";
import type { List } from "./read.ts";
import { beginning, runOn, type Ground } from "./run.ts";
import { toolsOf } from "./tools.ts";

/** A shell that runs a script as PID 1 of a container: what it prints is the container's log, what it sleeps is time of the world. */

/** As many lines of a log are kept: containerd's files turn over, too. */
const KEPT = 2000;

export function beginScript(world: World, machine: Machine, c: Container, list: List, env: WorldEnv): void {
  c.script = beginning(list);
  goOn(world, machine, c, env);
}

/** It has slept, and goes on until it sleeps again or ends. */
export function goOn(world: World, machine: Machine, c: Container, env: WorldEnv): void {
  if (c.script === undefined || !isUp(c)) return;
  const ran = runOn(c.script, groundOf(world, machine, c, env));
  const event = { type: "docker", machine: machine.path, container: c.id, turn: c.turn } as const;
  if ("exit" in ran) {
    c.script = undefined;
    env.after(MILLISECOND, { ...event, what: "exit", status: ran.exit });
  } else {
    c.script = ran.state;
    env.after(ran.sleeps, { ...event, what: "script" });
  }
}

function groundOf(world: World, machine: Machine, c: Container, env: WorldEnv): Ground {
  const docker = machine.docker!;
  return {
    tool: toolsOf(world, machine, c, env.now),
    env: (name) => envOf(docker, c, name),
    print(lines) {
      if (lines.length > 0) c.log = [...c.log.slice(-KEPT), ...lines.map((text) => ({ at: env.now, text }))];
    },
    write(file, lines, append) {
      if (file === "/dev/null" || /^\/(dev\/(stdout|stderr)|proc\/)/.test(file)) return file === "/dev/null" ? undefined : void this.print(lines);
      const refused = unwritable(docker, c, file);
      if (refused !== undefined) return `sh: can't create ${file}: ${refused}`;
      const before = append ? (filesOf(docker, c, docker.images.get(c.image)!).get(file)?.text ?? "") : "";
      const text = before + lines.map((one) => `${one}\n`).join("");
      writeFile(docker, c, file, text.length, text);
      return undefined;
    },
  };
}
