import { machineOf } from "../../machine/machine.ts";
import { enqueue, type Control } from "../loop.ts";
import { hollowDue } from "./hollow.ts";
import { putWorker, workerOf } from "./kubelets.ts";
import { hollowLeasesDue, leaseDue } from "./lease.ts";
import { containerNews, imageNews, pullNews } from "./runtime-news.ts";
import { kubeletWorks, nodeSpecOf, startKubelet } from "./node-life.ts";

/** What is going to happen to kubelets. */
export type KubeletEvent = { readonly type: "cluster" } & (
  /** The kubelet of a machine has started. */
  | { readonly what: "kubelet"; readonly machine: string }
  | { readonly what: "lease"; readonly node: string; readonly turn: number }
  | { readonly what: "hollow-leases"; readonly slot: number }
  /** The runtime of a machine has news of a container: it has started or ended. */
  | { readonly what: "container"; readonly machine: string; readonly container: string }
  /** The registry has answered for the image of a container; an image has come. */
  | { readonly what: "pull"; readonly key: string; readonly container: string }
  | { readonly what: "pulled"; readonly machine: string; readonly image: string }
  /** What hollow containers of a pod were doing is done. */
  | { readonly what: "hollow"; readonly key: string }
);

/** It only dispatches. */
export function handleKubelet(control: Control, event: KubeletEvent): void {
  switch (event.what) {
    case "kubelet":
      return kubeletUp(control, event.machine);
    case "lease":
      return leaseDue(control, event.node, event.turn);
    case "hollow-leases":
      return hollowLeasesDue(control, event.slot);
    case "container":
      return containerNews(control, event.machine, event.container);
    case "pull":
      return pullNews(control, event.key, event.container);
    case "pulled":
      return imageNews(control, event.machine, event.image);
    case "hollow":
      return hollowEvent(control, event.key);
  }
}

function kubeletUp(control: Control, path: string): void {
  const machine = machineOf(control.world, path);
  const spec = machine && nodeSpecOf(control.cluster, machine);
  if (machine?.up === true && spec !== undefined) startKubelet(control, machine, spec);
}

function hollowEvent(control: Control, key: string): void {
  const worker = workerOf(control.cluster, key.slice(key.indexOf(" ") + 1));
  if (worker === undefined || !kubeletWorks(control, worker.node)) return;
  putWorker(control.cluster, hollowDue(control, worker));
  enqueue(control, "kubelet", key, 0);
}
