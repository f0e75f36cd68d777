import { readDuration } from "../../../world/quantity.ts";
import type { Nanos } from "../../../kernel/time.ts";
import { textFlag, type Kube } from "./kubectl.ts";
import type { Wrong } from "./resources.ts";

/** `--timeout`: for ever when it is not given or 0. */
export function timeLimit({ values }: Kube, otherwise: Nanos = Infinity): Nanos | Wrong {
  const text = textFlag(values, "timeout");
  if (text === undefined) return otherwise;
  if (text === "0" || text === "0s") return otherwise;
  return readDuration(text) ?? { wrong: `error: invalid argument "${text}" for "--timeout" flag: time: ${/^\d+$/.test(text) ? "missing unit in" : "invalid"} duration "${text}"` };
}
