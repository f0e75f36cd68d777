import type { Nanos } from "../../kernel/time.ts";
import type { VmRow } from "../observation.ts";
import type { World } from "../state.ts";

export function vmRows(_world: World, _now: Nanos): VmRow[] {
  return [];
}
