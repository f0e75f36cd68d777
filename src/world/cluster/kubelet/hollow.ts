import { millis } from "../../../kernel/time.ts";
import type { Control } from "../loop.ts";
import { takeAddress } from "./address.ts";
import { changeRun, isAlive, syncKey, type PodWorker } from "./pod-worker.ts";
import type { Runtime } from "./runtime.ts";

/**
 * Containers that are only entered in books: they start after the usual time, run, are ready, and end when they are
 * told to. So clusters of thousands of nodes can be had, as with kubemark. Source: `pkg/kubemark/hollow_kubelet.go`.
 */

/** Sandbox, mounts, image present: from the first sync to a running container. */
const START = millis(1600);
/** A program that heeds SIGTERM, and the kubelet's next look at it. */
const STOP = millis(900);

const later = ({ env }: Control, worker: PodWorker, delay: number): void => env.after(delay, { type: "cluster", what: "hollow", key: syncKey(worker.pod) });

export const hollow: Runtime = {
  startSandbox(control, worker) {
    later(control, worker, START);
    return { ...worker, sandbox: { ...worker.sandbox, stage: "starting" } };
  },

  startContainer({ env }, worker, name) {
    return changeRun(worker, name, (run) => ({ ...run, stage: "running", id: name, startedAt: env.now, restarts: run.restarts + (run.id === "" ? 0 : 1), waiting: undefined, started: true, ready: true }));
  },

  stopContainer(control, worker, name) {
    later(control, worker, STOP);
    return changeRun(worker, name, (run) => ({ ...run, stopping: true }));
  },

  stopSandbox: (_, worker) => ({ ...worker, sandbox: { ...worker.sandbox, stage: "none" } }),

  removePod() {},
};

/** What hollow containers of a pod were doing is done: the sandbox is there, or they have ended. */
export function hollowDue(control: Control, worker: PodWorker): PodWorker {
  if (worker.sandbox.stage === "starting") {
    const address = takeAddress(control, worker);
    return { ...worker, sandbox: { stage: "ready", id: address, address, attempt: worker.sandbox.attempt + 1 } };
  }
  let after = worker;
  for (const { name } of worker.runs.filter((run) => run.stopping && isAlive(run))) {
    const ended = (startedAt: number) => ({ exitCode: 0, reason: "Completed", startedAt, finishedAt: control.env.now });
    after = changeRun(after, name, (run) => ({ ...run, stage: "exited", stopping: false, before: run.ended, ended: ended(run.startedAt) }));
  }
  return after;
}
