import { decode, type Fields } from "../../../world/cluster/api/decode.ts";
import type { Reply, Verb } from "../../verb.ts";
import { fail } from "../say.ts";
import { placed } from "./documents.ts";
import { DRY_RUN, kubectl, OUTPUT, textFlag, type Kube } from "./kubectl.ts";
import { isWrong, type Wrong } from "./resources.ts";
import { carriedOut, createRefusal, createRequest, type Outcome } from "./submit.ts";

/** A `kubectl create KIND NAME` that makes a manifest out of its flags. */
interface Generator {
  readonly path: string;
  readonly about: string;
  readonly flags: Verb["flags"];
  readonly args?: Verb["args"];
  readonly unmodelled?: Verb["unmodelled"];
  readonly example: string;
  /** As its failure begins: `failed to create deployment`. */
  readonly failing: string;
  /** The manifest; what is wrong when the flags make none. */
  manifest(kube: Kube, name: string, rest: readonly string[]): Fields | Wrong;
}

export function generator({ path, about, flags, args = [], unmodelled = [], example, failing, manifest }: Generator): Verb {
  return kubectl({
    path: `create ${path}`,
    about,
    flags: [...flags, DRY_RUN, OUTPUT],
    args: [{ name: "name", about: "its name", optional: true }, ...args],
    unmodelled: [...unmodelled, "--save-config", "--validate", "--field-manager", "--template"],
    example,
    run(kube) {
      const [name, ...rest] = kube.values.args;
      if (name === undefined) return fail("error: exactly one NAME is required, got 0", `See 'kubectl create ${path} -h' for help and examples`);
      const document = manifest(kube, name, rest);
      return isWrong(document) ? fail(document.wrong, document.hint) : created(kube, document, failing);
    },
  });
}

/** Creates the object of a manifest that a command has made, after what goes with it. */
export function created(kube: Kube, document: Fields, failing?: string, more: readonly Fields[] = []): Reply {
  if (more.length > 0) return several(kube, [...more, document]);
  const decoded = decode(document);
  if (!decoded.ok) return fail(`error: ${failing === undefined ? "" : `${failing}: `}${decoded.reason}`);
  const object = placed(decoded, kube.namespace);
  const refusal = createRefusal(kube, object);
  if (refusal === undefined) return carriedOut(kube, [{ request: createRequest(object), object, says: "created" }]);
  if (refusal.reason === "Invalid") return fail(refusal.message);
  return fail(failing === undefined ? `Error from server (${refusal.reason}): ${refusal.message}` : `error: ${failing}: ${refusal.message}`);
}

function several(kube: Kube, documents: readonly Fields[]): Reply {
  return carriedOut(kube, documents.map((document): Outcome => {
    const decoded = decode(document);
    if (!decoded.ok) return { error: `error: ${decoded.reason}` };
    const object = placed(decoded, kube.namespace);
    const refusal = createRefusal(kube, object);
    if (refusal === undefined) return { request: createRequest(object), object, says: "created" };
    return { error: refusal.reason === "Invalid" ? refusal.message : `Error from server (${refusal.reason}): ${refusal.message}` };
  }));
}

