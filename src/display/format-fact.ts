import type { Nanos } from "../kernel/time.ts";
import { counted, fixed, percent } from "./format-number.ts";
import { sizeText } from "./format-size.ts";
import { clockText } from "./format-time.ts";
import { span, type Line, type Tone } from "./line.ts";

type Cell = string | number | boolean;

/** The part of a fact that is told: a kernel fact is one. */
export interface Told {
  readonly at: Nanos;
  readonly type: string;
  /** `kind/name`. */
  readonly about: string;
  readonly detail?: Readonly<Record<string, Cell>>;
}

/** How one type of fact is put: `who` is the name behind the slash, `d` its detail with every missing value as "". */
interface Wording {
  readonly tone: Tone;
  say(who: string, d: (name: string) => string, n: (name: string) => number): string;
}

const plain = (say: Wording["say"]): Wording => ({ tone: "plain", say });
const muted = (say: Wording["say"]): Wording => ({ tone: "muted", say });
const good = (say: Wording["say"]): Wording => ({ tone: "good", say });
const warn = (say: Wording["say"]): Wording => ({ tone: "warn", say });
const bad = (say: Wording["say"]): Wording => ({ tone: "bad", say });

function most(d: (name: string) => string): string {
  if (d("capped_by") !== "") return `; cpu.max of ${groupText(d("capped_by").slice(1))} holds it back`;
  if (d("held_by") === "host") return "; its machine is a VM, and the host holds that back";
  if (d("taken_most_by") === "") return "";
  const alike = Number(d("and_as_much_by"));
  return alike > 0 ? `: ${d("taken_most_by")}, and ${counted(alike, "other")} that used as much` : `; most of it went to ${d("taken_most_by")}`;
}

/** Cgroups of containers and pods have names that nobody can read. */
const groupText = (path: string): string => (/(?:docker|cri-containerd)-[^/]*$/.test(path) ? "its own container" : /-pod[^/]*\.slice$/.test(path) ? "its own pod" : `cgroup ${path}`);
const several = (d: (name: string) => string): string => (d("pids").includes(" ") ? counted(d("pids").split(" ").length, "process", "processes") : `pid ${d("pids")}`);
const inVm = (d: (name: string) => string): string => (d("vm") === "" ? "" : ` in ${d("vm")}`);
const kiB = (kb: number): string => sizeText(kb * 1024);
const unheard = (d: (name: string) => string): string => (d("heeded") === "false" ? ", and there is no system up to hear it" : "");
const limitText = (value: number, unit: string): string => (value === 0 ? "no limit" : `${unit === "B/s" ? `${sizeText(value)}/s` : `${value} requests/s`}`);

const LOST: Readonly<Record<string, string>> = {
  refused: "nobody listens where they are sent", timeouts: "nobody answers them in time", failed: "whoever took them has ended or answers with an error",
  full: "more come than it can answer, and its queue is full", slow: "it answers them too late",
};

