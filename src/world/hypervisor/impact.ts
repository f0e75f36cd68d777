import { refused, type Result } from "../../kernel/model.ts";
import { isActive, type Vm } from "./vm.ts";

/** Which of a VM's two descriptions a change is for: `--live`, `--config`, both, or neither (what it is now). */
export interface Impact {
  readonly live: boolean;
  readonly config: boolean;
}

/** libvirt: `virDomainObjUpdateModificationImpact` in src/conf/domain_conf.c. */
export function impactOf(vm: Vm, wanted: Impact): Impact | Result {
  if (wanted.live && !isActive(vm)) return refused("Requested operation is not valid: domain is not running");
  if (wanted.live || wanted.config) return wanted;
  return { live: isActive(vm), config: !isActive(vm) };
}

export const isRefusal = (impact: Impact | Result): impact is Result => "ok" in impact;

/** The flags as somebody would have typed them. */
export const flagsOf = ({ live, config }: Impact): string => `${live ? " --live" : ""}${config ? " --config" : ""}`;
