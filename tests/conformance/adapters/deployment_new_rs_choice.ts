import { findNewReplicaSet } from "../../../src/world/cluster/controllers/deployment/new-replica-set.ts";
import type { PodTemplateSpec } from "../../../src/world/cluster/objects.ts";
import { answering } from "../kubernetes/answering.ts";
import { deployment, replicaSet } from "../kubernetes/objects.ts";

/** The label pod-template-hash differs from set to set and must not matter. */
const template = (image: string, hash: string): PodTemplateSpec =>
  ({ metadata: { labels: { app: "foo", ...(hash ? { "pod-template-hash": hash } : {}) } }, spec: { containers: [{ name: "c", image }] } });

export const check = answering(({ replicaSets }: { replicaSets: { name: string; template: string; createdS: number }[] }) => {
  const wanted = deployment({});
  wanted.spec.template = template("current", "");
  const sets = replicaSets.map(({ name, template: image, createdS }) => {
    const set = replicaSet(name, {}, createdS);
    return { ...set, spec: { ...set.spec, template: template(image, name) } };
  });
  return findNewReplicaSet(wanted, sets)?.metadata.name ?? null;
});
export const engineMatters = false;
