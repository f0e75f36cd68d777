/** A repetition of what is a repetition itself, as `(a+)+`: such expressions may take for ever on a short line. */
const ENDLESS = /[+*}]\)[+*{]/;

/** A regular expression as grep and pgrep take it; what is wrong with it when it is none. */
export function regularExpression(source: string, ignoreCase: boolean): RegExp | { readonly wrong: string } {
  if (ENDLESS.test(source)) return { wrong: "a repeated group that ends in a repetition, as (a+)+, is not modelled here; leave one of them out" };
  const named = source.replaceAll("[[:space:]]", "\\s").replaceAll("[[:digit:]]", "\\d").replaceAll("[[:alpha:]]", "[A-Za-z]");
  try {
    return new RegExp(named, ignoreCase ? "i" : "");
  } catch {
    return { wrong: `"${source}" is not a regular expression` };
  }
}
