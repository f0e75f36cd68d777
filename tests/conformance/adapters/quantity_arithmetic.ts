import { formatQuantity, type QuantityFormat } from "../../../src/world/cluster/quantity-text.ts";
import { add, compare, decimalQuantity, mustParse, subtract, toFloat, type Quantity } from "../../../src/world/cluster/quantity.ts";
import { answering } from "../kubernetes/answering.ts";

type Operand = string | { value: number; format: QuantityFormat };

const operand = (o: Operand): Quantity => (typeof o === "string" ? mustParse(o) : decimalQuantity(BigInt(o.value), 0, o.format));

export const check = answering(({ op, a, b = "0" }: { op: string; a: Operand; b?: Operand }) => {
  const [left, right] = [operand(a), operand(b)];
  switch (op) {
    case "add": return { value: toFloat(add(left, right)) };
    case "sub": return { value: toFloat(subtract(left, right)) };
    case "addText": return formatQuantity(add(left, right));
    case "subText": return formatQuantity(subtract(left, right));
    case "cmp": return compare(left, right);
    case "float": return toFloat(left);
    default: return `no operation ${op}`;
  }
});
export const engineMatters = false;
