import { passes, stops, type Way } from "./gates.ts";

/** *kernelbug*: a flaw behind a system call that hardly anybody needs, and that takes no capability. docs.docker.com, "Seccomp security profiles for Docker". */
export const kernelbug: readonly Way[] = [
  {
    name: "a rarely used call",
    reaches: "host kernel",
    gates: {
      capabilities: () => passes("the call takes none"),
      seccomp: ({ seccomp }) => (seccomp ? stops("Docker's default profile refuses the call, one of about 44 of more than 300") : passes("no profile: every call goes through")),
      LSM: () => passes("AppArmor rules files and mounts, not this call"),
      runtime: ({ runtime }) => {
        if (runtime === "runsc") return stops("gVisor answers the call itself: the host's kernel never sees it");
        return runtime === "kata" ? stops("the call ends in the sandbox's own kernel, which is thrown away with it", "guest kernel") : passes("runc stands aside: the host's kernel answers");
      },
      "user namespace": () => passes("a kernel that is taken over knows no users"),
    },
  },
];
