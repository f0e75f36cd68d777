import { SECOND } from "../../../kernel/time.ts";
import { machineOf } from "../../machine/machine.ts";
import { powerFactsOf } from "../../machine/power-facts.ts";
import { enqueue, type Control } from "../loop.ts";
import { lookForPressure } from "./eviction-manager.ts";
import { hollowDue } from "./hollow.ts";
import { putWorker, workerOf } from "./kubelets.ts";
import { hollowLeasesDue, leaseDue } from "./lease.ts";
import { preStopOver } from "./containerd.ts";
import { probeDue, probeLate } from "./prober.ts";
import type { ProbeKind } from "./pod-worker.ts";
import { containerNews, imageNews, pullNews } from "./runtime-news.ts";
import { kubeletWorks, standsStill, nodeSpecOf, startKubelet } from "./node-life.ts";

/** What is going to happen to kubelets. */
export type KubeletEvent = { readonly type: "cluster" } & (
  /** The kubelet of a machine has started. */
  | { readonly what: "kubelet"; readonly machine: string }
  | { readonly what: "lease"; readonly node: string; readonly turn: number }
  /** The kubelet of a machine looks how much memory is left. */
  | { readonly what: "eviction"; readonly node: string; readonly turn: number }
  | { readonly what: "hollow-leases"; readonly part: number }
  /** The runtime of a machine has news of a container: it has started or ended. */
  | { readonly what: "container"; readonly machine: string; readonly container: string }
  /** The timer of a probe ticks; a probe that waited for an answer has waited long enough. */
  | { readonly what: "probe"; readonly key: string; readonly container: string; readonly id: string; readonly kind: ProbeKind }
  | { readonly what: "probe-late"; readonly key: string; readonly container: string; readonly id: string; readonly kind: ProbeKind; readonly output: string }
  /** The preStop hook of a container is over. */
  | { readonly what: "pre-stop"; readonly key: string; readonly container: string; readonly id: string }
  /** The registry has answered for the image of a container; an image has come. */
  | { readonly what: "pull"; readonly key: string; readonly container: string }
  | { readonly what: "pulled"; readonly machine: string; readonly image: string }
  /** What hollow containers of a pod were doing is done. */
  | { readonly what: "hollow"; readonly key: string }
);

/** It only dispatches. */
export function handleKubelet(control: Control, event: KubeletEvent): void {
  if ("machine" in event && control.world.machines.get(event.machine)?.paused === true) return control.env.after(SECOND, event);
  switch (event.what) {
    case "kubelet":
      return kubeletUp(control, event.machine);
    case "lease":
      return leaseDue(control, event.node, event.turn);
    case "eviction":
      return lookForPressure(control, event.node, event.turn);
    case "hollow-leases":
      return hollowLeasesDue(control, event.part);
    case "container":
      return containerNews(control, event.machine, event.container);
    case "pulled":
      return imageNews(control, event.machine, event.image);
    default:
      return handlePod(control, event);
  }
}

type PodEvent = Extract<KubeletEvent, { key: string }>;

/** What concerns one pod; nothing happens while its kubelet or its machine stands still. */
function handlePod(control: Control, event: PodEvent): void {
  const worker = workerOf(control.cluster, event.key.slice(event.key.indexOf(" ") + 1));
  if (worker === undefined) return;
  if (!kubeletWorks(control, worker.node)) return standsStill(control, worker.node) ? control.env.after(SECOND, event) : undefined;
  switch (event.what) {
    case "pull":
      return pullNews(control, worker, event.container);
    case "probe":
      return probeDue(control, worker, event.container, event.kind, event.id);
    case "probe-late":
      return probeLate(control, worker, event.container, event.kind, event.id, event.output);
    case "pre-stop":
      return preStopOver(control, worker, event.container, event.id);
    case "hollow":
      putWorker(control.cluster, hollowDue(control, worker));
      return enqueue(control, "kubelet", event.key, 0);
  }
}

function kubeletUp(control: Control, path: string): void {
  const machine = machineOf(control.world, path);
  const spec = machine && nodeSpecOf(control.cluster, machine);
  if (machine?.up !== true || spec === undefined) return;
  control.causes = powerFactsOf(control.world, machine);
  startKubelet(control, machine, spec);
}
