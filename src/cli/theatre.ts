import type { Stage, Theatre } from "../lesson/stage.ts";
import { act, begin, fork, present, type Timeline, wait } from "../kernel/timeline.ts";
import { firstSeat } from "../shell/console.ts";
import { interpret } from "../shell/interpret.ts";
import type { Command } from "../world/command.ts";
import { observe } from "../world/observe.ts";
import type { Scenario } from "../world/scenario.ts";
import { world, type World, type WorldEvent } from "../world/world.ts";

type History = Timeline<Scenario, World, Command, WorldEvent>;

/** A history that goes on in place: for playing without anybody who might go back. */
function stage(history: History): Stage {
  let t = history;
  return {
    look: () => observe(present(t)),
    act: (command) => {
      const [after, result] = act(t, command);
      t = after;
      return result;
    },
    wait: (duration) => void (t = wait(t, duration)),
    fork: () => stage(fork(t)),
  };
}

/** The real world behind the real shell. */
export const theatre: Theatre = {
  open: (scenario, seed) => stage(begin(world, scenario, seed)),
  interpret,
  seat: (scenario) => firstSeat(observe(present(begin(world, scenario, 1)))),
};