/** `registry.example:5000/shop:2` → `shop`: what a container made from an image is called. */
const containerName = (image: string): string => image.replace(/^.*\//, "").replace(/[:@].*$/, "");

const IMAGE = { name: "--image", about: "which image", value: "image" } as const;

export const count = (kube: Kube, flag: string, otherwise: number): number | Wrong => {
  const text = textFlag(kube.values, flag);
  if (text === undefined) return otherwise;
  return /^-?\d+$/.test(text) ? Number(text) : { wrong: `error: invalid argument "${text}" for "--${flag}" flag: strconv.ParseInt: parsing "${text}": invalid syntax` };
};

const needed = (flag: string): Wrong => ({ wrong: `error: required flag(s) "${flag}" not set` });

export const createDeployment = generator({
  path: "deployment",
  about: "a Deployment with an image",
  flags: [{ ...IMAGE, about: "which image; several make several containers" }, { name: "--replicas", short: "-r", about: "how many pods; 1 when nothing is said", value: "count" }, { name: "--port", about: "the port it listens on", value: "port" }],
  args: [{ name: "command", about: "behind --: the program and its words", optional: true, many: true }],
  example: "kubectl create deployment shop --image=shop:1 --replicas=3",
  failing: "failed to create deployment",
  manifest(kube, name, command) {
    const images = (textFlag(kube.values, "image") ?? "").split(",").filter((one) => one !== "");
    const [replicas, port] = [count(kube, "replicas", 1), count(kube, "port", -1)];
    if (images.length === 0) return needed("image");
    if (isWrong(replicas) || isWrong(port)) return isWrong(replicas) ? replicas : (port as Wrong);
    if (images.length > 1 && command.length > 0) return { wrong: "error: cannot specify multiple --image options and command" };
    const labels = { app: name };
    const containers = images.map((image, place) => ({ name: containerName(image), image, ...(command.length === 0 ? {} : { command }), ...(port < 0 || place > 0 ? {} : { ports: [{ containerPort: port }] }) }));
    return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name, labels }, spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } } };
  },
});

const NEVER = "Never";

export const createJob = generator({
  path: "job",
  about: "a Job with an image, or a CronJob's Job now",
  flags: [IMAGE, { name: "--from", about: "cronjob/NAME: its Job, now", value: "kubeCronJob" }],
  args: [{ name: "command", about: "behind --: the program and its words", optional: true, many: true }],
  example: "kubectl create job report --image=report:1 -- report --all",
  failing: "failed to create job",
  manifest(kube, name, command) {
    const [image, from] = [textFlag(kube.values, "image"), textFlag(kube.values, "from")];
    if ((image === undefined) === (from === undefined)) return { wrong: "error: either --image or --from must be specified" };
    if (from !== undefined) return jobFrom(kube, name, from);
    return { apiVersion: "batch/v1", kind: "Job", metadata: { name }, spec: { template: { spec: { restartPolicy: NEVER, containers: [{ name, image, ...(command.length === 0 ? {} : { command }) }] } } } };
  },
});

function jobFrom({ view, namespace }: Kube, name: string, from: string): Fields | Wrong {
  const [, source] = /^(?:cronjobs?(?:\.batch)?|cj)\/(.+)$/.exec(from) ?? [];
  if (source === undefined) return { wrong: `error: from must be an existing cronjob: ${from}` };
  const cron = view.get("CronJob", `${namespace}/${source}`);
  if (cron === undefined) return { wrong: `Error from server (NotFound): cronjobs.batch "${source}" not found` };
  const { metadata, spec } = cron.spec.jobTemplate;
  return { apiVersion: "batch/v1", kind: "Job", metadata: { name, annotations: { "cronjob.kubernetes.io/instantiate": "manual" }, ...(metadata?.labels && { labels: metadata.labels }), ownerReferences: [{ apiVersion: "batch/v1", kind: "CronJob", name: source, uid: cron.metadata.uid ?? "", controller: true }] }, spec };
}

export const createCronJob = generator({
  path: "cronjob",
  about: "a Job that is made again and again",
  flags: [IMAGE, { name: "--schedule", about: "minute, hour, day, month, weekday: \"*/5 * * * *\"", value: "kubeSchedule" }, { name: "--restart", about: "OnFailure or Never", value: "kubeRestart" }],
  args: [{ name: "command", about: "behind --: the program and its words", optional: true, many: true }],
  example: "kubectl create cronjob nightly --image=report:1 --schedule=\"0 3 * * *\"",
  failing: "failed to create cronjob",
  manifest(kube, name, command) {
    const [image, schedule] = [textFlag(kube.values, "image"), textFlag(kube.values, "schedule")];
    if (image === undefined || schedule === undefined) return needed(image === undefined ? "image" : "schedule");
    const spec = { restartPolicy: textFlag(kube.values, "restart") ?? "OnFailure", containers: [{ name, image, ...(command.length === 0 ? {} : { command }) }] };
    return { apiVersion: "batch/v1", kind: "CronJob", metadata: { name }, spec: { schedule, jobTemplate: { metadata: { name }, spec: { template: { spec } } } } };
  },
});
