import { describe, expect, test } from "vitest";
import { begin, present, wait } from "../../../src/kernel/timeline.ts";
import { seconds } from "../../../src/kernel/time.ts";
import { decode } from "../../../src/world/cluster/api/decode.ts";
import { defaulted } from "../../../src/world/cluster/api/defaults.ts";
import { readDocuments } from "../../../src/world/cluster/api/manifest.ts";
import { refusalOf } from "../../../src/world/cluster/api/validation/validate.ts";
import type { Kind, Objects } from "../../../src/world/cluster/kinds.ts";
import { readScenario } from "../../../src/world/scenario-file.ts";
import { observe } from "../../../src/world/observe.ts";
import { world } from "../../../src/world/world.ts";

/** What the API server answers to a manifest: "created", or its refusal. */
function answer(yaml: string): string {
  const read = readDocuments(yaml);
  if (!read.ok) return read.reason;
  const decoded = decode(read.documents[0]);
  if (!decoded.ok) return decoded.reason;
  const kind: Kind = decoded.kind;
  return [...decoded.warnings, refusalOf(kind, defaulted(kind, decoded.object as Objects[Kind])) ?? "created"].join("\n");
}

const shop = (more: { replicas?: unknown; spec?: string; container?: string; labels?: string } = {}): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: ${String(more.replicas ?? 2)}
  selector: { matchLabels: { app: shop } }
  ${more.spec ?? ""}
  template:
    metadata: { labels: ${more.labels ?? "{ app: shop }"} }
    spec:
      containers:
        - name: shop
          image: shop:1
          ${more.container ?? ""}
`;

describe("the API server says what is wrong with a manifest", () => {
  test.each([
    [shop(), "created"],
    [shop({ spec: "strategi: {}" }), 'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.strategi"'],
    [shop({ container: "imagePulPolicy: Never" }), 'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.template.spec.containers[0].imagePulPolicy"'],
    [shop({ replicas: "two" }), 'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32'],
    [shop({ container: "env: [{ name: PORT, value: 80 }]" }), 'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string'],
    [shop({ container: "resources: { limits: { memory: 64 MiB } }" }), "Deployment in version \"v1\" cannot be handled as a Deployment: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"],
    [shop({ replicas: -1 }), 'The Deployment "shop" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0'],
    [shop({ labels: "{ app: blog }" }), 'The Deployment "shop" is invalid: spec.template.metadata.labels: Invalid value: {"app":"blog"}: `selector` does not match template `labels`'],
    [shop({ container: "resources: { requests: { memory: 2Gi }, limits: { memory: 1024Mi } }" }), 'The Deployment "shop" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "2Gi": must be less than or equal to memory limit of 1Gi'],
    [shop({ container: "resources: { limits: { nvidia.com/gpu: 500m } }" }), 'The Deployment "shop" is invalid: spec.template.spec.containers[0].resources.limits[nvidia.com/gpu]: Invalid value: "500m": must be an integer'],
    [shop({ container: "livenessProbe: { periodSeconds: 5 }" }), 'The Deployment "shop" is invalid: spec.template.spec.containers[0].livenessProbe: Required value: must specify a handler type'],
    [shop({ container: "volumeMounts: [{ name: data, mountPath: /data }]" }), 'The Deployment "shop" is invalid: spec.template.spec.containers[0].volumeMounts[0].name: Not found: "data"'],
    [shop({ spec: "strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }" }), 'The Deployment "shop" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0'],
    [shop({ spec: "strategy: { type: Slowly }" }), 'The Deployment "shop" is invalid: spec.strategy.type: Unsupported value: "Slowly": supported values: "Recreate", "RollingUpdate"'],
    ["apiVersion: batch/v1\nkind: Job\nmetadata: { name: once }\nspec: { template: { spec: { containers: [{ name: c, image: i }] } } }", 'The Job "once" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Always": supported values: "OnFailure", "Never"'],
    ["apiVersion: v1\nkind: Pod\nmetadata: { name: Web_1 }\nspec: { dnsPolicy: Default, containers: [] }", ["spec.dnsPolicy: real field, not simulated here", 'The Pod "Web_1" is invalid: ', "* metadata.name: Invalid value: \"Web_1\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')", "* spec.containers: Required value"].join("\n")],
    ["apiVersion: v1\nkind: Deployment\nmetadata: { name: old }", 'resource mapping not found for name: "old" namespace: "": no matches for kind "Deployment" in version "v1"\nensure CRDs are installed first'],
    ["kind: Pod\n  metadata: {}", "error converting YAML to JSON: yaml: line 1: nested mappings are not allowed in compact mappings"],
  ])("%s", (yaml, says) => expect(answer(yaml)).toBe(says));
});

test("what is not written is filled in: strategy, probes, ports, and in pods requests from limits", () => {
  const container = "ports: [{ containerPort: 80 }]\n          readinessProbe: { httpGet: { port: 80 } }\n          resources: { limits: { cpu: 0.5, memory: 1024Mi } }";
  const read = readDocuments(shop({ container }));
  const decoded = decode(read.ok && read.documents[0]);
  if (!decoded.ok || decoded.kind !== "Deployment") throw new Error("not read");
  const { spec } = defaulted("Deployment", decoded.object);
  expect(spec).toMatchObject({ replicas: 2, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } } });
  expect(spec.template.spec).toEqual({
    restartPolicy: "Always", terminationGracePeriodSeconds: 30, schedulerName: "default-scheduler",
    containers: [{
      name: "shop", image: "shop:1", imagePullPolicy: "IfNotPresent", ports: [{ containerPort: 80, protocol: "TCP" }],
      resources: { limits: { cpu: "500m", memory: "1Gi" } },
      readinessProbe: { httpGet: { port: 80, path: "/", scheme: "HTTP" }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
    }],
  });
  const pod = defaulted("Pod", { metadata: { name: "shop" }, spec: spec.template.spec, status: { phase: "Pending" } });
  expect(pod.spec.containers[0]!.resources).toEqual({ limits: { cpu: "500m", memory: "1Gi" }, requests: { cpu: "500m", memory: "1Gi" } });
});

const small = (manifest: string): string => `title: Small\nhosts: [{ name: n1, cpus: 2, memory: 4GiB }]\ncluster:\n  nodes: [{ machine: n1 }]\n  manifests:\n    - |\n${manifest.split("\n").map((one) => `      ${one}`).join("\n")}\n`;

test("a scenario's manifests are there when its world begins", () => {
  const read = readScenario(small("apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selector: { app: shop }, ports: [{ port: 80 }] }"), "small", { file: "small.yaml", before: 0 });
  if (!read.ok) throw new Error(read.problems[0]!.what);
  const { cluster } = observe(present(wait(begin(world, read.scenario, 1), seconds(1))));
  expect(cluster!.get("Service", "default/shop")!.spec).toMatchObject({ type: "ClusterIP", selector: { app: "shop" }, ports: [{ port: 80, targetPort: 80, protocol: "TCP" }] });
});

test("a scenario whose manifest is wrong is refused with the place where it begins", () => {
  const read = readScenario(small("apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selectr: { app: shop } }"), "small", { file: "small.yaml", before: 0 });
  expect(read).toEqual({ ok: false, problems: [{ file: "small.yaml", line: 6, what: 'Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.selectr"' }] });
});
