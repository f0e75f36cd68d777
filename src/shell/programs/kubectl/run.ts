import { fail } from "../say.ts";
import { created } from "./create-workload.ts";
import { attached, isAttached, waitsFor } from "./attached.ts";
import { DRY_RUN, dryRun, hasFlag, kubectl, OUTPUT, textFlag, type Kube } from "./kubectl.ts";

const pairs = (text: string | undefined): (readonly [string, string])[] => (text ?? "").split(/,(?=[\w./-]+=)/).filter((one) => one.includes("=")).map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]);

/** Flags that do not go together. Source: `kubectl/pkg/cmd/run/run.go`, Validate. */
function contradiction(kube: Kube): string | undefined {
  const has = (flag: string): boolean => hasFlag(kube.values, flag);
  if (has("tty") && !has("stdin")) return "error: -i/--stdin is required for containers with -t/--tty=true";
  if (has("expose") && !has("port")) return "error: --port must be set when exposing a service";
  if (has("rm") && !isAttached(kube)) return "error: --rm should only be used for attached containers";
  return isAttached(kube) && dryRun(kube) !== undefined ? "error: --dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)" : undefined;
}

export const run = kubectl({
  path: "run",
  about: "one pod with one container",
  flags: [
    { name: "--image", about: "which image", value: "image" }, { name: "--port", about: "the port it listens on", value: "port" }, { name: "--env", about: "a variable: KEY=VALUE", value: "variable" },
    { name: "--labels", short: "-l", about: "its labels; run=NAME when none are given", value: "kubeLabels" }, { name: "--restart", about: "Always, OnFailure or Never", value: "kubeRestart" },
    { name: "--image-pull-policy", about: "Always, IfNotPresent or Never", value: "policy" }, { name: "--command", about: "what stands behind -- takes the place of the entrypoint" },
    { name: "--stdin", short: "-i", about: "stay with it: see what it prints, until it ends" }, { name: "--tty", short: "-t", about: "with -i and a shell you sit inside until exit" }, { name: "--attach", about: "stay with it without its input" },
    { name: "--rm", about: "delete the pod when you leave it" }, { name: "--quiet", short: "-q", about: "only what the program prints" }, { name: "--expose", about: "a Service for it, too: needs --port" }, { name: "--privileged", about: "with all rights" }, DRY_RUN, OUTPUT,
  ],
  args: [{ name: "name", about: "its name", optional: true }, { name: "command", about: "behind --: words for the program", optional: true, many: true }],
  unmodelled: ["--overrides", "--leave-stdin-open", "--annotations", "--save-config", "--pod-running-timeout"],
  example: "kubectl run c --image=busybox -- sh -c 'sleep 5; exit 1'",
  run(kube) {
    const [name, ...words] = kube.values.args;
    const image = textFlag(kube.values, "image");
    if (name === undefined) return fail("error: NAME is required for run", "kubectl run NAME --image=IMAGE");
    if (image === undefined) return fail('error: required flag(s) "image" not set');
    if (kube.values.round > 0) return attached(kube, name);
    const wrong = contradiction(kube);
    if (wrong !== undefined) return fail(wrong);
    const labels = Object.fromEntries(pairs(textFlag(kube.values, "labels")));
    const env = pairs(textFlag(kube.values, "env")).map(([key, value]) => ({ name: key, value }));
    const [port, restart, policy] = ["port", "restart", "image-pull-policy"].map((flag) => textFlag(kube.values, flag));
    const stdin = hasFlag(kube.values, "stdin");
    const container = {
      name, image, ...(stdin ? { stdin, stdinOnce: true, ...(hasFlag(kube.values, "tty") ? { tty: true } : {}) } : {}), ...(hasFlag(kube.values, "privileged") ? { securityContext: { privileged: true } } : {}), ...(words.length === 0 ? {} : hasFlag(kube.values, "command") ? { command: words } : { args: words }), ...(env.length === 0 ? {} : { env }),
      ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }), ...(policy === undefined ? {} : { imagePullPolicy: policy }),
    };
    const spec = { containers: [container], ...(restart === undefined ? {} : { restartPolicy: restart }) };
    const own = Object.keys(labels).length === 0 ? { run: name } : labels;
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name, labels: own }, spec };
    if (isAttached(kube)) return waitsFor(created(kube, pod));
    return created(kube, pod, undefined, hasFlag(kube.values, "expose") ? [{ apiVersion: "v1", kind: "Service", metadata: { name }, spec: { selector: own, ports: [{ port: Number(port), protocol: "TCP", targetPort: Number(port) }] } }] : []);
  },
});
