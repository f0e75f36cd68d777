import { passes, stops, type Way } from "./gates.ts";
import { isRootOutside } from "./root.ts";
import { runcIsPatched } from "./versions.ts";

/**
 * *runtimebug*: the flaws of runc of 2019, 2024 and 2025. They act through the runtime itself, which is root on the host and
 * which none of the container's own gates hold: github.com/opencontainers/runc, security advisories.
 */
export const runtimebug: readonly Way[] = [
  {
    name: "through the runtime",
    reaches: "host root",
    gates: {
      capabilities: () => passes("the runtime has its own, not the container's"),
      seccomp: () => passes("the profile holds the container's program, not the runtime"),
      runtime: ({ runtime, runc }) => {
        if (runtime === "runsc") return stops("it ends at gVisor's kernel, a program without powers");
        if (runtime === "kata") return stops("what starts the program is inside the sandbox's own VM", "guest kernel");
        return runcIsPatched(runc) ? stops(`runc ${runc} is patched`) : passes(`runc ${runc} is not patched`);
      },
      "user namespace": isRootOutside,
    },
  },
];
