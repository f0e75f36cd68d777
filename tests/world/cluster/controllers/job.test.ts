import { expect, test } from "vitest";
import { present } from "../../../../src/kernel/timeline.ts";
import { readIndexes, writeIndexes } from "../../../../src/world/cluster/controllers/job/indexes.ts";
import type { Job, JobSpec } from "../../../../src/world/cluster/objects.ts";
import { ask, later, object, objects, scene, setPods, shape, told, type Scene } from "../by-hand.ts";

const job = (spec: Partial<JobSpec> = {}): Job => ({
  metadata: { name: "report", namespace: "default" },
  spec: { parallelism: 1, completions: 1, backoffLimit: 6, completionMode: "NonIndexed", template: { spec: { restartPolicy: "Never", containers: [{ name: "report", image: "report:1" }] } }, ...spec },
  status: {},
});

const asked = (spec: Partial<JobSpec> = {}): Scene => later(ask(scene(), { do: "create", kind: "Job", object: job(spec) }), 1);
const status = (t: Scene): Job["status"] => object(t, "Job", "report").status;
const active = (t: Scene): string[] => objects(t, "Pod").filter(({ status: { phase }, metadata }) => phase !== "Succeeded" && phase !== "Failed" && metadata.deletionTimestamp === undefined).map(({ metadata }) => metadata.name);

/** The pods that work now end; `ok` or not. */
const endAll = (t: Scene, ok: boolean, only = active(t)): Scene => {
  const terminated = { exitCode: ok ? 0 : 1, finishedAt: present(t).now };
  return later(setPods(t, ({ metadata }) => only.includes(metadata.name), { phase: ok ? "Succeeded" : "Failed", containerStatuses: [{ name: "report", ready: false, restartCount: 0, state: { terminated } }] }), 1);
};

const conditions = (t: Scene): string[] => (status(t).conditions ?? []).map(({ type, status: is, reason }) => `${type}=${is} ${reason}`);

test("a job runs so many pods at once until enough have succeeded, and is complete", () => {
  const t = asked({ parallelism: 2, completions: 3 });
  expect([active(t).length, status(t).active]).toEqual([2, 2]);
  const two = endAll(t, true);
  expect([active(two).length, status(two).succeeded, status(two).completionTime]).toEqual([1, 2, undefined]);
  const done = endAll(two, true);
  expect([active(done).length, status(done).succeeded, conditions(done)]).toEqual([0, 3, ["SuccessCriteriaMet=True CompletionsReached", "Complete=True CompletionsReached"]]);
  expect(told(done, "report")).toEqual([...Array.from({ length: 3 }, () => "SuccessfulCreate Created pod: report-?????"), "Completed Job completed"]);
});

test("a failed pod is tried again after 10 s, then 20, then 40, and the limit ends it", () => {
  let t = endAll(asked({ backoffLimit: 2 }), false);
  const waits: number[] = [];
  for (let failures = 1; failures < 3; failures++) {
    const from = present(t).now;
    while (active(t).length === 0) t = later(t, 1);
    waits.push(Math.round((present(t).now - from) / 1e9));
    t = endAll(t, false);
  }
  expect(waits).toEqual([9, 19]);
  expect([status(t).failed, conditions(t)]).toEqual([3, ["FailureTarget=True BackoffLimitExceeded", "Failed=True BackoffLimitExceeded"]]);
  expect(told(t, "report").at(-1)).toBe("BackoffLimitExceeded Job has reached the specified backoff limit");
  expect(active(later(t, 600))).toEqual([]);
});

test("pods of an indexed job have numbers, and a failed number is done again", () => {
  const t = asked({ parallelism: 3, completions: 3, completionMode: "Indexed" });
  const numbers = (at: Scene): string[] => objects(at, "Pod").filter(({ metadata }) => active(at).includes(metadata.name)).map(({ metadata, spec }) => `${shape(metadata.name)} ${spec.hostname} ${spec.containers[0]!.env![0]!.value}`);
  expect(numbers(t)).toEqual(["report-0-????? report-0 0", "report-1-????? report-1 1", "report-2-????? report-2 2"]);
  const [zero, one, two] = active(t);
  const mixed = endAll(endAll(t, true, [zero!, two!]), false, [one!]);
  expect(status(mixed).completedIndexes).toBe("0,2");
  const again = later(mixed, 15);
  expect(numbers(again)).toEqual(["report-1-????? report-1 1"]);
  expect([status(endAll(again, true)).completedIndexes, conditions(endAll(again, true))[1]]).toEqual(["0-2", "Complete=True CompletionsReached"]);
});

test("a job that takes too long is ended with its pods", () => {
  const t = later(asked({ activeDeadlineSeconds: 60 }), 60);
  expect([active(t), conditions(t)]).toEqual([[], ["FailureTarget=True DeadlineExceeded", "Failed=True DeadlineExceeded"]]);
});

test("a suspended job has no pods until it goes on; its clock begins then", () => {
  const t = asked({ suspend: true });
  expect([active(t), status(t).startTime, conditions(t)]).toEqual([[], undefined, ["Suspended=True JobSuspended"]]);
  const on = later(ask(t, { do: "update", kind: "Job", object: { ...object(t, "Job", "report"), spec: { ...object(t, "Job", "report").spec, suspend: false } } }), 1);
  expect([active(on).length, conditions(on)]).toEqual([1, ["Suspended=False JobResumed"]]);
  expect(told(on, "report")).toEqual(["Suspended Job suspended", "Resumed Job resumed", "SuccessfulCreate Created pod: report-?????"]);
});

test("a finished job that nobody needs to see goes after its time, with its pods", () => {
  const done = endAll(asked({ ttlSecondsAfterFinished: 30 }), true);
  expect(objects(later(done, 20), "Job").length).toBe(1);
  expect([objects(later(done, 40), "Job"), objects(later(done, 40), "Pod")]).toEqual([[], []]);
});

test("numbers are written as runs", () => {
  const text = "0-3,5,7,8,10-12";
  expect(writeIndexes(readIndexes(text))).toBe(text);
  expect(writeIndexes(readIndexes(""))).toBe("");
});
