import { done, type Env, type Model, refused, type Result } from "../../src/kernel/model.ts";
import { type Nanos, SECOND, seconds } from "../../src/kernel/time.ts";

/** A single server with one queue, arrivals and services by chance (M/M/1): the smallest world worth simulating. */
export interface Shop {
  perSecond: number;
  open: boolean;
  /** Facts of the arrivals of those who wait; the first is being served. */
  queue: number[];
  served: number;
  /** Sum of customers present over time, in customer-nanoseconds up to `since`. */
  presence: number;
  since: Nanos;
}

export interface Plan {
  readonly arrivalsPerSecond: number;
  readonly servicesPerSecond: number;
}

export type Order = { readonly type: "close" } | { readonly type: "open" } | { readonly type: "send"; readonly customers: number };
export type Happening = { readonly type: "arrival" } | { readonly type: "departure" };

const ARRIVAL: Happening = { type: "arrival" };
const DEPARTURE: Happening = { type: "departure" };

export const shopModel = (plan: Plan): Model<Plan, Shop, Order, Happening> => ({
  begin(_, env) {
    env.after(gap(env, plan.arrivalsPerSecond, "arrivals"), ARRIVAL);
    return { perSecond: plan.arrivalsPerSecond, open: true, queue: [], served: 0, presence: 0, since: 0 };
  },

  apply(shop, order, env) {
    if (order.type === "send") return send(shop, order.customers, env, plan);
    const open = order.type === "open";
    if (shop.open === open) return refused(`the shop is ${open ? "open" : "closed"} already`, `strata says: ${open ? "close" : "open"} it`);
    shop.open = open;
    const id = env.note(open ? "opened" : "closed", "shop/one");
    env.because([id], () => void env.note(open ? "lightOn" : "lightOff", "shop/one"));
    return done;
  },

  handle(shop, happening, env) {
    if (happening.type === "departure") return depart(shop, env, plan);
    env.after(gap(env, plan.arrivalsPerSecond, "arrivals"), ARRIVAL);
    if (shop.open) arrive(shop, env, plan);
  },

  copy: (shop) => ({ ...shop, queue: shop.queue.slice() }),
});

const gap = (env: Env<Happening>, perSecond: number, stream: string): Nanos => env.random.exponential(stream, SECOND / perSecond);

function send(shop: Shop, customers: number, env: Env<Happening>, plan: Plan): Result {
  if (!shop.open) return refused("the shop is closed");
  for (let i = 0; i < customers; i++) arrive(shop, env, plan);
  return done;
}

function arrive(shop: Shop, env: Env<Happening>, plan: Plan): void {
  settle(shop, env.now);
  shop.queue.push(env.note("arrived", "shop/one"));
  if (shop.queue.length === 1) env.after(gap(env, plan.servicesPerSecond, "services"), DEPARTURE);
}

function depart(shop: Shop, env: Env<Happening>, plan: Plan): void {
  settle(shop, env.now);
  env.note("served", "shop/one", undefined, [shop.queue.shift()!]);
  shop.served++;
  if (shop.queue.length > 0) env.after(gap(env, plan.servicesPerSecond, "services"), DEPARTURE);
}

function settle(shop: Shop, now: Nanos): void {
  shop.presence += shop.queue.length * (now - shop.since);
  shop.since = now;
}

export const busyShop: Plan = { arrivalsPerSecond: 8, servicesPerSecond: 10 };
export const anHour: Nanos = seconds(3600);
