import type { Outcome } from "./run.ts";

/** The names that a resolver of a pod tries for a name: those of the search list, then the name itself; elsewhere the name alone. */
export const completions = (name: string, namespace: string | undefined): string[] =>
  (namespace === undefined || /^\d+(\.\d+){3}$/.test(name) ? [name] : [`${name}.${namespace}.svc.cluster.local`, `${name}.svc.cluster.local`, `${name}.cluster.local`, name]);

/** What BusyBox's nslookup prints. */
export function answered(server: string, name: string, found: { readonly full: string; readonly address: string } | undefined): Outcome {
  const head = [`Server:\t\t${server}`, `Address:\t${server}:53`, ""];
  if (found === undefined) return { lines: [...head, `** server can't find ${name}: NXDOMAIN`, ""], status: 1 };
  return { lines: [...head, `Name:\t${found.full}`, `Address: ${found.address}`, ""], status: 0 };
}
