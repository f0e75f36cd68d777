/** One thing that is wrong with an object, in the server's words: `spec.replicas: Invalid value: -1: must be greater than or equal to 0`. */
export type Problem = string;

const quoted = (value: unknown): string => (typeof value === "string" ? JSON.stringify(value) : typeof value === "object" ? JSON.stringify(value) : String(value));

/** Source: `apimachinery/pkg/util/validation/field/errors.go`. */
export const invalid = (path: string, value: unknown, why: string): Problem => `${path}: Invalid value: ${quoted(value)}: ${why}`;
export const required = (path: string, why = ""): Problem => `${path}: Required value${why === "" ? "" : `: ${why}`}`;
const duplicate = (path: string, value: unknown): Problem => `${path}: Duplicate value: ${quoted(value)}`;
export const notFound = (path: string, value: unknown): Problem => `${path}: Not found: ${quoted(value)}`;
export const forbidden = (path: string, why: string): Problem => `${path}: Forbidden: ${why}`;
export const unsupported = (path: string, value: unknown, supported: readonly string[]): Problem =>
  `${path}: Unsupported value: ${quoted(value)}: supported values: ${supported.map((one) => JSON.stringify(one)).join(", ")}`;

export const notNegative = (path: string, value: number | undefined): Problem[] => (value !== undefined && value < 0 ? [invalid(path, value, "must be greater than or equal to 0")] : []);

/** Names that stand twice in a list. */
export function twice(path: string, field: string, names: readonly (string | undefined)[]): Problem[] {
  const seen = new Set<string>();
  return names.flatMap((name, place) => {
    if (name === undefined) return [];
    const again = seen.has(name);
    seen.add(name);
    return again ? [duplicate(`${path}[${place}].${field}`, name)] : [];
  });
}

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const DNS_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";

/** Source: `apimachinery/pkg/util/validation/validation.go`, IsDNS1123Subdomain. */
export const SUBDOMAIN_RULE = {
  shape: new RegExp(`^${SUBDOMAIN}$`), most: 253,
  says: `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`,
};
/** IsDNS1123Label. */
export const LABEL_RULE = {
  shape: new RegExp(`^${LABEL}$`), most: 63,
  says: `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`,
};
/** IsDNS1035Label: names of Services. */
export const DNS_1035_RULE = {
  shape: new RegExp(`^${DNS_1035}$`), most: 63,
  says: `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${DNS_1035}')`,
};

export type NameRule = typeof SUBDOMAIN_RULE;

export const nameProblems = (path: string, name: string, { shape, most, says }: NameRule): Problem[] => [
  ...(name.length > most ? [invalid(path, name, `must be no more than ${most} characters`)] : []),
  ...(shape.test(name) ? [] : [invalid(path, name, says)]),
];
