/** 64 hexadecimal digits made from a text: the same for the same content in every run, as a sha256 would be. */
export function digest(text: string): string {
  let digits = "";
  for (let round = 0; digits.length < 64; round++) {
    let hash = 0x811c9dc5 ^ round;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
    digits += ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, "0");
  }
  return digits;
}

/** What docker prints of an id. */
export const short = (id: string): string => id.slice(0, 12);
