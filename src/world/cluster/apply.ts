import { done, refused, type Result } from "../../kernel/model.ts";
import { given } from "../given.ts";
import type { World, WorldEnv } from "../state.ts";
import type { ApiRequest, KubeCommand } from "./command.ts";
import { controlOf } from "./control-plane.ts";
import { keyOf, kindInfo, qualified, type Kind, type Objects } from "./kinds.ts";
import type { Control } from "./loop.ts";
import { create, requestDeletion, update } from "./write.ts";

/** The API server takes requests: what it refuses has changed nothing. */
export function applyKube(world: World, { line, requests }: KubeCommand, env: WorldEnv): Result {
  const control = controlOf(world, env);
  if (control === undefined) return refused("The connection to the server localhost:8080 was refused - did you specify the right host or port?");
  for (const request of requests) {
    const refusal = refuses(control, request);
    if (refusal !== undefined) return refusal;
  }
  control.causes = [given(env, line)];
  for (const request of requests) carryOut(control, request);
  return done;
}

/** Why a request cannot be carried out; undefined when it can. */
function refuses({ cluster }: Control, request: ApiRequest): Result | undefined {
  const [kind, key] = subject(request);
  const there = cluster.store.get(kind, key) !== undefined;
  const named = `${qualified(kindInfo(kind))} "${key.slice(key.indexOf("/") + 1)}"`;
  if (request.do === "create") return there ? refused(`Error from server (AlreadyExists): ${named} already exists`) : undefined;
  return there ? undefined : refused(`Error from server (NotFound): ${named} not found`);
}

function subject(request: ApiRequest): [Kind, string] {
  if (request.do === "evict") return ["Pod", request.key];
  return "key" in request ? [request.kind, request.key] : [request.kind, keyOf(request.kind, request.object.metadata)];
}

function carryOut(control: Control, request: ApiRequest): void {
  switch (request.do) {
    case "create":
      create(control, request.kind, request.object as Objects[Kind]);
      return;
    case "update":
      update(control, request.kind, keyOf(request.kind, request.object.metadata), (before) => replaced(before, request.object as Objects[Kind]));
      return;
    case "delete":
      return requestDeletion(control, request.kind, request.key, request.graceSeconds);
    case "evict":
      return requestDeletion(control, "Pod", request.key);
  }
}

/** What clients may change is taken over: labels, annotations, spec. What the server keeps is not. */
function replaced<T extends Objects[Kind]>(before: T, asked: T): T {
  const { labels, annotations, finalizers } = asked.metadata;
  const metadata = { ...before.metadata, ...(labels && { labels }), ...(annotations && { annotations }), ...(finalizers && { finalizers }) };
  return { ...asked, metadata, ...("status" in before ? { status: before.status } : {}) };
}
