import { millis, type Nanos } from "../../../kernel/time.ts";
import type { Control } from "../loop.ts";
import { backoffEnd, BACKOFF_PERIOD, inPool, isWaiting, LEFTOVER_PERIOD, MAX_IN_POOL, retry, takeFirst } from "./queue.ts";
import { scheduleOne } from "./schedule-one.ts";

/** What a decision takes: some hundred a second, as upstream makes in a cluster of thousands of nodes. */
const SCHEDULING_TIME: Nanos = millis(2);

/** What the scheduler's own clocks bring: its next decision, or a look at those who wait. */
export type SchedulerDue = "cycle" | "backoff" | "leftover";

export function schedulerDue(control: Control, due: SchedulerDue): void {
  if (due === "cycle") cycle(control);
  else if (due === "backoff") flushBackoff(control);
  else flushLeftover(control);
  keepGoing(control);
}

/** Begins with the next decision, and keeps the clocks going, as long as there is somebody to do it for. */
export function keepGoing({ cluster: { scheduler }, env }: Control): void {
  const { queue, running } = scheduler;
  const start = (due: SchedulerDue, wanted: boolean, after: Nanos): void => {
    if (!wanted || running.has(due)) return;
    running.add(due);
    env.after(after, { type: "cluster", what: "scheduler", due });
  };
  start("cycle", isWaiting(queue), SCHEDULING_TIME);
  start("backoff", queue.backoff.size > 0, BACKOFF_PERIOD - (env.now % BACKOFF_PERIOD));
  start("leftover", queue.pods.size > 0, LEFTOVER_PERIOD - (env.now % LEFTOVER_PERIOD));
}

/** Source: `pkg/scheduler/schedule_one.go`, ScheduleOne. */
function cycle(control: Control): void {
  const { scheduler, store } = control.cluster;
  scheduler.running.delete("cycle");
  const queued = takeFirst(scheduler.queue);
  const pod = queued && store.get("Pod", queued.key);
  if (pod === undefined || pod.spec.nodeName !== undefined) return;
  control.causes = queued!.causes;
  scheduleOne(control, pod, queued!);
}

/** Those whose back-off is over get into the line. Source: `scheduling_queue.go`, flushBackoffQCompleted. */
function flushBackoff({ cluster: { scheduler }, env }: Control): void {
  scheduler.running.delete("backoff");
  for (const pod of [...scheduler.queue.backoff.values()]) if (backoffEnd(pod) <= env.now) retry(scheduler.queue, pod, env.now, []);
}

/** Those whom nothing has helped for long are tried all the same. Source: `scheduling_queue.go`, flushUnschedulablePodsLeftover. */
function flushLeftover({ cluster: { scheduler }, env }: Control): void {
  scheduler.running.delete("leftover");
  const { queue } = scheduler;
  const left = inPool(queue).filter(({ since }) => env.now - since > MAX_IN_POOL);
  for (const pod of left) retry(queue, pod, env.now, []);
}
