import type { Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

/** The GPUs that this machine's driver has. Source: `nvidia-smi -L`. */
export const nvidiaSmi: Verb = {
  path: "nvidia-smi",
  about: "the GPUs that this machine's driver has",
  flags: [{ name: "--list-gpus", short: "-L", about: "one line for each" }],
  args: [],
  unmodelled: ["-q", "--query", "-i", "-l", "-mig", "--query-gpu", "--format", "-pm", "-r", "dmon", "pmon", "topo", "mig"],
  example: "nvidia-smi -L",
  note: "clocks, temperatures and the table of processes are not modelled",
  run({ flags }, seen, seat) {
    const gpus = seen.tables.gpus.filter(({ machine }) => machine === seat.machine);
    if (gpus.length === 0) return fail("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.", "a GPU that was passed through to a VM is the VM's alone", 9);
    if (flags["list-gpus"] === undefined) return fail("nvidia-smi: only the list of GPUs is simulated here", "nvidia-smi -L");
    return say(gpus.map(({ index, model, uuid }) => `GPU ${index}: ${model} (UUID: ${uuid})`));
  },
};
