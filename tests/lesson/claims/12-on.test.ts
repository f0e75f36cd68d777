import { claimsOf } from "./claims.ts";

claimsOf(12, Infinity);
