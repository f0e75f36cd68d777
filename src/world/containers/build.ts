import { readBytes } from "../quantity.ts";
import { imageNamed } from "./create.ts";
import type { Docker } from "./docker.ts";
import type { ImageSpec, LayerSpec } from "./spec.ts";

/**
 * A Dockerfile, read into an image: every RUN and COPY adds a layer, the other lines describe it. What a RUN would
 * download is not known here, so the line says it in a comment of its own before: `# adds 12MB`.
 */

const empty: ImageSpec = {
  name: "", distribution: "", layers: [], entrypoint: [], cmd: [], env: [], user: "", workdir: "/", exposes: [], volumes: [], stopSignal: "SIGTERM", programs: [],
};

interface Reading {
  readonly docker: Docker;
  spec: ImageSpec;
  adds: number;
}

/** What is wrong comes back as text. */
export function buildSpec(docker: Docker, text: string, name: string): ImageSpec | string {
  const reading: Reading = { docker, spec: { ...empty, name }, adds: 0 };
  const lines = text.replace(/\\\n/g, " ").split("\n").map((line) => line.trim()).filter((line) => line !== "");
  for (const [place, line] of lines.entries()) {
    const problem = line.startsWith("#") ? comment(reading, line) : instruction(reading, line);
    if (problem !== undefined) return `dockerfile parse error on line ${place + 1}: ${problem}`;
  }
  return reading.spec.layers.length === 0 ? "file with no instructions" : reading.spec;
}

function comment(reading: Reading, line: string): undefined {
  const size = /^#\s*adds\s+(.+)$/.exec(line)?.[1];
  if (size !== undefined) reading.adds = readBytes(size) ?? 0;
}

function instruction(reading: Reading, line: string): string | undefined {
  const [, word = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
  const { spec } = reading;
  switch (word.toUpperCase()) {
    case "FROM":
      return from(reading, rest.split(/\s+/)[0]!);
    case "RUN":
      return void add(reading, { by: `RUN /bin/sh -c ${rest}`, bytes: reading.adds, files: [] });
    case "COPY":
    case "ADD":
      return copy(reading, rest.split(/\s+/));
    case "CMD":
      return void (reading.spec = { ...spec, cmd: words(rest) });
    case "ENTRYPOINT":
      return void (reading.spec = { ...spec, entrypoint: words(rest), cmd: [] });
    case "ENV":
      return void (reading.spec = { ...spec, env: [...spec.env, rest.replace(/\s+/, (gap) => (rest.includes("=") ? gap : "="))] });
    case "EXPOSE":
      return void (reading.spec = { ...spec, exposes: [...spec.exposes, Number.parseInt(rest, 10)] });
    case "VOLUME":
      return void (reading.spec = { ...spec, volumes: [...spec.volumes, ...words(rest)] });
    case "USER":
      return void (reading.spec = { ...spec, user: rest });
    case "WORKDIR":
      return void (reading.spec = { ...spec, workdir: rest });
    case "LABEL":
    case "MAINTAINER":
      return undefined;
    default:
      return /^[A-Z]+$/.test(word) && ["ARG", "HEALTHCHECK", "ONBUILD", "SHELL", "STOPSIGNAL"].includes(word) ? `${word} is a real instruction, not modelled here` : `unknown instruction: ${word}`;
  }
}

function from(reading: Reading, name: string): string | undefined {
  if (name === "scratch") return undefined;
  const image = imageNamed(reading.docker, name);
  if (image === undefined) return `${name}: not found here, docker pull ${name} brings it`;
  const known = reading.spec.programs;
  reading.spec = { ...image.spec, name: reading.spec.name, programs: [...known, ...image.spec.programs] };
  return undefined;
}

function add(reading: Reading, layer: LayerSpec): void {
  reading.spec = { ...reading.spec, layers: [...reading.spec.layers, layer] };
  reading.adds = 0;
}

/** `COPY --from=shop:latest /app /app` takes the program of another image, as a multi-stage build does. */
function copy(reading: Reading, given: readonly string[]): string | undefined {
  const stage = given.find((word) => word.startsWith("--from="))?.slice(7);
  const paths = given.filter((word) => !word.startsWith("--"));
  const source = paths[0] ?? "";
  const target = paths.at(-1) ?? "";
  if (paths.length < 2) return "COPY requires at least two arguments";
  if (stage !== undefined) {
    const other = imageNamed(reading.docker, stage);
    if (other === undefined) return `${stage}: not found here, docker pull ${stage} brings it`;
    const top = other.layers.at(-1)!;
    add(reading, { by: `COPY ${given.join(" ")}`, bytes: reading.adds || top.bytes, files: top.files });
    reading.spec = { ...reading.spec, programs: [...other.spec.programs, ...reading.spec.programs] };
    return undefined;
  }
  const kept = reading.docker.directories.get("/root") ?? new Map();
  const found = [...kept.values()].filter((f) => f.path === `/${source}` || source === ".");
  if (found.length === 0) return `"/${source}": not found`;
  const bytes = reading.adds || found.reduce((sum, f) => sum + f.bytes, 0);
  const place = (path: string): string => (target.endsWith("/") || found.length > 1 ? `${target.replace(/\/$/, "")}/${path.slice(path.lastIndexOf("/") + 1)}` : target);
  return void add(reading, { by: `COPY ${given.join(" ")}`, bytes, files: found.map((f) => ({ ...f, path: place(f.path) })) });
}

/** `["nginx", "-g"]`, or a line for the shell. */
function words(rest: string): string[] {
  const exec = /^\[(.*)\]$/.exec(rest.trim())?.[1];
  if (exec === undefined) return rest.trim().split(/\s+/);
  return [...exec.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((found) => found[1]!);
}

