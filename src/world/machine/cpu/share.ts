/**
 * Weighted max-min sharing of CPUs down the tree (what a fair scheduler gives on average): at every level the
 * runnable members share in proportion to their weights, nobody gets more than it can use, what one leaves goes to
 * the others. Rule: Documentation/admin-guide/cgroup-v2.rst, "Weights".
 */
import { weightOf, type Group } from "./tree.ts";

/** How many CPUs the group can use now: one per runnable thread, none while it is held back. */
export function measure(g: Group, count: number): number {
  g.room = 0;
  if (g.runnable === 0 || isHeld(g)) return 0;
  let room = 0;
  for (const t of g.threads) if (t.on) room += 1;
  for (const child of g.awake) room += measure(child, count);
  g.room = Math.min(room, count);
  return g.room;
}

/** Held back on every CPU where it has threads (the sliced engine holds back CPU by CPU). */
function isHeld(g: Group): boolean {
  return g.purse !== null && g.purse.throttled && !g.queues.some((q) => !q.throttled && q.list.length > 0);
}

/** Gives the group `budget` CPUs and divides them among its members: the result is in each `fair`. */
export function divide(g: Group, budget: number): void {
  g.fair = budget;
  if (!fillAll(g, budget)) fillFair(g, budget);
  for (const child of g.awake) if (child.room > 0) divide(child, child.fair);
}

/** The easy case: there is enough for everyone. */
function fillAll(g: Group, budget: number): boolean {
  let wanted = 0;
  for (const t of g.threads) if (t.on) wanted += 1;
  for (const child of g.awake) wanted += child.room;
  if (wanted > budget + 1e-12) return false;
  for (const t of g.threads) t.fair = t.on ? 1 : 0;
  for (const child of g.awake) child.fair = child.room;
  return true;
}

const OPEN = -1;

function fillFair(g: Group, budget: number): void {
  let weight = open(g);
  let left = budget;
  for (;;) {
    const perWeight = left / weight;
    let taken = 0;
    let gone = 0;
    for (const t of g.threads) {
      if (t.fair !== OPEN || t.weight * perWeight < 1) continue;
      t.fair = 1;
      taken += 1;
      gone += t.weight;
    }
    for (const child of g.awake) {
      if (child.fair !== OPEN || weightOf(child) * perWeight < child.room) continue;
      child.fair = child.room;
      taken += child.room;
      gone += weightOf(child);
    }
    if (gone === 0) return close(g, perWeight);
    left = Math.max(0, left - taken);
    weight -= gone;
    if (weight <= 0) return;
  }
}

function open(g: Group): number {
  let weight = 0;
  for (const t of g.threads) {
    t.fair = t.on ? OPEN : 0;
    if (t.fair === OPEN) weight += t.weight;
  }
  for (const child of g.awake) {
    child.fair = child.room > 0 ? OPEN : 0;
    if (child.fair === OPEN) weight += weightOf(child);
  }
  return weight;
}

function close(g: Group, perWeight: number): void {
  for (const t of g.threads) if (t.fair === OPEN) t.fair = t.weight * perWeight;
  for (const child of g.awake) if (child.fair === OPEN) child.fair = weightOf(child) * perWeight;
}
