/** Pictures that use less than this share of 16 bits are stretched: scanners and microscopes often store 10 or 12. */
const NARROW = 0.5;

/**
 * Brings RGBA of 16 bits a channel to 8: the upper byte where the colours use most of the range, else the range
 * that they do use stretched to 0..255, so that faint ink does not vanish. Alpha always keeps its upper byte.
 */
export function narrowTo8Bits(wide: Uint16Array): Uint8Array {
  let low = 65535;
  let high = 0;
  for (let i = 0; i < wide.length; i++) {
    if (i % 4 === 3) continue;
    if (wide[i] < low) low = wide[i];
    if (wide[i] > high) high = wide[i];
  }
  const stretch = high > low && high - low < NARROW * 65535;
  const bytes = new Uint8Array(wide.length);
  for (let i = 0; i < wide.length; i++)
    bytes[i] = stretch && i % 4 !== 3 ? ((wide[i] - low) * 255) / (high - low) + 0.5 : wide[i] >> 8;
  return bytes;
}
