import { claimsOf } from "./claims.ts";

claimsOf(9, 11);
