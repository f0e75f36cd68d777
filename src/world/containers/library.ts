import { MILLISECOND, SECOND } from "../../kernel/time.ts";
import type { Program } from "../scenario.ts";
import { file } from "./image.ts";
import type { ImageProgram, ImageSpec, LayerSpec } from "./spec.ts";

/** Images that every registry has: well-known ones, with round sizes. */

const MB = 1e6;
const MIB = 2 ** 20;

const layer = (by: string, megabytes: number, files: LayerSpec["files"] = []): LayerSpec => ({ by, bytes: Math.round(megabytes * MB), files });

const serve = (workMs: number): Program => ({ kind: "serve", perSecond: 0, arrivals: "poisson", work: workMs * MILLISECOND, spread: 0, timeout: SECOND, backlog: 512 });

const program = (name: string, more: Partial<ImageProgram>): ImageProgram => ({
  name, title: "", program: { kind: "idle" }, memoryBytes: 8 * MIB, threads: 1, children: [], onTerm: 0, stopsIn: 0, needsEnv: [], noticesAfter: 0, port: 0, page: "", warmUp: 0, warmWork: 0, check: 0, prints: [], writes: [], ...more,
});

const image = (name: string, distribution: string, layers: readonly LayerSpec[], more: Partial<ImageSpec> = {}): ImageSpec => ({
  name, distribution, layers, entrypoint: [], cmd: ["bash"], env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], user: "", workdir: "/", exposes: [], volumes: [], stopSignal: "SIGTERM", programs: [], ...more,
});

const DEBIAN = "Debian GNU/Linux 12 (bookworm)";
const ALPINE = "Alpine Linux 3.22";
const debian = [layer("# debian.sh --arch 'amd64' out/ 'bookworm'", 75)];
const alpine = [layer("ADD alpine-minirootfs-3.22.1-x86_64.tar.gz / # buildkit", 8.3)];

const PAGE = "<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>";

const nginx = (layers: readonly LayerSpec[], distribution: string, name: string): ImageSpec =>
  image(name, distribution, [...layers, layer("RUN /bin/sh -c set -x && install nginx # buildkit", 70), layer("COPY docker-entrypoint.sh / # buildkit", 0.1, [file("/usr/share/nginx/html/index.html", PAGE), file("/etc/nginx/nginx.conf", "worker_processes auto;\n")])], {
    cmd: ["nginx", "-g", "daemon off;"], exposes: [80], stopSignal: "SIGQUIT",
    programs: [program("nginx", {
      title: "nginx: master process nginx -g daemon off;", program: serve(2), memoryBytes: 10 * MIB, children: ["nginx: worker process"], port: 80, page: PAGE, root: "/usr/share/nginx/html",
      writes: ["/var/cache/nginx", "/run"], prints: ["/docker-entrypoint.sh: Configuration complete; ready for start up"],
    })],
  });

/** Another version of the same image: a layer of its own says which. */
const versions = (known: ImageSpec, tags: readonly string[]): ImageSpec[] => {
  const repository = known.name.slice(0, known.name.lastIndexOf(":"));
  const [base, ...rest] = known.layers;
  return tags.map((tag) => ({ ...known, name: `${repository}:${tag}`, layers: [base!, layer(`ENV ${repository.toUpperCase()}_VERSION=${tag}`, 0), ...rest] }));
};

const httpd = image("httpd:latest", DEBIAN, [...debian, layer("RUN /bin/sh -c set -eux; build httpd # buildkit", 42, [file("/usr/local/apache2/htdocs/index.html", "<html><body><h1>It works!</h1></body></html>\n")])], {
  cmd: ["httpd-foreground"], exposes: [80], stopSignal: "SIGWINCH",
  programs: [program("httpd-foreground", { title: "httpd -DFOREGROUND", program: serve(2), memoryBytes: 8 * MIB, children: ["httpd -DFOREGROUND", "httpd -DFOREGROUND"], port: 80, page: "<html><body><h1>It works!</h1></body></html>", root: "/usr/local/apache2/htdocs", prints: ["AH00094: Command line: 'httpd -D FOREGROUND'"] })],
});

