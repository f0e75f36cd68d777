import type { Container, RestartPolicy } from "../objects.ts";

/**
 * Whether a container that ended with that exit code is started again: by a rule of its own, its own policy, or the pod's.
 * Source: `pkg/api/v1/pod/util.go`, ContainerShouldRestart (own policies and rules: KEP-5307).
 */
export function containerShouldRestart(container: Container, podPolicy: RestartPolicy | undefined, exitCode: number): boolean {
  if (container.restartPolicy && matchesRule(container, exitCode)) return true;
  switch (container.restartPolicy ?? podPolicy ?? "Always") {
    case "Always": return true;
    case "OnFailure": return exitCode !== 0;
    case "Never": return false;
  }
}

const matchesRule = ({ restartPolicyRules = [] }: Container, exitCode: number): boolean =>
  restartPolicyRules.some(({ exitCodes }) => exitCodes.values.includes(exitCode) === (exitCodes.operator === "In"));
