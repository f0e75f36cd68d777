import { formatQuantity, type QuantityFormat } from "../../../src/world/cluster/quantity-text.ts";
import { decimalQuantity, mustParse } from "../../../src/world/cluster/quantity.ts";
import { answering } from "../kubernetes/answering.ts";

type Input = { text: string } | { unscaled: string; scale10: number; format: QuantityFormat };

/** The canonical text; the negated amount must read the same behind a minus. */
export const check = answering((input: Input) => {
  const quantity = "text" in input ? mustParse(input.text) : decimalQuantity(BigInt(input.unscaled), input.scale10, input.format);
  const text = formatQuantity(quantity);
  const negated = formatQuantity({ ...quantity, nanos: -quantity.nanos });
  return text === "0" || negated === `-${text}` ? text : `${text}, but negated ${negated}`;
});
export const engineMatters = false;
