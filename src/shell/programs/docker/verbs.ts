import * as exec from "./exec.ts";
import * as image from "./image.ts";
import { inspect } from "./inspect.ts";
import * as life from "./life.ts";
import * as list from "./list.ts";
import * as network from "./network.ts";
import * as prune from "./prune.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import * as run from "./run.ts";
import * as show from "./show.ts";
import * as system from "./system.ts";
import * as volume from "./volume.ts";
import type { Shelf } from "../../verb.ts";

export const dockerShelves: readonly Shelf[] = [
  {
    title: "Containers",
    verbs: [run.run, list.ps, exec.exec, show.logs, show.stats, show.top, inspect, show.port, life.stop, life.start, life.restart, life.kill, life.rm, life.pause, life.unpause, life.update, life.rename, life.wait, run.create_, prune.containers],
  },
  {
    title: "Images, networks and volumes of containers",
    verbs: [image.images, pull, push, image.history, show.diff, image.build, image.tag, image.rmi, prune.images, system.df, system.info, system.version, network.ls, network.create, network.connect, network.disconnect, network.inspect, network.rm, prune.networks, volume.ls, volume.create, volume.inspect, volume.rm, prune.volumes],
  },
];
