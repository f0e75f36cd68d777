import type { Standing } from "./standing.ts";

/**
 * The wall as a row of gates, from the program outwards. An attack is a label with a table of what it needs at each gate;
 * there are no steps and no code in it, only the structure that decides where it ends.
 */

/** In the order in which something that wants out meets them. */
const GATES = ["configuration", "capabilities", "seccomp", "LSM", "no-new-privileges", "read-only", "runtime", "user namespace", "hypervisor"] as const;
export type Gate = (typeof GATES)[number];

/** What an attack ends up with, the least first. */
const REACHES = ["container", "powerless uid", "guest kernel", "host kernel", "host root"] as const;
export type Reach = (typeof REACHES)[number];

export interface Verdict {
  readonly stops: boolean;
  readonly why: string;
  /** What the attack is left with when it is stopped here; `container` if not said. */
  readonly leaves?: Reach;
}

export type Judge = (target: Standing) => Verdict;

/** One way in which an attack may go. A gate that is not named asks nothing of it. */
export interface Way {
  readonly name: string;
  /** What it reaches when nothing stops it. */
  readonly reaches: Reach;
  readonly gates: Readonly<Partial<Record<Gate, Judge>>>;
}

export const passes = (why: string): Verdict => ({ stops: false, why });
export const stops = (why: string, leaves: Reach = "container"): Verdict => ({ stops: true, why, leaves });

/** What one gate said to an attack: it let it pass, stopped it, had nothing to say, or never saw it. */
export interface Finding {
  readonly gate: Gate;
  readonly says: "passes" | "stops" | "nothing" | "not reached";
  readonly why: string;
}

export interface Walk {
  readonly way: string;
  readonly findings: readonly Finding[];
  readonly reached: Reach;
  /** `none`: nothing stopped it. */
  readonly stoppedBy: Gate | "none";
  readonly why: string;
}

/** Sends an attack along one way, gate by gate, until one stops it. */
export function walk(way: Way, target: Standing): Walk {
  const findings: Finding[] = [];
  let stop: { readonly gate: Gate; readonly verdict: Verdict } | undefined;
  for (const gate of GATES) {
    const verdict = stop === undefined ? way.gates[gate]?.(target) : undefined;
    findings.push({ gate, says: says(verdict, stop !== undefined), why: verdict?.why ?? "" });
    if (verdict?.stops === true) stop = { gate, verdict };
  }
  if (stop === undefined) return { way: way.name, findings, reached: way.reaches, stoppedBy: "none", why: "no gate stopped it" };
  return { way: way.name, findings, reached: stop.verdict.leaves ?? "container", stoppedBy: stop.gate, why: stop.verdict.why };
}

function says(verdict: Verdict | undefined, over: boolean): Finding["says"] {
  if (verdict !== undefined) return verdict.stops ? "stops" : "passes";
  return over ? "not reached" : "nothing";
}

/** Of several ways an attacker takes the one that leads furthest. */
export function furthest(walks: readonly Walk[]): Walk {
  const depth = (w: Walk): number => REACHES.indexOf(w.reached) * (GATES.length + 1) + (w.stoppedBy === "none" ? GATES.length : GATES.indexOf(w.stoppedBy));
  return walks.reduce((best, one) => (depth(one) > depth(best) ? one : best));
}