const OWN: readonly ImageSpec[] = [
  image("debian:12", DEBIAN, debian),
  { ...image("debian", DEBIAN, debian), name: "debian:latest" },
  image("ubuntu:24.04", "Ubuntu 24.04.3 LTS", [layer("ADD file:ubuntu-noble-oci-amd64-root.tar.gz in /", 78)]),
  image("alpine:latest", ALPINE, alpine, { cmd: ["/bin/sh"] }),
  image("alpine:3.22", ALPINE, alpine, { cmd: ["/bin/sh"] }),
  image("busybox:latest", "BusyBox v1.37.0", [layer("BusyBox 1.37.0 (glibc), Debian 13", 4.4)], { cmd: ["sh"] }),
  nginx(debian, DEBIAN, "nginx:latest"),
  nginx(debian, DEBIAN, "nginx:1.27"),
  nginx(alpine, ALPINE, "nginx:alpine"),
  image("postgres:16", DEBIAN, [...debian, layer("RUN /bin/sh -c apt-get install -y postgresql-16 # buildkit", 350), layer("COPY docker-entrypoint.sh /usr/local/bin/ # buildkit", 0.1)], {
    cmd: ["postgres"], exposes: [5432], volumes: ["/var/lib/postgresql/data"], stopSignal: "SIGINT",
    programs: [program("postgres", {
      program: serve(4), memoryBytes: 40 * MIB, port: 5432, warmUp: 2 * SECOND, store: "/var/lib/postgresql/data",
      children: ["postgres: checkpointer", "postgres: background writer", "postgres: walwriter"], prints: ["LOG:  database system is ready to accept connections"], writes: ["/var/run/postgresql"],
    })],
  }),
  image("redis:7", DEBIAN, [...debian, layer("RUN /bin/sh -c build redis # buildkit", 42)], {
    cmd: ["redis-server"], exposes: [6379], volumes: ["/data"],
    programs: [program("redis-server", { title: "redis-server *:6379", program: serve(0.2), memoryBytes: 12 * MIB, port: 6379, prints: ["* Ready to accept connections tcp"] })],
  }),
  { ...image("hello-world:latest", "", [layer("COPY hello / # buildkit", 0.01)], { cmd: ["/hello"] }),
    programs: [program("hello", { onTerm: -1, memoryBytes: MIB, ends: { after: MILLISECOND, status: 0 }, prints: ["", "Hello from Docker!", "This message shows that your installation appears to be working correctly.", ""] })] },
];

const own = (name: string): ImageSpec => OWN.find((one) => one.name === name)!;

/** With the versions that people type most. */
export const LIBRARY: readonly ImageSpec[] = [
  ...OWN, httpd,
  ...versions(own("nginx:latest"), ["1.14.2", "1.16.1", "1.25", "1.26", "1.28", "1.29", "stable"]),
  ...versions(own("nginx:alpine"), ["1.27-alpine", "1.28-alpine", "1.29-alpine", "stable-alpine"]),
  ...versions(own("busybox:latest"), ["1.28", "1.36", "1.37", "stable"]),
  ...versions(own("alpine:latest"), ["3", "3.20", "3.21"]),
  ...versions(own("ubuntu:24.04"), ["latest", "22.04"]),
  ...versions(own("redis:7"), ["latest", "8", "alpine", "7-alpine"]),
  ...versions(own("postgres:16"), ["latest", "15", "17", "16-alpine"]),
  ...versions(httpd, ["2.4"]),
  { ...own("alpine:latest"), name: "curlimages/curl:latest", layers: [...own("alpine:latest").layers, layer("RUN /bin/sh -c apk add curl # buildkit", 13)] },
];
