import stringWidth from "string-width";

/** Columns a text takes. The characters that we draw ourselves never touch the library: its tables are slow to load. */
export function width(text: string): number {
  return plain(text) ? text.length : stringWidth(text);
}

/** ASCII, Latin, arrows, box and block drawing, geometric marks: one column each. */
function plain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const narrow = (c >= 0x20 && c < 0x7f) || (c >= 0xa1 && c < 0x300 && c !== 0xad) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2190 && c <= 0x2199) || (c >= 0x2500 && c <= 0x259f) || (c >= 0x25a0 && c <= 0x25cf && c !== 0x25fd && c !== 0x25fe) || c === 0x2248 || c === 0x2264 || c === 0x2265 || c === 0xd7;
    if (!narrow) return false;
  }
  return true;
}
