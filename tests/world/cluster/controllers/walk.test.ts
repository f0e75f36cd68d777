import fc from "fast-check";
import { expect, test } from "vitest";
import { present } from "../../../../src/kernel/timeline.ts";
import { isPodReady, type Pod } from "../../../../src/world/cluster/objects.ts";
import { containsLabels } from "../../../../src/world/cluster/label-selector.ts";
import { controllerOf } from "../../../../src/world/cluster/store.ts";
import { update } from "../../../../src/world/cluster/write.ts";
import { ask, byHand, deployment, end, later, objects, scene, setPods, start, template, type Scene } from "../by-hand.ts";

/** Somebody who does all sorts of things to three deployments, quickly. */
type Act = { readonly what: "scale" | "image" | "delete" | "create" | "kill" | "relabel" | "fail" | "wait" | "pause"; readonly which: number; readonly n: number };

const acts = fc.array(fc.record({
  what: fc.constantFrom<Act["what"]>("scale", "image", "delete", "create", "kill", "relabel", "fail", "wait", "pause"), which: fc.nat(2), n: fc.nat(6),
}), { maxLength: 25 });

const NAMES = ["shop", "blog", "mail"];

function carryOut(t: Scene, { what, which, n }: Act): Scene {
  const name = NAMES[which]!;
  const there = objects(t, "Deployment").find(({ metadata }) => metadata.name === name);
  const pod = objects(t, "Pod").filter(({ metadata }) => metadata.labels?.["app"] === name)[n];
  const edit = (spec: object): Scene => (there === undefined ? t : ask(t, { do: "update", kind: "Deployment", object: { ...there, spec: { ...there.spec, ...spec } } }));
  switch (what) {
    case "create":
      return there === undefined ? ask(t, { do: "create", kind: "Deployment", object: deployment(name, n) }) : t;
    case "scale":
      return edit({ replicas: n });
    case "image":
      return edit({ template: template(name, `${name}:${n}`) });
    case "pause":
      return edit({ paused: there?.spec.paused !== true });
    case "delete":
      return there === undefined ? t : ask(t, { do: "delete", kind: "Deployment", key: `default/${name}` });
    case "kill":
      return pod === undefined ? t : ask(t, { do: "delete", kind: "Pod", key: `default/${pod.metadata.name}` });
    case "relabel":
      return pod === undefined ? t : byHand(t, (control) => void update(control, "Pod", `default/${pod.metadata.name}`, (p) => ({ ...p, metadata: { ...p.metadata, labels: { ...p.metadata.labels, app: NAMES[n % 3]! } } })));
    case "fail":
      return pod === undefined ? t : setPods(t, ({ metadata }) => metadata.name === pod.metadata.name, { phase: "Failed" });
    case "wait":
      return run(t, n / 3);
  }
}

/** Kubelets start, address and end pods. */
const run = (t: Scene, s: number): Scene => end(setPods(start(later(t, s)), ({ status }) => status.podIP === undefined, { podIP: "10.244.0.9" }));

const isActive = ({ metadata, status }: Pod): boolean => metadata.deletionTimestamp === undefined && status.phase !== "Failed";

test("whatever is done to deployments, in the end there is what was wished, and the indexes of the store agree with what it holds", () => {
  fc.assert(fc.property(acts, (all) => {
    const begun = ask(scene(), { do: "create", kind: "Service", object: { metadata: { name: "shop", namespace: "default" }, spec: { selector: { app: "shop" }, ports: [{ port: 80 }] }, status: {} } },
      ...NAMES.map((name) => ({ do: "create" as const, kind: "Deployment" as const, object: deployment(name, 2) })));
    let t = all.reduce(carryOut, begun);
    for (const { metadata, spec } of objects(t, "Deployment")) if (spec.paused === true) t = carryOut(t, { what: "pause", which: NAMES.indexOf(metadata.name), n: 0 });
    for (let i = 0; i < 40; i++) t = run(t, 1);
    const pods = objects(t, "Pod");
    for (const { metadata, spec, status } of objects(t, "Deployment")) {
      const own = pods.filter((pod) => isActive(pod) && pod.metadata.ownerReferences?.[0]?.name.startsWith(`${metadata.name}-`));
      expect([own.length, own.filter((pod) => pod.spec.containers[0]!.image === spec.template.spec.containers[0]!.image).length, status.availableReplicas]).toEqual([spec.replicas, spec.replicas, spec.replicas]);
    }
    const { store } = present(t).state.cluster!;
    const sets = new Set(objects(t, "ReplicaSet").map(({ metadata }) => metadata.uid));
    for (const pod of pods) {
      const owner = controllerOf(pod.metadata);
      if (owner !== undefined) expect(sets.has(owner)).toBe(true);
    }
    const names = (list: readonly Pod[]): string[] => list.map(({ metadata }) => metadata.name).toSorted();
    for (const app of NAMES) expect(names(store.podsWith("default", { app }))).toEqual(names(pods.filter(({ metadata }) => containsLabels(metadata.labels, { app }))));
    for (const uid of sets) expect(names(store.ownedBy(uid!, "Pod"))).toEqual(names(pods.filter(({ metadata }) => controllerOf(metadata) === uid)));
    expect(names(store.uncontrolled("Pod", "default"))).toEqual(names(pods.filter(({ metadata }) => controllerOf(metadata) === undefined)));
    expect(names(store.inNamespace("Pod", "default"))).toEqual(names(pods));
    expect(objects(t, "EndpointSlice").flatMap(({ endpoints }) => endpoints).filter(({ conditions }) => conditions.ready).length)
      .toBe(pods.filter((pod) => pod.metadata.labels?.["app"] === "shop" && pod.status.podIP !== undefined && isPodReady(pod) && pod.metadata.deletionTimestamp === undefined).length);
  }), { numRuns: 60 });
});
