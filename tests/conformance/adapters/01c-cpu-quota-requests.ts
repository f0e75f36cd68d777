/** A queue of requests with several servers under a quota: Poisson arrivals as the measuring program drew them. */
import type { Check, Measured } from "../check.ts";
import type { Engine } from "../run.ts";
import { compare, requests, type Given } from "./01b-cpu-quota-onoff.ts";

export const check = (given: Given, seen: Record<string, Measured>, engine: Engine): Check[] =>
  compare(given, seen, engine, requests);

export { leftOut } from "./01b-cpu-quota-onoff.ts";
