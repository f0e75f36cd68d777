import type { MountSpec } from "../containers/spec.ts";
import { passes, stops, type Judge, type Way } from "./gates.ts";
import { becomesRoot, isRootOutside } from "./root.ts";

/** *misconfig*: no bug is needed. Somebody has left a door open, with a flag or a mount: docs.docker.com, "Docker Engine security". */

const runtimeHasOwnKernel: Judge = ({ runtime }) => {
  if (runtime === "runsc") return stops("gVisor's kernel grants these powers over itself only");
  return runtime === "kata" ? stops("these are powers over the sandbox's own kernel, which is thrown away with it", "guest kernel") : passes("runc hands out the host's own");
};

const holdsPower: Judge = ({ holds }) => {
  const found = ["SYS_MODULE", "SYS_ADMIN"].find(holds);
  return found === undefined ? stops("it holds neither SYS_MODULE nor SYS_ADMIN") : passes(`it holds ${found}`);
};

/** AppArmor's `docker-default` denies mount; it has no say in module loading by who holds SYS_MODULE. */
const mayMount: Judge = ({ holds, lsm }) => {
  if (holds("SYS_MODULE")) return passes("the profile has no say in kernel modules");
  return lsm ? stops("AppArmor's docker-default denies mount") : passes("no profile confines it");
};

const DOCKER_SOCKET = /^\/(run|var\/run)?(\/docker\.sock)?$|^\/var$/;
const SYSTEM = /^\/$|^\/(etc|root|boot|usr|bin|sbin|lib|lib64|proc|sys|dev|var|run)(\/|$)/;

const socket = (mounts: readonly MountSpec[]): MountSpec | undefined => mounts.find((m) => m.kind === "bind" && DOCKER_SOCKET.test(m.source));
const systemDirectory = (mounts: readonly MountSpec[]): MountSpec | undefined => mounts.find((m) => m.kind === "bind" && !m.readOnly && SYSTEM.test(m.source) && !m.source.endsWith("docker.sock"));

export const misconfig: readonly Way[] = [
  {
    name: "--privileged",
    reaches: "host root",
    gates: {
      configuration: ({ privileged }) => (privileged ? passes("--privileged: all capabilities, all devices, no seccomp, no LSM profile") : stops("it is not privileged")),
      "no-new-privileges": becomesRoot, runtime: runtimeHasOwnKernel, "user namespace": isRootOutside,
    },
  },
  {
    name: "the engine's socket",
    reaches: "host root",
    gates: {
      configuration: ({ mounts }) => (socket(mounts) === undefined ? stops("no docker.sock is mounted") : passes("docker.sock is mounted: whoever opens it commands the engine, and `:ro` does not change that")),
      "no-new-privileges": becomesRoot,
      runtime: ({ runtime }) => (runtime === "runc" ? passes("runc mounts the host's own socket") : stops("a socket of the host does not work across the sandbox")),
      "user namespace": isRootOutside,
    },
  },
  {
    name: "a directory of the host",
    reaches: "host root",
    gates: {
      configuration: ({ mounts }) => (systemDirectory(mounts) === undefined ? stops("no system directory of the host is mounted for writing") : passes(`${systemDirectory(mounts)!.source} of the host can be written to, whatever the runtime`)),
      "no-new-privileges": becomesRoot, "user namespace": isRootOutside,
    },
  },
  {
    name: "a power over the kernel",
    reaches: "host root",
    gates: { capabilities: holdsPower, seccomp: () => passes("Docker's profile opens the calls that a capability is for"), LSM: mayMount, "no-new-privileges": becomesRoot, runtime: runtimeHasOwnKernel, "user namespace": isRootOutside },
  },
];
