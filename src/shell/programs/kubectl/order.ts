import { outward } from "../../../world/cluster/api/wire.ts";
import type { Kind, Objects } from "../../../world/cluster/kinds.ts";
import { parseQuantity, compare } from "../../../world/cluster/quantity.ts";
import { textFlag, type Kube } from "./kubectl.ts";
import { readJsonPath } from "./jsonpath.ts";
import { isWrong, type Found, type Wrong } from "./resources.ts";
import { instant } from "./instant.ts";

/** As `--sort-by` wants them; as they came without it. Source: `kubectl/pkg/cmd/get/sorter.go`. */
export function ordered({ values }: Kube, found: readonly Found[]): readonly Found[] | Wrong {
  const by = textFlag(values, "sort-by");
  if (by === undefined) return found;
  const path = readJsonPath(/^\{.*\}$/.test(by) ? by : `{${by.startsWith(".") ? by : `.${by}`}}`);
  if (isWrong(path)) return path;
  const keyed = found.map((one) => ({ one, key: path.values(outward<Kind>(one.kind, one.object as Objects[Kind], instant))[0] }));
  if (keyed.length > 0 && keyed.every(({ key }) => key === undefined)) return { wrong: `error: couldn't find any field with path "${by.startsWith("{") ? by : `{${by}}`}" in the list of objects` };
  return keyed.sort((a, b) => order(a.key, b.key)).map(({ one }) => one);
}

/** Nothing first, numbers and quantities by size, everything else as text. */
function order(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [parseQuantity(String(a)), parseQuantity(String(b))];
  if (left !== undefined && right !== undefined) return compare(left, right);
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
