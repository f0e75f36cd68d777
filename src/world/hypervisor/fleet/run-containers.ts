import { done, refused, type Result } from "../../../kernel/model.ts";
import { imageNamed } from "../../containers/create.ts";
import { fullName } from "../../containers/image.ts";
import { launchNext } from "../../containers/launch.ts";
import { remove } from "../../containers/life.ts";
import { isRefusal } from "../../containers/answer.ts";
import { given } from "../../given.ts";
import type { Machine } from "../../machine/machine.ts";
import type { World, WorldEnv } from "../../state.ts";
import { nextService, onHost, type Fleet } from "./fleet.ts";
import { fleetHost } from "./scale.ts";

const MOST_CONTAINERS = 300;

/** `lab fleet run`: so many containers of one image from now on. The newest go first. */
export function runContainers(world: World, image: string, count: number, env: WorldEnv): Result {
  const host = fleetHost(world);
  const fleet = host?.fleet;
  if (host === undefined || fleet === undefined) return refused("there is no fleet in this world");
  if (host.docker === undefined) return refused(`${host.path} has no Docker: its fleet lives in VMs`, "lab fleet create --services 8");
  if (!(Number.isInteger(count) && count >= 0 && count <= MOST_CONTAINERS)) return refused(`${count} is not a number of containers for this world: give 0 to ${MOST_CONTAINERS}`);
  if (imageNamed(host.docker, image) === undefined) return refused(`Error response from daemon: No such image: ${fullName(image)}`, `docker pull ${image} brings it`);
  const there = onHost(fleet).length + fleet.toLaunch.length;
  const cause = given(env, `lab fleet run --image ${image} --count ${count}`);
  const because = env.note("fleetScaled", `fleet/${fleet.name}`, { from: there, to: count, containers: true }, [cause]);
  env.because([because], () => (count > there ? grow(world, host, fleet, image, count - there, env) : shrink(world, host, fleet, there - count, env)));
  return done;
}

function grow(world: World, host: Machine, fleet: Fleet, image: string, more: number, env: WorldEnv): void {
  fleet.toLaunch = [...fleet.toLaunch, ...Array.from({ length: more }, () => ({ name: nextService(fleet), image }))];
  launchNext(world, host, env);
}

/** Those that are still to be made first, then `docker rm -f` of the newest. */
function shrink(world: World, host: Machine, fleet: Fleet, fewer: number, env: WorldEnv): void {
  const unmade = Math.min(fewer, fleet.toLaunch.length);
  fleet.toLaunch = fleet.toLaunch.slice(0, fleet.toLaunch.length - unmade);
  const names = new Set(fewer > unmade ? onHost(fleet).slice(unmade - fewer) : []);
  const containers = [...host.docker!.containers.values()].filter((c) => names.has(c.name));
  const answer = remove(world, host, containers, { do: "rm", type: "docker", machine: host.path, ids: [], force: true, volumes: false }, env);
  if (!isRefusal(answer)) answer();
}
