import { outward } from "../../../world/cluster/api/wire.ts";
import type { Kind, Objects } from "../../../world/cluster/kinds.ts";
import { hasFlag, type Kube } from "./kubectl.ts";
import { instant } from "./instant.ts";
import { readJsonPath } from "./jsonpath.ts";
import { tabbed } from "./layout.ts";
import { ordered } from "./order.ts";
import { sortedKeys } from "./sorted-keys.ts";
import { isWrong, typeName, type Found, type Wrong } from "./resources.ts";
import { yamlLines } from "./yaml.ts";

const FORMATS = "custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml";

export const isTabular = (format: string): boolean => format === "" || format === "wide";

/** An object as the API server sends it. */
export const sent = ({ kind, object }: Found): Readonly<Record<string, unknown>> => outward<Kind>(kind, object as Objects[Kind], instant);

/** Objects in a format that is no table; `list` wraps them even when there is one. */
export function printed(kube: Kube, found: readonly Found[], format: string, list: boolean): string[] | Wrong {
  const [name = "", template] = format.includes("=") ? [format.slice(0, format.indexOf("=")), format.slice(format.indexOf("=") + 1)] : [format];
  const objects = ordered(kube, found);
  if (isWrong(objects)) return objects;
  const document = (): unknown => (list ? { apiVersion: "v1", kind: "List", metadata: { resourceVersion: "" }, items: objects.map(sent) } : sent(objects[0]!));
  switch (name) {
    case "yaml":
      return yamlLines(document());
    case "json":
      return JSON.stringify(sortedKeys(document()), null, 4).split("\n");
    case "name":
      return objects.map(({ kind, object }) => `${typeName(kind)}/${object.metadata.name}`);
    case "jsonpath":
      return filled(template, document());
    case "custom-columns":
      return template === undefined || template === "" ? { wrong: "error: custom-columns format specified but no custom columns given" } : customColumns(kube, template, objects);
    case "go-template":
    case "template":
      return { wrong: `error: -o ${name} is real, not simulated here`, hint: "-o jsonpath='{.metadata.name}' picks fields too" };
    default:
      return { wrong: `error: unable to match a printer suitable for the output format "${format}", allowed formats are: ${FORMATS}` };
  }
}

function filled(template: string | undefined, document: unknown): string[] | Wrong {
  if (template === undefined || template === "") return { wrong: "error: template format specified but no template given" };
  const path = readJsonPath(template.includes("{") ? template : `{${template.startsWith(".") ? template : `.${template}`}}`);
  if (isWrong(path)) return path;
  const text = path.text(document);
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** `NAME:.metadata.name,NODE:.spec.nodeName`. Source: `kubectl/pkg/cmd/get/customcolumn.go`. */
function customColumns(kube: Kube, template: string, objects: readonly Found[]): string[] | Wrong {
  const columns = template.split(",").map((one) => ({ head: one.slice(0, one.indexOf(":")), path: one.slice(one.indexOf(":") + 1), whole: one }));
  const bad = columns.find(({ whole }) => !whole.includes(":"));
  if (bad !== undefined) return { wrong: `error: unexpected custom-columns spec: ${bad.whole}, expected <header>:<json-path-expr>` };
  const paths = columns.map(({ path }) => readJsonPath(/^\{.*\}$/.test(path) ? path : `{${path.startsWith(".") || path.startsWith("[") ? path : `.${path}`}}`));
  const wrong = paths.find(isWrong);
  if (wrong !== undefined) return wrong;
  const rows = objects.map(sent).map((document) => paths.map((path) => {
    const values = isWrong(path) ? [] : path.values(document);
    return values.length === 0 ? "<none>" : values.map((value) => (typeof value === "object" ? goMap(value) : String(value))).join(",");
  }));
  return tabbed(hasFlag(kube.values, "no-headers") ? rows : [columns.map(({ head }) => head), ...rows]);
}

/** A map or a list as Go's %v prints it: `map[app:shop]`, `[a b]`. */
export function goMap(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goMap).join(" ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `map[${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => `${key}:${goMap(inner)}`).join(" ")}]`;
}
