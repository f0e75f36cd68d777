import { percent } from "../../display/format-number.ts";
import type { GpuPartRow, GpuProgramRow, GpuRow } from "../../world/gpu/rows.ts";
import type { Observation } from "../../world/observation.ts";
import type { Reply, Verb } from "../verb.ts";
import { fail, say } from "./say.ts";

const MIB = 1024 ** 2;

interface Query<R> {
  readonly head: string;
  readonly value: (row: R) => string;
}

/** Fields of `--query-gpu` and of `--query-compute-apps` that are known here. Source: `nvidia-smi --help-query-gpu`. */
const OF_GPU: Readonly<Record<string, Query<{ readonly gpu: GpuRow; readonly parts: readonly GpuPartRow[] }>>> = {
  index: { head: "index", value: ({ gpu }) => `${gpu.index}` },
  name: { head: "name", value: ({ gpu }) => gpu.model },
  uuid: { head: "uuid", value: ({ gpu }) => gpu.uuid },
  "memory.total": { head: "memory.total [MiB]", value: () => "81559 MiB" },
  "memory.used": { head: "memory.used [MiB]", value: ({ parts }) => `${mib(parts.reduce((sum, { used }) => sum + used, 0))} MiB` },
  "utilization.gpu": { head: "utilization.gpu [%]", value: ({ gpu, parts }) => (gpu.mig ? "[N/A]" : `${percent(parts[0]!.busy, 0)} %`) },
  "mig.mode.current": { head: "mig.mode.current", value: ({ gpu }) => (gpu.mig ? "Enabled" : "Disabled") },
};
const OF_PROGRAM: Readonly<Record<string, Query<GpuProgramRow>>> = {
  pid: { head: "pid", value: ({ pid }) => `${pid}` },
  process_name: { head: "process_name", value: ({ command }) => command },
  used_memory: { head: "used_gpu_memory [MiB]", value: ({ used }) => `${mib(used)} MiB` },
};

const mib = (bytes: number): number => Math.round(bytes / MIB);

/** The GPUs that this machine's driver has, their pieces, and who is on them. Source: `nvidia-smi -L`, `--query-gpu`, `--query-compute-apps`. */
export const nvidiaSmi: Verb = {
  path: "nvidia-smi",
  about: "the GPUs that this machine's driver has",
  flags: [
    { name: "--list-gpus", short: "-L", about: "one line for each, and for each piece" },
    { name: "--query-gpu", about: "like name,memory.used,utilization.gpu", value: "fields" },
    { name: "--query-compute-apps", about: "like pid,process_name,used_memory", value: "fields" },
    { name: "--format", about: "csv", value: "format" },
  ],
  args: [],
  unmodelled: ["-q", "--query", "-i", "-l", "-mig", "-pm", "-r", "dmon", "pmon", "topo", "mig"],
  example: "nvidia-smi -L",
  note: "the big table is not simulated; a node's label nvidia.com/mig.config divides its GPUs",
  run({ flags }, seen, seat) {
    const gpus = seen.tables.gpus.filter(({ machine }) => machine === seat.machine);
    if (gpus.length === 0) return fail("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.", "a GPU that was passed through to a VM is the VM's alone", 9);
    const [ofGpu, ofProgram] = [flags["query-gpu"], flags["query-compute-apps"]];
    if (typeof ofGpu === "string") return table(OF_GPU, ofGpu, gpus.map((gpu) => ({ gpu, parts: partsOf(gpu, seen) })));
    if (typeof ofProgram === "string") return table(OF_PROGRAM, ofProgram, seen.tables.gpu_programs.filter(({ machine }) => machine === seat.machine));
    if (flags["list-gpus"] === undefined) return fail("nvidia-smi: the big table is not simulated here", "nvidia-smi -L, or nvidia-smi --query-compute-apps=pid,process_name,used_memory --format=csv");
    return say(gpus.flatMap((gpu) => [`GPU ${gpu.index}: ${gpu.model} (UUID: ${gpu.uuid})`, ...partsOf(gpu, seen).flatMap(pieceLine)]));
  },
};

const partsOf = ({ machine, index }: GpuRow, { tables }: Observation): readonly GpuPartRow[] => tables.gpu_parts.filter((part) => part.machine === machine && part.gpu === index);

const pieceLine = ({ profile, index, uuid }: GpuPartRow): string[] => (profile === "" ? [] : [`  MIG ${profile.padEnd(11)} Device ${`${index}`.padStart(2)}: (UUID: ${uuid})`]);

function table<R>(known: Readonly<Record<string, Query<R>>>, asked: string, rows: readonly R[]): Reply {
  const names = asked.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) return fail(`Field "${unknown}" is not a valid field to query.`, `fields here: ${Object.keys(known).join(", ")}`, 2);
  return say([names.map((name) => known[name]!.head).join(", "), ...rows.map((row) => names.map((name) => known[name]!.value(row)).join(", "))]);
}
