import type { Verb } from "../verb.ts";
import { fail, said } from "./say.ts";
import { read, waiting } from "./source.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes as UTF-8 has them, six bits a sign (RFC 4648). */
function encoded(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|(.)/gs)].map(([, hex, sign = ""]) => (hex === undefined ? sign.charCodeAt(0) : Number.parseInt(hex, 16)));
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const signs = (bits.match(/.{1,6}/g) ?? []).map((six) => DIGITS[Number.parseInt(six.padEnd(6, "0"), 2)]).join("");
  return signs.padEnd(Math.ceil(signs.length / 4) * 4, "=");
}

function decoded(text: string): string | undefined {
  const signs = text.replace(/\s/g, "").replace(/=+$/, "");
  if ([...signs].some((sign) => !DIGITS.includes(sign))) return undefined;
  const bytes = [...signs].map((sign) => DIGITS.indexOf(sign).toString(2).padStart(6, "0")).join("").match(/.{8}/g) ?? [];
  return decodeURIComponent(bytes.map((byte) => `%${Number.parseInt(byte, 2).toString(16).padStart(2, "0")}`).join(""));
}

export const base64: Verb = {
  path: "base64",
  about: "bytes as plain letters, and back",
  flags: [{ name: "--decode", short: "-d", about: "back" }, { name: "--wrap", short: "-w", about: "signs a line; 0: all on one", value: "count" }],
  args: [{ name: "file", about: "a file; without one, what comes through the pipe", completes: "file", optional: true }],
  unmodelled: ["-i", "--ignore-garbage"],
  note: "the line break at the end of its input is left out, as after echo -n",
  example: "kubectl get secret db -o jsonpath='{.data.password}' | base64 -d",
  run({ args, flags, input }, seen, seat) {
    if (args.length === 0 && input === undefined) return waiting("base64");
    const { sources, errors } = read("base64", args, input, seen, seat);
    const text = sources.flatMap(({ lines }) => lines).join("\n");
    if (flags.decode !== undefined) {
      const plain = decoded(text);
      return plain === undefined ? fail("base64: invalid input") : said(plain.replace(/\n$/, "").split("\n"), errors);
    }
    const letters = encoded(text);
    const width = flags.wrap === undefined ? 76 : Number(flags.wrap);
    return said(width > 0 ? (letters.match(new RegExp(`.{1,${width}}`, "g")) ?? []) : [letters], errors);
  },
};
