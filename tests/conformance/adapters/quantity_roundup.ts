import { mustParse, roundUp, toFloat } from "../../../src/world/cluster/quantity.ts";
import { answering } from "../kubernetes/answering.ts";

export const check = answering(({ text, scale10 }: { text: string; scale10: number }) => {
  const { quantity, exact } = roundUp(mustParse(text), scale10);
  return { value: toFloat(quantity), exact };
});
export const engineMatters = false;
