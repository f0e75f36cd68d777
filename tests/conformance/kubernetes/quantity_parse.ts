import { decimalText, parseQuantity } from "../../../src/world/cluster/quantity.ts";

/** The value of the text; it must be the same with a plus, and the opposite with a minus. */
export default ({ text }: { text: string }) => {
  const [plain, plus, minus] = [text, `+${text}`, `-${text}`].map(parseQuantity);
  if (!plain || plus?.nanos !== plain.nanos || minus?.nanos !== -plain.nanos) return "error";
  return { value: decimalText(plain), format: plain.format };
};
