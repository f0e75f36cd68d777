import type { Toleration } from "../../../src/world/cluster/objects.ts";
import { compareNumericValues } from "../../../src/world/cluster/scheduler/toleration.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ operator, tolerationValue, taintValue }: { operator: NonNullable<Toleration["operator"]>; tolerationValue: string; taintValue: string }) =>
  compareNumericValues({ operator, value: tolerationValue }, taintValue));
export const engineMatters = false;
