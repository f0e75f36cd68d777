import { normalizedImageName } from "../../../src/world/cluster/image-name.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering((name: string) => normalizedImageName(name));
export const engineMatters = false;
