import { line } from "../../display/line.ts";
import type { Fact } from "../../kernel/facts.ts";
import { toSeconds } from "../../kernel/time.ts";
import type { Observation } from "../../world/observation.ts";
import { call } from "../dispatch.ts";
import type { Reply, Seat, Verb } from "../verb.ts";

/** How long a command takes, in the world's time. What only looks takes none. */
export const time: Verb = {
  path: "time",
  about: "run a command and say how long it took",
  flags: [{ name: "-p", about: "accepted: the same here" }],
  args: [{ name: "command", about: "for example docker run --rm alpine true", completes: "command", many: true }],
  stopsAtWord: true,
  example: "time uname -r",
  note: "it prints real time; the client's own CPU time, user and sys, is not modelled",
  run({ args, round, kept, input }, seen, seat) {
    const { reply } = call(args, input, { round, ...(kept === undefined ? {} : { kept }) }, seen, seat);
    if (reply.kind === "follow" && round + 1 >= reply.times) return timed({ kind: "say", lines: reply.lines }, round * toSeconds(reply.every));
    if (reply.kind === "follow" || reply.kind === "sit" || (reply.kind === "act" && reply.every !== undefined)) return reply;
    return timed(reply, round === 0 ? 0 : toSeconds(seen.now) - began(seen, seat));
  },
};

function timed(reply: Reply, seconds: number): Reply {
  const minutes = Math.floor(seconds / 60);
  const said = ["", `real\t${minutes}m${(seconds - 60 * minutes).toFixed(3)}s`].map((text) => line(text));
  if (reply.kind === "say") return { ...reply, lines: [...reply.lines, ...said] };
  return reply.kind === "act" ? { ...reply, then: [...reply.then, ...said] } : reply;
}

/** When the order was given for which the client waited: the last one, or the pull before it that brought its image. */
function began(seen: Observation, seat: Seat): number {
  const own = seen.facts.filter((fact) => fact.type === "commandGiven" || fact.detail?.machine === seat.machine);
  const given = own.findLastIndex((fact) => fact.type === "commandGiven");
  const order = own[given];
  if (order === undefined) return toSeconds(seen.now);
  const pulled = own.slice(0, given).findLast((fact) => fact.type === "imagePulled");
  const first: Fact | undefined = pulled === undefined || order.at - pulled.at > SOON ? order : own.slice(0, given).findLast((fact) => fact.type === "imagePulling");
  return toSeconds((first ?? order).at);
}

/** A client that waits for an image asks for its container within this time after the image is there. */
const SOON = 300e6;
