import { SECOND, type Nanos } from "../../kernel/time.ts";
import type { Machine } from "../machine/machine.ts";
import type { StageRow } from "../observation.ts";
import { isBooting, type StageRecord } from "../stages.ts";
import type { World } from "../state.ts";

type Subject = Pick<StageRow, "of" | "kind" | "vm"> & { readonly stages: readonly StageRecord[] };

/** Who is on the way to a first request, or has been: VMs, containers and programs of the fleet, in the order they were made. */
function subjectsOn(machine: Machine): Subject[] {
  const vms = [...machine.vms.values()].map((vm) => ({ of: vm.name, kind: "vm", vm: vm.name, stages: vm.stages }));
  const containers = [...(machine.docker?.containers.values() ?? [])].map((c) => ({ of: c.name, kind: "container", vm: "", stages: c.stages }));
  const programs = [...(machine.fleet?.services.values() ?? [])].map((s) => ({ of: s.name, kind: "process", vm: "", stages: s.stages }));
  return [...vms, ...containers, ...programs];
}

export function stageRows(world: World, now: Nanos): StageRow[] {
  return [...world.machines.values()].flatMap(subjectsOn).flatMap(({ of, kind, vm, stages }) =>
    stages.map(({ name, at, took }): StageRow => ({ of, kind, vm, name, begun_s: at / SECOND, seconds: (took < 0 ? now - at : took) / SECOND, done: took >= 0, booting: isBooting(name) })),
  );
}
