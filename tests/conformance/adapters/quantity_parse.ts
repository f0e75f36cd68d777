import { decimalText, parseQuantity } from "../../../src/world/cluster/quantity.ts";
import { answering } from "../kubernetes/answering.ts";

/** The value of the text; it must be the same with a plus, and the opposite with a minus. */
export const check = answering(({ text }: { text: string }) => {
  const [plain, plus, minus] = [text, `+${text}`, `-${text}`].map(parseQuantity);
  if (!plain || plus?.nanos !== plain.nanos || minus?.nanos !== -plain.nanos) return "error";
  return { value: decimalText(plain), format: plain.format };
});
export const engineMatters = false;
