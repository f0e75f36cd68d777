import type { Signal } from "../command.ts";
import type { Limits, Restart, Settings } from "./spec.ts";

/** What a docker client asks its engine for. Containers are named by their full ids. */
export type DockerCommand = { readonly type: "docker"; readonly machine: string } & (
  /** `run` is creating and starting; an image that is missing is pulled first by another command. */
  | { readonly do: "create"; readonly settings: Settings; readonly start: boolean; /** Whoever asks has waited for the image's pull. */ readonly pulled?: boolean }
  | { readonly do: "start"; readonly ids: readonly string[] }
  | { readonly do: "stop" | "restart"; readonly ids: readonly string[]; readonly graceSeconds: number }
  | { readonly do: "kill"; readonly ids: readonly string[]; readonly signal: Signal }
  | { readonly do: "pause" | "unpause"; readonly ids: readonly string[] }
  | { readonly do: "rm"; readonly ids: readonly string[]; readonly force: boolean; readonly volumes: boolean }
  | { readonly do: "rename"; readonly id: string; readonly name: string }
  | { readonly do: "update"; readonly ids: readonly string[]; readonly limits: Partial<Limits>; readonly restart?: Restart }
  /** The client that waited has shown what the program prints: it ends. */
  | { readonly do: "finish"; readonly id: string; readonly status: number; readonly printed: readonly string[] }
  /** A shell inside, for somebody at a terminal. */
  | { readonly do: "exec"; readonly id: string; readonly terminal: string; readonly shell: string }
  | { readonly do: "write"; readonly id: string; readonly path: string; readonly bytes: number; readonly text?: string; readonly append: boolean }
  | { readonly do: "unlink"; readonly id: string; readonly path: string }
  | { readonly do: "pull" | "push"; readonly name: string }
  | { readonly do: "tag"; readonly from: string; readonly to: string }
  | { readonly do: "rmi"; readonly names: readonly string[]; readonly force: boolean }
  | { readonly do: "build"; readonly file: string; readonly name: string }
  | { readonly do: "networkCreate"; readonly name: string }
  | { readonly do: "networkRemove"; readonly names: readonly string[] }
  | { readonly do: "networkConnect"; readonly network: string; readonly id: string; readonly aliases: readonly string[] }
  | { readonly do: "networkDisconnect"; readonly network: string; readonly id: string }
  /** Customers order: the program that asks a database writes rows into it. */
  | { readonly do: "orders"; readonly count: number }
  /** Containers of an image begin to come and go. */
  | { readonly do: "churn"; readonly image: string; readonly containers: number; readonly lifeSeconds: number }
  | { readonly do: "volumeCreate"; readonly name: string }
  | { readonly do: "volumeRemove"; readonly names: readonly string[] }
);

export type Ask<D extends DockerCommand["do"]> = Extract<DockerCommand, { do: D }>;

/** Stale when the container has taken another turn since. */
export type DockerEvent = { readonly type: "docker"; readonly machine: string } & (
  | { readonly what: "stage" | "restart" | "grace" | "warm" | "checked" | "looks" | "back" | "script"; readonly container: string; readonly turn: number }
  | { readonly what: "exit"; readonly container: string; readonly turn: number; readonly status: number }
  | { readonly what: "leak" | "greed"; readonly container: string; readonly turn: number; readonly bytesPerSecond: number }
  | { readonly what: "pull" | "push"; readonly name: string }
  | { readonly what: "churn" }
  | { readonly what: "churnAsks" }
  | { readonly what: "hostReplaced"; readonly because: number }
  | { readonly what: "request"; readonly client: string; readonly turn: number }
);
