import { describe, expect, test } from "vitest";
import { epochSeconds, calendar } from "../../../../src/kernel/calendar.ts";
import { nextAfter, readSchedule } from "../../../../src/world/cluster/controllers/cron-job/schedule.ts";
import { defaulted } from "../../../../src/world/cluster/api/defaults.ts";
import type { CronJob } from "../../../../src/world/cluster/objects.ts";
import { ask, later, object, objects, scene, setPods, told, type Scene } from "../by-hand.ts";

/** The next time after a moment on Monday 2 March 2026, as `MM-DD HH:MM`. */
function next(schedule: string, after = "09:00:00"): string {
  const [hours = 0, minutes = 0, seconds = 0] = after.split(":").map(Number);
  const at = nextAfter(readSchedule(schedule)!, epochSeconds(0) - 9 * 3600 + hours * 3600 + minutes * 60 + seconds);
  if (at === undefined) return "never";
  const { month, day, second } = calendar(at);
  const two = (n: number): string => `${n}`.padStart(2, "0");
  return `${two(month)}-${two(day)} ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`;
}

describe("a schedule", () => {
  test.each([
    ["* * * * *", "03-02 09:01"], ["*/5 * * * *", "03-02 09:05"], ["30 9 * * *", "03-02 09:30"], ["0 9 * * *", "03-03 09:00"], ["15,45 10-12 * * *", "03-02 10:15"],
    ["0 0 1 * *", "04-01 00:00"], ["0 8 * * mon", "03-09 08:00"], ["0 8 * * 7", "03-08 08:00"], ["0 0 13 * fri", "03-06 00:00"], ["0 0 29 feb *", "02-29 00:00"],
    ["@hourly", "03-02 10:00"], ["@daily", "03-03 00:00"], ["10/20 * * * *", "03-02 09:10"], ["0 0 31 2 *", "never"], ["@every 1h30m", "03-02 10:30"],
  ])("%s comes next at %s", (schedule, expected) => expect(next(schedule)).toBe(expected));

  test.each(["", "* * * *", "60 * * * *", "* * 0 * *", "5-2 * * * *", "*/0 * * * *", "x * * * *", "@every"])("%j is none", (text) => expect(readSchedule(text)).toBeUndefined());
});

const cron = (spec: Partial<CronJob["spec"]> = {}): CronJob => defaulted("CronJob", {
  metadata: { name: "backup", namespace: "default" },
  spec: { schedule: "* * * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "backup", image: "backup:1" }] } } } }, ...spec },
  status: {},
});

const asked = (spec: Partial<CronJob["spec"]> = {}): Scene => ask(scene(), { do: "create", kind: "CronJob", object: cron(spec) });
const jobs = (t: Scene): string[] => objects(t, "Job").map(({ metadata }) => metadata.name);
const finish = (t: Scene, phase: "Succeeded" | "Failed" = "Succeeded"): Scene => later(setPods(t, ({ status }) => status.phase === "Pending", { phase }), 1);
const minute = (n: number): string => `backup-${epochSeconds(n * 60e9) / 60}`;

test("a job is made at every full minute, and what is through is no longer active", () => {
  const t = later(asked(), 61);
  expect([jobs(t), object(t, "CronJob", "backup").status]).toEqual([[minute(1)], { active: [{ name: minute(1) }], lastScheduleTime: 60e9 }]);
  const done = later(finish(t), 1);
  expect(object(done, "CronJob", "backup").status.active).toEqual([]);
  expect(told(done, "backup")).toEqual([`SuccessfulCreate Created job ${minute(1)}`, `SawCompletedJob Saw completed job: ${minute(1)}, condition: Complete`]);
});

test("only the last three that succeeded are kept", () => {
  let t = asked();
  for (let i = 0; i < 6; i++) t = finish(later(t, i === 0 ? 61 : 59));
  expect(jobs(later(t, 1))).toEqual([minute(4), minute(5), minute(6)]);
});

test("while one still works: another beside it, none, or a new one instead", () => {
  const after = (concurrencyPolicy: "Allow" | "Forbid" | "Replace"): string[] => jobs(later(asked({ concurrencyPolicy }), 125));
  expect([after("Allow"), after("Forbid"), after("Replace")]).toEqual([[minute(1), minute(2)], [minute(1)], [minute(2)]]);
});

test("a suspended one makes none", () => {
  expect(jobs(later(asked({ suspend: true }), 200))).toEqual([]);
});
