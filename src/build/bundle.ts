import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** Bundles the program so that each command reads only the files it needs. */
export async function bundle(root: string, folder: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  await build({
    entryPoints: [join(root, "src/main.tsx")],
    outdir: folder,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node22.12",
    jsx: "automatic",
    legalComments: "none",
    logLevel: "error",
    chunkNames: "[name]-[hash]",
    banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
    define: {
      "process.env.NODE_ENV": '"production"',
      // Ink's developer tools
      "process.env.DEV": '"false"',
      // yoga-layout would decode its WebAssembly through fetch, which loads an HTTP client
      fetch: "undefined",
      STRATA_VERSION: JSON.stringify(version),
    },
    // imported only with DEV=true
    external: ["react-devtools-core"],
    plugins: [lightWidth(root), lateExpressions(root), lateYaml(root)],
  });
}

/** Puts `light-width.ts` in front of string-width 8, whose emoji tables take 25 ms to compile. */
function lightWidth(root: string): Plugin {
  return {
    name: "light-width",
    setup(build) {
      build.onResolve({ filter: /^string-width$/ }, async ({ resolveDir, importer, pluginData }) => {
        if (pluginData === "real") return;
        const real = await build.resolve("string-width", { resolveDir, importer, kind: "import-statement", pluginData: "real" });
        const shared = real.path === join(root, "node_modules/string-width/index.js");
        return shared && !importer.endsWith("light-width.ts") ? { path: join(root, "src/build/light-width.ts") } : real;
      });
    },
  };
}

/** Puts `late-expressions.ts` in front of the CEL library, whose 9 ms of set-up no first screen without goals needs. */
function lateExpressions(root: string): Plugin {
  const late = join(root, "src/build/late-expressions.ts");
  return {
    name: "late-expressions",
    setup(build) {
      build.onResolve({ filter: /^@marcbachmann\/cel-js$/ }, ({ importer, kind }) => (kind === "import-statement" && importer !== late ? { path: late } : undefined));
    },
  };
}

/** Puts `late-yaml.ts` in front of the YAML library where the world reads manifests: no first screen needs it. */
function lateYaml(root: string): Plugin {
  return {
    name: "late-yaml",
    setup(build) {
      build.onResolve({ filter: /^yaml$/ }, ({ importer }) => (importer.endsWith("cluster/api/manifest.ts") ? { path: join(root, "src/build/late-yaml.ts") } : undefined));
    },
  };
}