/** What happened, in one sentence per type: the event log, `why` and the lessons use the same words. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  worldBegan: muted((_who, d) => `the world began: ${d("scenario")}`),
  commandGiven: { tone: "key", say: (_who, d) => (d("line").startsWith("x ") ? `you broke something: ${d("line").slice(2)}` : `you ran: ${d("line")}`) },
  faultInjected: { tone: "key", say: (_who, d) => `fault "${d("name")}": ${d("about")}` },
  migrationBegan: plain((who, d) => `${who} is copied from ${d("from")} to ${d("to")} while it runs; that takes about ${d("copying_s")} s`),
  vmMigrated: good((who, d) => `${who} runs on ${d("to")} now; it stood still for ${d("pause_ms")} ms`),
  yearIncident: { tone: "plain", say: (_who, d) => `day ${d("day")}: ${d("what")}` },
  yearOver: good((_who, d) => `the year is over: ${d("hours")} hours of work`),
  trainingBegan: good((who, _d, n) => `${who}: all ${n("workers")} workers are there, training begins`),
  trainingStopped: bad((who, _d, n) => `${who}: ${n("there")} of ${n("size")} workers are left, so all of them stop${n("lostMinutes") === 0 ? "" : `, ${n("lostMinutes")} minutes of work are lost`}`),
  gpuFailed: bad((_who, _d, n) => `a GPU failed: all ${n("workers")} workers stop, and lose ${n("minutes")} minutes of work each`),
  gpuOutOfMemory: bad((who, d, n) => `${who} asks its GPU for ${sizeText(n("asked_bytes"))}, and ${n("free_bytes") < 2 ** 20 ? "nothing" : sizeText(n("free_bytes"))} is left${d("by") === "" ? "" : `: ${d("by")} holds ${sizeText(n("by_bytes"))}`}; it ends`),
  gpuMissing: bad((who) => `${who} finds no GPU`),
  gpuGreedBegan: bad((who) => `the program of container ${who} takes every turn on its GPU, and all memory that it can get`),
  gpuDivided: good((who, d) => (d("into") === "" ? `the GPUs of ${who} are whole again` : `each GPU of ${who} is divided: ${d("into").split(" ").length} instances, ${[...new Set(d("into").split(" "))].join(", ")}`)),
  gpuNotDivided: bad((who, d) => `the GPUs of ${who} cannot be divided as "${d("wanted")}": somebody uses them, or there is no such layout`),
  trainingOver: good((_who, d) => `the training is over: ${d("goodput")}% of its time counted`),
  trainingFinished: good((who, _d, n) => `${who}: training is done after ${n("minutes")} minutes, every worker ends`),
  loadChanged: plain((who, d) => `the load on ${who} is now ${d("per_second")} requests/s`),

  appStarted: plain((who, _d, n) => `${who} started: ${counted(n("processes"), "process", "processes")}${n("threads") > n("processes") ? `, ${counted(n("threads"), "thread")} each` : ""}`),
  appStopped: plain((who) => `${who} stopped`),
  appRestarted: warn((who, d) => `${who} was started again by its supervisor (restarts so far: ${d("restarts")})`),
  processKilled: warn((who, d) => `a process of ${who} was killed by a signal (pid ${d("pid")}, exit status ${d("status")})`),
  signalled: plain((who, d) => `${who} got ${d("signal")} (${several(d)})`),
  reniced: plain((who, d) => `${who} went from nice ${d("from")} to ${d("to")} (${several(d)})`),
  oomScoreAdjusted: plain((who, d) => `the OOM adjustment of ${who} went from ${d("from")} to ${d("to")} (${several(d)})`),
  affinitySet: plain((who, d) => `${who} may run on CPUs ${d("cpus")} only (${several(d)})`),

  cpuContended: warn((who, d, n) => `${who} waits for CPU: it gets ${fixed(n("cpu"), 2)} and wants ${fixed(n("cpu") + n("waiting"), 2)}${most(d)}`),
  cpuContendedOver: good((who) => `${who} gets the CPU it wants again`),
  cpuStolen: warn((who, d, n) => `${who} is held back: ${percent(n("steal"), 0)}% of its time it was ready and the host ran others${most(d)}`),
  cpuStolenOver: good((who) => `${who} is no longer held back by the host`),

  memoryLow: warn((who, d, n) => `${who} is short of memory: ${n("available_bytes") > 0 ? sizeText(n("available_bytes")) : `${d("available_MiB")} MiB`} left${d("taken_last_by") === "" ? "" : `; ${d("taken_last_by")} took the last of it`}`),
  memoryEnough: good((who) => `${who} has enough memory again`),
  swapping: warn((who, _d, n) => `${who} swaps: ${sizeText(n("bytes_per_second"))}/s go to or come from disk`),
  swappingOver: good((who, _d, n) => `${who} swaps no more${n("swap_used_bytes") > 0 ? `; ${sizeText(n("swap_used_bytes"))} are still on disk` : ""}`),
  oomKill: bad((who, d, n) => `out of memory${d("constraint") === "memcg" ? ` in cgroup ${d("limited_group").slice(1)}, which may hold ${sizeText(n("limit_bytes"))}` : ""}: the kernel killed ${d("process") || who} (pid ${d("pid")}), which held ${kiB(n("anon_rss_kB") + n("file_rss_kB"))}: killing it frees the most${n("oom_score_adj") === 0 ? "" : `, with its adjustment of ${d("oom_score_adj")}`}`),

  groupMade: plain((who) => `cgroup ${who} was made`),
  groupRemoved: plain((who) => `cgroup ${who} was removed`),
  groupSet: plain((who, d) => `${d("file")} of cgroup ${who} was set to ${d("to") === "" ? "nothing" : d("to")}`),
  forkRejected: warn((who, d) => `cgroup ${who} has as many tasks as pids.max of /${String(d("limit_of")).slice(1)} allows, ${d("pids_max")}: a fork of ${d("process")} is refused`),

  requestsTimingOut: bad((who, d) => `clients of ${who} give up waiting: ${d("per_second")} a second`),
  requestsFailing: bad((who, d) => `requests to ${who} fail: ${d("per_second")} a second`),
  requestsRecovering: good((who) => `${who} answers its clients in time again`),

  imagePulling: muted((who) => `image ${who} is being pulled`),
  imagePulled: plain((who, _d, n) => `image ${who} was pulled: ${sizeText(n("fetched_bytes"))} in ${fixed(n("seconds"), 1)} s`),
  imagePushing: muted((who) => `image ${who} is being pushed`),
  imagePushed: plain((who) => `image ${who} is in the registry`),
  imageBuilt: plain((who, d) => `image ${who} was built from ${d("file")}`),
  containerCreated: plain((who, d) => `container ${who} was created from ${d("image")}`),
  containerAsked: plain((who, d) => (d("to") === "stop" ? `container ${who} was asked to stop` : `docker ${d("to")} of container ${who}`)),
  containerStarting: muted((who) => `container ${who} starts`),
  containerStarted: plain((who, d) => `container ${who} runs: its first process is pid ${d("pid")} of the machine`),
  containerStartFailed: bad((who, d) => `container ${who} could not start: ${d("reason")}`),
  containerDied: warn((who, d) => `container ${who} ended with exit code ${d("exit_code")}${d("oom_killed") === "true" ? ": killed for its memory" : ""}`),
  containerCrashed: bad((who) => `the program of container ${who} crashes`),
  deadlocked: bad((who) => `the program of container ${who} hangs: it takes requests and answers none`),
  leakBegan: bad((who, _d, n) => `the program of container ${who} begins to leak ${sizeText(n("bytes_per_second"))} a second`),
  programGaveUp: warn((who) => `the program of container ${who} gives up: its log says why`),
  serviceAway: bad((who, d) => `${who} takes no connections for ${d("seconds")} s`),
  serviceBack: good((who) => `${who} takes connections again`),
  powerLost: bad((who) => `${who} has no power: all that ran on it is gone`),
  machineGoesDown: plain((who, _d, n) => `${who} goes down to start again${n("guests") > 0 ? `: its ${counted(n("guests"), "VM")} ${n("guests") === 1 ? "is" : "are"} asked to shut down first` : ""}`),
  machineRebooted: warn((who) => `${who} starts again`),
  machineUp: good((who, _d, n) => `${who} is up after ${fixed(n("seconds"), 0)} s`),
  controlPlaneAway: bad(() => "the control plane is away: pods go on, and nobody looks after them"),
  controlPlaneBack: good(() => "the control plane is back: its controllers look at everything again"),
  kernelHangs: bad((who) => `the kernel of ${who} hangs`),
  containerPaused: plain((who) => `container ${who} is paused`),
  containerUnpaused: plain((who) => `container ${who} goes on`),
  containerRemoved: muted((who) => `container ${who} was removed`),
  containerRenamed: plain((who, d) => `container ${d("from")} is now called ${who}`),
  containerUpdated: plain((who) => `the limits of container ${who} were changed`),
  graceOver: warn((who) => `container ${who} did not end in time, so it is killed`),
  pidNamespaceEnded: warn((_who, _d, n) => `the first process of a pid namespace ended, and took ${counted(n("processes"), "process", "processes")} with it`),

  vmStarted: plain((who, d, n) => `VM ${who} was switched on: ${d("vcpus")} vCPUs and ${sizeText(n("promised_bytes"))} promised`),
  vmBooting: muted((who, d) => `VM ${who} boots: ${d("about") || d("stage")}`),
  vmUp: good((who, _d, n) => `VM ${who} is up${n("seconds") > 0 ? ` after ${fixed(n("seconds"), 1)} s` : ""}`),
  vmShutdown: plain((who, d) => `VM ${who} was asked to shut down${unheard(d)}`),
  vmShutOff: warn((who, d) => `VM ${who} is off${d("reason") === "" ? "" : ` (${d("reason")})`}`),
  vmReboot: plain((who, d) => `VM ${who} was asked to restart${unheard(d)}`),
  vmSuspended: plain((who) => `VM ${who} is paused: its vCPUs get no time`),
  vmResumed: good((who) => `VM ${who} goes on`),
  vmCrashed: bad((who) => `VM ${who} has crashed: its own kernel stopped, with all that ran on it`),
  kernelPanic: bad((who) => `kernel panic in ${who}: this kernel has stopped, with all that ran on it`),
  vcpusChanged: plain((who, d) => `VM ${who} went from ${d("from")} to ${d("to")} vCPUs (maximum ${d("max")})`),
  vmRescheduled: plain((who, d) => `VM ${who} weighs cpu_shares ${d("cpu_shares")}${d("vcpu_quota") === "-1" || d("vcpu_quota") === "" ? "" : `, each vCPU limited to ${d("vcpu_quota")} of ${d("vcpu_period")} µs`}`),
  memoryTargetSet: plain((who, _d, n) => `the balloon of ${who} moves to ${sizeText(n("bytes"))} of ${sizeText(n("max_bytes"))}`),
  balloonDone: good((who, _d, n) => `the balloon of ${who} is where it should be: ${sizeText(n("memory_bytes"))}`),
  vmOrdered: plain((who, d, n) => `VM ${who} is to be made from ${d("image")}${d("thin") === "true" ? ", cloned thin" : ", copied whole"}${n("services") > 1 ? `, with ${d("services")} services` : ""}`),
  vmDefined: plain((who, d, n) => `VM ${who} was defined: disk ${d("image")}, ${sizeText(n("memory_bytes"))}, ${d("vcpus")} vCPUs`),
  vmUndefined: muted((who, d) => `the description of VM ${who} was taken away${d("storage") === "true" ? ", with its disk" : ""}`),
  vmReady: good((who, d, n) => `VM ${who} answers its ${d("first") === "true" ? "first request" : "requests again"} after ${fixed(n("seconds"), 1)} s`),
  imageMade: plain((who, d, n) => `image ${who} is there after ${fixed(n("seconds"), 1)} s: ${d("backing") === "" ? `a whole copy, ${sizeText(n("bytes"))}` : `a thin clone of ${d("backing")}`}`),
  imageCustomizing: muted((who, d) => `${d("packages")} is being installed in image ${who}`),
  imageCustomized: good((who, d, n) => `image ${who} is finished${d("packages") === "" ? "" : `: ${d("packages")} is baked in`} (${fixed(n("seconds"), 0)} s)`),
  imageRemoved: muted((who) => `image ${who} was removed`),
  jobStep: muted((who, d) => `${d("machine").includes("/") ? `VM ${nameOf(d("machine"))}` : `image ${who}`}: ${d("about")}`),
  jobFailed: warn((who, d) => `work on ${who} was ended before it was through (${d("machine")})`),
  packagesInstalling: muted((who, d) => `VM ${who} installs and configures ${d("packages")}`),
  packagesInstalled: plain((who, d) => `VM ${who} has ${d("packages")} installed`),
  serviceHealthy: plain((who, d) => `${who}${inVm(d)} is healthy: it gets requests from now on`),
  serviceUnhealthy: warn((who, d) => `${who}${inVm(d)} does not answer: it gets no more requests`),
  fleetScaled: plain((who, d, n) => `fleet ${who} goes from ${d("from")} to ${counted(n("to"), d("vms") === "true" ? "VM" : d("containers") === "true" ? "container" : "service")}`),
  raceStarted: plain((who, d) => `${who} is started in ${d("racers")} ways at once`),
  fleetImageSet: plain((who, d) => `new VMs of ${who} are made from ${d("image")}${d("thin") === "true" ? ", cloned thin" : ", copied whole"}`),
  requestsDropped: bad((who, d, n) => `requests to ${who} are dropped: ${d("load")} a second come, ${counted(n("healthy"), "healthy instance", "healthy instances")} cannot take them all`),
  requestsDroppedOver: good((who, d) => `no request to ${who} is dropped any more; ${d("dropped")} were`),
  requestsLost: bad((who, d) => `requests to ${who} fail: ${LOST[d("how")]}`),
  requestsLostOver: good((who, d) => `no request to ${who} fails any more; ${d("errors")} did so far`),
  containerReady: good((who, _d, n) => `container ${who} can take requests, ${fixed(n("seconds"), 1)} s after it was asked for`),
  databaseOpened: plain((who, _d, n) => `${who} opens its files: ${n("records") === 0 ? "nothing in them" : counted(n("records"), "record")}`),
  ordersWritten: plain((who, d, n) => `${counted(n("orders"), "order")} of ${d("by")} went into ${who}, which holds ${d("records")} now`),
  churnBegan: plain((_who, d) => `${d("containers")} containers come and go from now on`),
  diskLost: bad((who, _d, n) => `the disk of ${who} died, and all that was on it is lost: ${counted(n("containers"), "container")}, ${counted(n("images"), "image")}, ${counted(n("volumes"), "volume")}`),
  volumeLost: bad((who, _d, n) => `volume ${who} was lost with its host${n("records") > 0 ? `, and ${counted(n("records"), "order")} in it` : ""}`),
  hostReplaced: plain((who) => `a new machine takes the place of ${who}: its disk is empty`),
  networkCreated: plain((who) => `network ${who} was made`),
  networkConnected: plain((who, d) => `container ${who} is on network ${d("network")} now`),
  networkDisconnected: plain((who, d) => `container ${who} has left network ${d("network")}`),
  unshared: plain((who, d) => `a ${who} was started in namespaces of its own: ${d("kinds")}`),
  joinedNamespaces: plain((who, d) => `a ${who} was started in namespaces of pid ${d("target")}: ${d("kinds")}`),
  hostnameSet: plain((_who, d) => `a uts namespace has the hostname ${d("hostname")} now`),
  diskTuned: plain((who, d, n) => `disk ${d("disk")} of ${who}: ${limitText(n("totalBytesSec"), "B/s")}, ${limitText(n("totalIopsSec"), "requests")}`),
  diskThrottled: warn((who, d) => `the limit of ${who}'s disk ${d("disk")} holds requests back (${d("limit")})`),
};

/** The sentence of a fact; a type nobody has put into words is spelled out with its detail. */
export function factText(fact: Told): string {
  const wording = wordingOf(fact);
  const read = (name: string): string => `${fact.detail?.[name] ?? ""}`;
  const text = wording === undefined ? spelled(fact) : wording.say(nameOf(fact.about), read, (name) => Number(fact.detail?.[name] ?? 0) || 0);
  return text.replaceAll(LONG_ID, "$1…");
}

