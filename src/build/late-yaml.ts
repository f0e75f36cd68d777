import type * as yaml from "yaml";

/** The YAML library for the bundle, set up when the first manifest is read. Called as the library's own function. */
export const parseAllDocuments: typeof yaml.parseAllDocuments = (...given) => (require("yaml") as typeof yaml).parseAllDocuments(...given);
