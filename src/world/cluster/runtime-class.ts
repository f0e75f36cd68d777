import type { PodSpec } from "./objects.ts";

/**
 * What `runtimeClassName` stands for on every node of this world, as if its RuntimeClasses were there from the beginning
 * (`node.k8s.io/v1`, handler; containerd's `runtimes`): a small VM for each pod, or a kernel written as a program.
 */
const HANDLERS: Readonly<Record<string, string>> = { kata: "io.containerd.kata.v2", gvisor: "runsc" };

export const runtimeOf = ({ runtimeClassName = "" }: PodSpec): string => HANDLERS[runtimeClassName] ?? "runc";

/** Why the class will not do. Source: `plugin/pkg/admission/runtimeclass/admission.go`, prepareObjects. */
export const runtimeClassRefusal = ({ spec: { runtimeClassName = "" } }: { readonly spec: PodSpec }): string | undefined =>
  runtimeClassName === "" || runtimeClassName in HANDLERS ? undefined : `pod rejected: RuntimeClass "${runtimeClassName}" not found`;
