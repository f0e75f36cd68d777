import { begin, present, wait } from "../../src/kernel/timeline.ts";
import { busyShop, shopModel } from "../kernel/queue-model.ts";
import { seconds } from "../../src/kernel/time.ts";
import { median, report, title } from "./statistics.ts";

const ROUNDS = 7;

/** Events per second of the kernel alone: an M/M/1 queue with facts, total order, chance and snapshots. */
export function benchKernel(): void {
  title("Kernel, M/M/1 queue at 80% load with facts, order, chance and snapshots");
  const rates = Array.from({ length: ROUNDS }, (_, seed) => {
    const before = performance.now();
    const t = wait(begin(shopModel(busyShop), busyShop, seed), seconds(30_000));
    return present(t).handled / (performance.now() - before) / 1000;
  });
  report("events per second, median of seven runs", `${median(rates).toFixed(1)} M`, "aim 1.3 M");
}
