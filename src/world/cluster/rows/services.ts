import type { Row } from "../../../kernel/facts.ts";
import { MILLISECOND, toSeconds, type Nanos } from "../../../kernel/time.ts";
import { quantiles } from "../../workload/latency.ts";
import type { Cluster } from "../cluster.ts";
import { keyOf } from "../kinds.ts";
import { createServiceTraffic, errorsOf, lastSecondOf, lately, p95SinceLoaded, type ServiceTraffic } from "../network/service-traffic.ts";
import type { Service } from "../objects.ts";
import { sorted } from "../store.ts";

/** A Service of Kubernetes, who stands behind it, and what became of the requests that clients sent to it. */
export interface KubeServiceRow extends Row {
  namespace: string;
  name: string;
  type: string; // ClusterIP NodePort LoadBalancer ExternalName
  cluster_ip: string; // "None" without one
  port: number;
  target_port: string; // of the pods, a number or a name
  node_port: number; // 0 without one
  selector: string; // "app=shop,tier=web"
  endpoints: number; // pods that are ready
  not_ready: number; // pods that are on the list and not sent to
  load: number; // requests a second that clients send
  load_s: number; // since they do, -1: never
  sent: number;
  served: number;
  errors: number; // all that were not served
  refused: number; // nobody listened
  timeouts: number; // nobody answered in time
  sent_per_s: number;
  served_per_s: number;
  errors_per_s: number;
  lost_s: number; // since a request was last lost, -1: never
  sent_lately: number; // in the past five minutes
  errors_lately: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  p95_since_ms: number; // of all answers since the load is what it is, ten minutes at most
}

/** Seconds that count as lately. */
const LATELY = 300;

export const kubeServiceRows = (cluster: Cluster | undefined, now: Nanos): KubeServiceRow[] =>
  cluster === undefined ? [] : sorted(cluster.store.all("Service")).map((service) => rowOf(cluster, service, now));

function rowOf(cluster: Cluster, service: Service, now: Nanos): KubeServiceRow {
  const { metadata: { name, namespace = "default", uid = "" }, spec: { type = "ClusterIP", clusterIP = "", ports = [], selector = {} } } = service;
  const endpoints = cluster.store.ownedBy(uid, "EndpointSlice").flatMap((slice) => slice.endpoints);
  const ready = endpoints.filter(({ conditions }) => conditions.ready).length;
  const books = cluster.traffic.get(keyOf("Service", service.metadata)) ?? createServiceTraffic(name, now);
  return {
    namespace, name, type, cluster_ip: clusterIP, port: ports[0]?.port ?? 0, target_port: `${ports[0]?.targetPort ?? ports[0]?.port ?? ""}`, node_port: ports[0]?.nodePort ?? 0,
    selector: Object.entries(selector).map(([key, value]) => `${key}=${value}`).join(","), endpoints: ready, not_ready: endpoints.length - ready,
    ...countsOf(books, now),
    // Ten minutes of answers are gone through: only for who asks.
    get p95_since_ms() {
      return inMillis(p95SinceLoaded(books, now));
    },
  };
}

function countsOf(books: ServiceTraffic, now: Nanos): Pick<KubeServiceRow, "load" | "sent" | "served" | "errors" | "refused" | "timeouts" | "sent_per_s" | "served_per_s" | "errors_per_s" | "lost_s" | "sent_lately" | "errors_lately" | "p50_ms" | "p95_ms" | "p99_ms" | "load_s"> {
  const last = lastSecondOf(books, now);
  const recent = lately(books, LATELY);
  const latency = quantiles(books.latencies, now);
  return {
    load: books.perSecond, load_s: books.loadedAt < 0 ? -1 : toSeconds(now - books.loadedAt), sent: books.sent, served: books.served, errors: errorsOf(books), refused: books.refused, timeouts: books.timeouts,
    sent_per_s: last?.sent ?? 0, served_per_s: last?.served ?? 0, errors_per_s: last?.errors ?? 0,
    lost_s: books.troubledAt < 0 ? -1 : toSeconds(now - books.troubledAt), sent_lately: recent.sent, errors_lately: recent.errors,
    p50_ms: inMillis(latency?.p50), p95_ms: inMillis(latency?.p95), p99_ms: inMillis(latency?.p99),
  };
}

const inMillis = (t: Nanos | undefined): number => (t === undefined ? -1 : Math.round((t / MILLISECOND) * 10) / 10);
