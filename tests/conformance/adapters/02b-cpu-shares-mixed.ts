/** As 02a, with idle and half-busy groups, nesting, quotas, nice levels and `cpu.idle`. */
export { check, leftOut } from "./02a-cpu-shares-busy.ts";
