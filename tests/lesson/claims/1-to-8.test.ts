import { claimsOf } from "./claims.ts";

claimsOf(1, 8);
