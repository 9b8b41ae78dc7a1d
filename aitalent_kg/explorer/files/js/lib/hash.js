// A short hash, the same in Python and here.

/** FNV-1a (32 bits) of the UTF-8 bytes of a text, as a whole number from 0. */
export function fnv1a(text) {
  const bytes = new TextEncoder().encode(text);
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5) >>> 0;
}
