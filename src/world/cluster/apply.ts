import { done, refused, type Result } from "../../kernel/model.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import { unreachable } from "./api-server.ts";
import { forbidden } from "./admission/admission.ts";
import { defaulted } from "./api/defaults.ts";
import { stored } from "./api/stored.ts";
import { refusalOf } from "./api/validation/validate.ts";
import type { ApiRequest, KubeCommand } from "./command.ts";
import type { Cluster } from "./cluster.ts";
import { controlOf } from "./control-plane.ts";
import { evict, evictionRefusal } from "./eviction-api.ts";
import { keyOf, kindInfo, operatorOf, qualified, type Kind, type Objects } from "./kinds.ts";
import type { Control } from "./loop.ts";
import { randomSuffix } from "./names.ts";
import type { Pod } from "./objects.ts";
import { create, requestDeletion, update } from "./write.ts";

/** The API server takes requests: what it refuses has changed nothing. */
export function applyKube(world: World, { line, requests }: KubeCommand, env: WorldEnv): Result {
  const control = controlOf(world, env);
  if (control === undefined) return refused("The connection to the server localhost:8080 was refused - did you specify the right host or port?");
  const away = unreachable(world, control.cluster, env.now);
  if (away !== undefined) return refused(away.message);
  const namespaces = new Set(requests.flatMap((request) => (request.do === "create" && request.kind === "Namespace" ? [request.object.metadata.name] : [])));
  for (const request of requests) {
    const refusal = refuses(control, request, namespaces);
    if (refusal !== undefined) return refusal;
  }
  control.causes = [given(env, line)];
  for (const request of requests) carryOut(control, request);
  return done;
}

/** Why a request cannot be carried out; undefined when it can. `made` are namespaces that requests before it create. */
function refuses({ cluster }: Control, request: ApiRequest, made: ReadonlySet<string>): Result | undefined {
  const { store } = cluster;
  const [kind, key] = subject(request);
  const before = store.get(kind, key);
  const named = `${qualified(kindInfo(kind))} "${key.slice(key.indexOf("/") + 1)}"`;
  if (request.do === "create") return before === undefined ? newRefusal(cluster, request, made) : refused(`Error from server (AlreadyExists): ${named} already exists`);
  if (before === undefined) return refused(`Error from server (NotFound): ${named} not found`);
  if (request.do === "evict") return evictionRefusal(store, before as Pod);
  return request.do === "update" ? invalid(refusalOf<Kind>(kind, stored<Kind>(kind, before, request.object as Objects[Kind]), before, request.subresource)) : undefined;
}

const invalid = (reason: string | undefined): Result | undefined => (reason === undefined ? undefined : refused(reason));

function newRefusal({ store, spec }: Cluster, { kind, object }: Extract<ApiRequest, { do: "create" }>, made: ReadonlySet<string>): Result | undefined {
  const operator = operatorOf(kindInfo(kind));
  if (operator !== undefined && !spec.operators.includes(operator)) return refused(`error: resource mapping not found for name: "${object.metadata.name}" namespace: "${object.metadata.namespace ?? ""}": no matches for kind "${kind}" in version "${kindInfo(kind).apiVersion}"\nensure CRDs are installed first`);
  const namespace = object.metadata.namespace ?? "default";
  const home = store.get("Namespace", namespace);
  if (kindInfo(kind).namespaced && home === undefined && !made.has(namespace)) return refused(`Error from server (NotFound): namespaces "${namespace}" not found`);
  if (kindInfo(kind).namespaced && home?.status.phase === "Terminating") return refused(`Error from server (Forbidden): ${qualified(kindInfo(kind))} "${object.metadata.name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`);
  const asked = defaulted<Kind>(kind, object as Objects[Kind]);
  const reason = refusalOf<Kind>(kind, asked);
  if (reason !== undefined) return refused(reason);
  const why = forbidden<Kind>(store, kind, asked);
  return why === undefined ? undefined : refused(`Error from server (Forbidden): ${why}`);
}

function subject(request: ApiRequest): [Kind, string] {
  if (request.do === "evict") return ["Pod", request.key];
  return "key" in request ? [request.kind, request.key] : [request.kind, keyOf(request.kind, request.object.metadata)];
}

function carryOut(control: Control, request: ApiRequest): void {
  switch (request.do) {
    case "create":
      create<Kind>(control, request.kind, named(control, defaulted<Kind>(request.kind, request.object as Objects[Kind])));
      return;
    case "update":
      update<Kind>(control, request.kind, keyOf(request.kind, request.object.metadata), (before) => stored<Kind>(request.kind, before, request.object as Objects[Kind]));
      return;
    case "delete":
      if (request.orphan === true) letGo(control, request.kind, request.key);
      return requestDeletion(control, request.kind, request.key, request.graceSeconds);
    case "evict":
      return evict(control, request.key, request.graceSeconds);
  }
}

/** A name that only begins with what was given gets its end. Source: `apiserver/pkg/storage/names/generate.go`. */
function named<T extends Objects[Kind]>({ env }: Control, object: T): T {
  const { name, generateName } = object.metadata;
  return name !== undefined || generateName === undefined ? object : { ...object, metadata: { ...object.metadata, name: generateName + randomSuffix(env.random) } };
}

/** What an object owns forgets it, and stays when it goes. Source: `pkg/controller/garbagecollector`, orphanDependents. */
function letGo(control: Control, kind: Kind, key: string): void {
  const { store } = control.cluster;
  const uid = store.get(kind, key)?.metadata.uid ?? "";
  for (const name of [...store.dependents(uid)]) {
    const [owned, at] = [name.slice(0, name.indexOf(":")) as Kind, name.slice(name.indexOf(":") + 1)];
    update<Kind>(control, owned, at, (object) => ({ ...object, metadata: { ...object.metadata, ownerReferences: (object.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== uid) } }));
  }
}
