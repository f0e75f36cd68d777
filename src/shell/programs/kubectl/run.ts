import { fail } from "../say.ts";
import { created } from "./create-workload.ts";
import { DRY_RUN, hasFlag, kubectl, OUTPUT, textFlag } from "./kubectl.ts";

const pairs = (text: string | undefined): (readonly [string, string])[] => (text ?? "").split(/,(?=[\w./-]+=)/).filter((one) => one.includes("=")).map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]);

export const run = kubectl({
  path: "run",
  about: "one pod with one container",
  flags: [
    { name: "--image", about: "which image", value: "image" }, { name: "--port", about: "the port it listens on", value: "port" }, { name: "--env", about: "a variable: KEY=VALUE", value: "variable" },
    { name: "--labels", short: "-l", about: "its labels; run=NAME when none are given", value: "kubeLabels" }, { name: "--restart", about: "Always, OnFailure or Never", value: "kubeRestart" },
    { name: "--image-pull-policy", about: "Always, IfNotPresent or Never", value: "policy" }, { name: "--command", about: "what stands behind -- takes the place of the entrypoint" }, DRY_RUN, OUTPUT,
  ],
  args: [{ name: "name", about: "its name", optional: true }, { name: "command", about: "behind --: words for the program", optional: true, many: true }],
  unmodelled: ["-i", "-t", "-it", "--stdin", "--tty", "--rm", "--attach", "--expose", "--overrides", "--privileged", "-q", "--quiet", "--leave-stdin-open", "--annotations"],
  example: "kubectl run c --image=busybox -- sh -c 'sleep 5; exit 1'",
  run(kube) {
    const [name, ...words] = kube.values.args;
    const image = textFlag(kube.values, "image");
    if (name === undefined) return fail("error: NAME is required for run", "kubectl run NAME --image=IMAGE");
    if (image === undefined) return fail('error: required flag(s) "image" not set');
    const labels = Object.fromEntries(pairs(textFlag(kube.values, "labels")));
    const env = pairs(textFlag(kube.values, "env")).map(([key, value]) => ({ name: key, value }));
    const [port, restart, policy] = ["port", "restart", "image-pull-policy"].map((flag) => textFlag(kube.values, flag));
    const container = {
      name, image, ...(words.length === 0 ? {} : hasFlag(kube.values, "command") ? { command: words } : { args: words }), ...(env.length === 0 ? {} : { env }),
      ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }), ...(policy === undefined ? {} : { imagePullPolicy: policy }),
    };
    const spec = { containers: [container], ...(restart === undefined ? {} : { restartPolicy: restart }) };
    return created(kube, { apiVersion: "v1", kind: "Pod", metadata: { name, labels: Object.keys(labels).length === 0 ? { run: name } : labels }, spec });
  },
});
