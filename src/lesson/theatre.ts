import { act, begin, fork, present, type Timeline, wait } from "../kernel/timeline.ts";
import { interpret } from "../shell/interpret.ts";
import type { Command } from "../world/command.ts";
import type { Observation } from "../world/observation.ts";
import { observe } from "../world/observe.ts";
import type { Scenario } from "../world/scenario.ts";
import { type World, type WorldEvent, world } from "../world/world.ts";
import type { Seat } from "../shell/verb.ts";
import type { Lesson, Step } from "./lesson.ts";
import { openStep } from "./play.ts";
import type { Stage, Theatre } from "./stage.ts";

export type WorldTimeline = Timeline<Scenario, World, Command, WorldEvent>;

/** A stage with the history that it stands for. */
export interface WorldStage extends Stage {
  readonly timeline: WorldTimeline;
  fork(): WorldStage;
}

/** Puts a history on a stage: what is done there makes new histories, the one given stays as it is. */
export function stageOf(start: WorldTimeline): WorldStage {
  let timeline = start;
  let seen: Observation | undefined;
  return {
    get timeline() {
      return timeline;
    },
    look: () => (seen ??= observe(present(timeline))),
    act(command) {
      const [after, result] = act(timeline, command);
      [timeline, seen] = [after, undefined];
      return result;
    },
    wait(duration) {
      [timeline, seen] = [wait(timeline, duration), undefined];
    },
    fork: () => stageOf(fork(timeline)),
  };
}

/** The real thing: the simulated infrastructure and its shell. */
export const theatre: Theatre = {
  open: (scenario, seed) => stageOf(begin(world, scenario, seed)),
  interpret,
  seat: (scenario) => ({ machine: scenario.hosts[0]!.name, user: "root", directory: "/root", outer: [] }),
};

/** A step's own world as a history, and where the learner sits in it; undefined for a step without one. Always the same. */
export function openWorld(lesson: Pick<Lesson, "scenarios">, step: Pick<Step, "start">): { readonly timeline: WorldTimeline; readonly seat: Seat } | undefined {
  const opened = openStep(lesson, step, theatre);
  return opened && { timeline: (opened.scene.stage as WorldStage).timeline, seat: opened.scene.seat };
}
