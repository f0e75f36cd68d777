import type { Environment as Language } from "@marcbachmann/cel-js";

/** The bundler resolves this to the library itself, and runs it when it is first called. */
declare const require: (name: "@marcbachmann/cel-js") => { readonly Environment: typeof Language };

/** The CEL library's `Environment` for the bundle: the library is set up when the first one is made. */
export const Environment = new Proxy(Function as unknown as typeof Language, {
  construct: (_, args: ConstructorParameters<typeof Language>) => new (require("@marcbachmann/cel-js").Environment)(...args),
});
