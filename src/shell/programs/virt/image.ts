import { line } from "../../../display/line.ts";
import { nearest } from "../../../kernel/nearest.ts";
import type { Command } from "../../../world/command.ts";
import type { ImageFileRow, Observation } from "../../../world/observation.ts";
import { imagesHere } from "../../disk-images.ts";
import { resolve } from "../../files.ts";
import type { Reply, Seat } from "../../verb.ts";
import { fail } from "../say.ts";

/** Where libvirt keeps images. */
const IMAGES = "/var/lib/libvirt/images";

/** The path that a file name means to who sits here. */
export const pathOf = (file: string, seat: Seat): string => resolve(file, seat.directory);

export const imageAt = (file: string, seen: Observation, seat: Seat): ImageFileRow | undefined => imagesHere(seen, seat).find((image) => image.path === pathOf(file, seat));

/** What a name is short of: the directory it lies in, or a letter. */
export function whereabouts(file: string, seen: Observation, seat: Seat): string {
  const names = imagesHere(seen, seat).map((image) => image.name);
  const bare = file.slice(file.lastIndexOf("/") + 1);
  if (names.includes(bare)) return `it lies in ${IMAGES}: cd ${IMAGES}`;
  const near = nearest(bare, names);
  return near === undefined ? `ls ${IMAGES} shows the images` : `did you mean ${near}?`;
}

const SECOND = 1e9;

/** How long a program waits before it looks again: often at first, then seldom. */
const patience = (round: number): number => (round < 10 ? 0.2 : 2) * SECOND;

/** When it looked the time before. */
const before = (round: number): number => patience(Math.max(0, round - 1));

interface Order {
  readonly command: Command;
  readonly then?: readonly string[];
  readonly prefix: string;
}

/** Gives an order that takes its time: the program waits for its end. */
export const begin = ({ command, then = [], prefix }: Order): Reply => ({ kind: "act", command, then: then.map((text) => line(text)), prefix, every: patience(0) });

/** The program looks again: while the work goes on it prints what is new and waits on; then it prints its last lines. */
export function waitOn(name: string, round: number, seen: Observation, seat: Seat, news: readonly string[], last: readonly string[]): Reply {
  const lines = news.map((text) => line(text));
  if (working(name, seen, seat)) return { kind: "follow", every: patience(round), times: Infinity, lines, clear: false };
  const failed = recent(seen, round).find((fact) => fact.type === "jobFailed" && fact.about === `job/${name}`);
  return failed === undefined ? { kind: "say", lines: [...lines, ...last.map((text) => line(text))] } : fail("Terminated", undefined, 143);
}

const working = (name: string, seen: Observation, seat: Seat): boolean => seen.tables.jobs.some((job) => job.name === name && job.machine === seat.machine);

/** Facts since the program looked last. */
export const recent = (seen: Observation, round: number) => seen.facts.filter((fact) => fact.at > seen.now - before(round) - (round === 1 ? 1 : 0));
