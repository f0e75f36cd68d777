import { APPS } from "./apps.ts";
import { BATCH } from "./batch.ts";
import { CONTAINER } from "./container.ts";
import { CORE } from "./core.ts";
import { EXTENSIONS } from "./extensions.ts";
import { META } from "./meta.ts";
import { NETWORK } from "./network.ts";
import { POD } from "./pod.ts";
import { POLICY } from "./policy.ts";
import { SCHEDULING } from "./scheduling.ts";
import { STORAGE } from "./storage.ts";

/** Every table of fields, as text: nobody pays for reading them before they are needed. Source: `staging/src/k8s.io/api`, the `types.go` of each group. */
export const FIELDS: readonly string[] = [META, POD, CONTAINER, SCHEDULING, CORE, APPS, BATCH, NETWORK, POLICY, STORAGE, EXTENSIONS];
