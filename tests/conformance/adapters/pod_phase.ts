import { podPhase } from "../../../src/world/cluster/kubelet/pod-phase.ts";
import type { Container, ContainerStatus, RestartPolicy } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { asSidecars, optional, pod } from "../kubernetes/objects.ts";

const STATES: Readonly<Record<string, Partial<ContainerStatus>>> = {
  running: { state: { running: {} } },
  runningStarted: { started: true, state: { running: {} } },
  stopped: { state: { terminated: { exitCode: 0 } } },
  succeeded: { state: { terminated: { exitCode: 0 } } },
  failed: { state: { terminated: { exitCode: -1 } } },
  waiting: { state: { waiting: {} } },
  waitingAfterExit0: { state: { waiting: {} }, lastState: { terminated: { exitCode: 0 } } },
  waitingAfterNonZero: { state: { waiting: {} }, lastState: { terminated: { exitCode: -1 } } },
};

interface Input {
  restartPolicy: RestartPolicy;
  containers: string[];
  specContainers: number;
  initContainers?: string[];
  specInitContainers?: number;
  sidecars?: number[];
  containerRestartPolicies?: RestartPolicy[];
  podHasInitialized?: boolean;
  podIsTerminal?: boolean;
}

const statuses = (prefix: string, states: readonly string[]): ContainerStatus[] =>
  states.map((state, i) => ({ name: `${prefix}${i}`, ready: false, restartCount: 0, ...STATES[state] }));

export const check = answering((input: Input) => {
  const inits = input.initContainers;
  const sidecars = input.sidecars ?? [];
  // A list of init containers without statuses still means that the pod has one.
  const initCount = inits ? Math.max(1, inits.length, input.specInitContainers ?? 0, ...sidecars.map(i => i + 1)) : 0;
  const initContainers = asSidecars(Array.from({ length: initCount }, (_, i) => ({ name: `init${i}` })), sidecars);
  const containers = Array.from({ length: input.specContainers }, (_, i): Container =>
    ({ name: `c${i}`, ...optional("restartPolicy", input.containerRestartPolicies?.[i]) }));
  const { spec } = pod({ restartPolicy: input.restartPolicy, containers, initContainers });
  const life = { terminal: input.podIsTerminal === true, initialized: input.podHasInitialized === true };
  return podPhase(spec, [...statuses("init", inits ?? []), ...statuses("c", input.containers)], life);
});
export const engineMatters = false;