/** The whole id of a container: its beginning is enough, as in `docker ps`. */
const LONG_ID = /\b([0-9a-f]{12})[0-9a-f]{52}\b/g;

export const factTone = (fact: Told): Tone => wordingOf(fact)?.tone ?? "plain";

/** The cluster's own events bring their sentence with them. */
function wordingOf({ type, detail }: Told): Wording | undefined {
  if (Object.hasOwn(WORDINGS, type)) return WORDINGS[type];
  return detail?.message !== undefined && detail.reason !== undefined ? EVENT[detail.warning === true ? "warning" : "normal"] : undefined;
}

const EVENT = { normal: plain((who, d) => `${who}: ${d("message")}`), warning: warn((who, d) => `${who}: ${d("message")}`) };

/** One line of the event log: `92.2 s  out of memory: the kernel killed …`. */
export const factLine = (fact: Told): Line => [span(`${clockText(fact.at).padStart(8)}  `, "muted"), span(factText(fact), factTone(fact))];

/** What stands behind the kind: `atlas/web1` of `machine/atlas/web1`. */
export const nameOf = (about: string): string => about.slice(about.indexOf("/") + 1);

/** An Event of Kubernetes is told in its own words. */
function spelled(fact: Told): string {
  if (fact.detail?.["reason"] !== undefined && fact.detail["message"] !== undefined) return `${fact.about.replace("/", " ")}: ${fact.detail["message"]}`;
  const words = fact.type.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  const detail = Object.entries(fact.detail ?? {}).map(([name, value]) => `${name.replaceAll("_", " ")} ${String(value)}`);
  return `${nameOf(fact.about)}: ${words}${detail.length === 0 ? "" : ` (${detail.join(", ")})`}`;
}
