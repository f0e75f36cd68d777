import { describe, expect, test } from "vitest";
import { seconds } from "../../../src/kernel/time.ts";
import { assembling, counted, doneAt, type Gang, planned } from "../../../src/world/cluster/training/gang.ts";

const minutes = (n: number): number => seconds(60 * n);

/** Three workers from the first minute on; one of them goes in minute 71. */
const broken = (gang: Gang): Gang => counted(counted(gang, 3, minutes(1)), 2, minutes(71));
const inMinutes = ({ done, lost, brokeAt }: Gang): number[] => [done, lost, brokeAt].map((time) => time / minutes(1));

describe("a gang of three whose worker goes after 70 minutes", () => {
  test("loses all of it where nothing is saved", () => {
    const plan = planned(minutes(120), undefined, 0);
    expect(plan).toEqual({ work: minutes(120), saveEvery: 0 });
    expect(inMinutes(broken(assembling("default/train", 3, plan, 0)))).toEqual([0, 70, 70]);
  });

  test("goes back to its last checkpoint where it saves, and works on once all are there again", () => {
    const plan = planned(minutes(120), seconds(13 * 60), seconds(30));
    expect(plan).toEqual({ work: minutes(120) + 9 * seconds(30), saveEvery: seconds(13.5 * 60) });
    const stopped = broken(assembling("default/train", 3, plan, 0));
    expect(inMinutes(stopped)).toEqual([67.5, 2.5, 70]);
    const again = counted(stopped, 3, minutes(72));
    expect([again.began, doneAt(stopped, minutes(90)), doneAt(again, minutes(82))]).toEqual([minutes(1), minutes(67.5), minutes(77.5)]);
  });

  test("a job that is over in one interval writes no checkpoint", () => {
    expect(planned(minutes(10), minutes(10), seconds(30)).work).toBe(minutes(10));
  });
});
