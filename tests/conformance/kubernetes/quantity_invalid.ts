import { decimalText, parseQuantity } from "../../../src/world/cluster/quantity.ts";

export default ({ text }: { text: string }) => {
  const quantity = parseQuantity(text);
  return quantity ? decimalText(quantity) : "error";
};
