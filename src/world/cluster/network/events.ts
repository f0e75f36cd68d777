import type { Control } from "../loop.ts";
import { requestDue, waveDue } from "./clients.ts";
import { proxyDue } from "./kube-proxy.ts";
import { unanswered } from "./send.ts";

/** What is going to happen on the way to services. */
export type NetworkEvent = { readonly type: "cluster" } & (
  /** A kube-proxy writes the rules of its node. */
  | { readonly what: "proxy"; readonly node: string }
  /** A client sends a request to a service; stale when the load was changed since. */
  | { readonly what: "request"; readonly service: string; readonly turn: number }
  /** A wave of a scenario's clients begins; stale when somebody has changed the load. */
  | { readonly what: "wave"; readonly client: number; readonly wave: number; readonly turn: number }
  /** The patience of a client that got no answer at all ends. */
  | { readonly what: "unanswered"; readonly service: string; readonly because: readonly number[] }
);

/** It only dispatches. */
export function handleNetwork(control: Control, event: NetworkEvent): void {
  switch (event.what) {
    case "proxy":
      return proxyDue(control, event.node);
    case "request":
      return requestDue(control, event.service, event.turn);
    case "wave":
      return waveDue(control, event);
    case "unanswered":
      return unanswered(control.world, event.service, event.because, control.env);
  }
}
