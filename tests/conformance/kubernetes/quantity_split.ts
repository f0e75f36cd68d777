import { splitQuantity } from "../../../src/world/cluster/quantity-text.ts";

export default ({ text }: { text: string }) => splitQuantity(text) ?? "error";
