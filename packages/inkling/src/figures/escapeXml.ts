/**
 * Text that may stand in an SVG, between tags or in a double-quoted attribute. Markup is escaped; what XML 1.0 has no
 * way to write at all (control characters, lone surrogates, U+FFFE and U+FFFF) becomes U+FFFD, so that no file name,
 * however odd, can break a figure.
 */
export function escapeXml(text: string): string {
  return text.replace(UNWRITABLE, '\uFFFD').replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** With the flag `u` a surrogate that belongs to a pair is part of one character, so only lone ones match. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/gu;
