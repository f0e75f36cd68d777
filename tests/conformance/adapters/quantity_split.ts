import { splitQuantity } from "../../../src/world/cluster/quantity-text.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ text }: { text: string }) => splitQuantity(text) ?? "error");
export const engineMatters = false;
