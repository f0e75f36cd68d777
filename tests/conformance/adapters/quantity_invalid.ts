import { decimalText, parseQuantity } from "../../../src/world/cluster/quantity.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ text }: { text: string }) => {
  const quantity = parseQuantity(text);
  return quantity ? decimalText(quantity) : "error";
});
export const engineMatters = false;
