import type { ContainerRow } from "../world/containers/observed.ts";
import type { Observation, ProcessRow } from "../world/observation.ts";

/** Somebody with a view of its own: a container, or a shell that was started in namespaces of its own. */
export interface Subject {
  readonly name: string;
  /** Its first process. */
  readonly process: ProcessRow;
  readonly container: ContainerRow | undefined;
}

export const KINDS = ["pid", "net", "uts", "mnt", "ipc", "cgroup", "user", "time"] as const;
export type Kind = (typeof KINDS)[number];

export const inode = (p: ProcessRow, kind: Kind): number => p[`ns_${kind}`];

/** The machine whose processes have views of their own, and its first process, which sees what the machine sees. */
export function viewed(seen: Observation): { readonly name: string; readonly path: string; readonly init: ProcessRow } | undefined {
  const { machines, processes, engines } = seen.tables;
  const machine = machines.find((m) => m.up && (engines.some((e) => e.machine === m.path) || processes.some((p) => p.machine === m.path && p.terminal !== "")));
  const init = machine && processes.find((p) => p.machine === machine.path && p.pid === 1);
  return machine === undefined || init === undefined ? undefined : { name: machine.name, path: machine.path, init };
}

/** Containers that run, oldest first, then shells. */
export function subjectsOn(seen: Observation, path: string, init: ProcessRow): Subject[] {
  const here = seen.tables.processes.filter((p) => p.machine === path);
  const containers = seen.tables.containers.filter((c) => c.machine === path && c.running).sort((a, b) => a.made - b.made);
  const shells = here.filter((p) => p.terminal !== "" && p.container === "" && KINDS.some((kind) => inode(p, kind) !== inode(init, kind)));
  return [
    ...containers.flatMap((container): Subject[] => here.filter((p) => p.pid === container.pid).map((process) => ({ name: container.name, process, container }))),
    ...shells.map((process): Subject => ({ name: process.name, process, container: undefined })),
  ];
}
