/** Ink wider than this many times its height lies like a dash; no digit does. */
const LYING = 2;
/** Ink that covers this much of its box is a solid thing, unless it is narrow as a 1. */
const SOLID = 0.75;
const NARROW = 0.45;
/** Pixels this light are ink, 0..255. */
const INK = 128;

/**
 * Why a picture that was refused is probably no digit, as far as the way to it can prove: too little contrast, clipped, a shape that
 * no digit has; else that it is unlike the digits that the network knows.
 *
 * @param digit `pixels` are `[28 × 28]`, 0 ground .. 255 ink; `warnings` say what may be wrong with the picture, as `normalizeDigit`
 *   words it.
 *
 * @example
 * refusalCause({ pixels: pixels28, warnings: ['hardly any contrast'] }); // 'too little contrast'
 */
export function refusalCause(digit: { readonly pixels: Uint8Array; readonly warnings: readonly string[] }): string {
  const { pixels, warnings } = digit;
  if (warnings.includes('hardly any contrast')) return 'too little contrast';
  if (warnings.some((warning) => warning.startsWith('clipped'))) return 'clipped';
  return isNoDigitsShape(pixels) ? 'a shape that no digit has' : 'unlike any digit seen';
}

function isNoDigitsShape(pixels: Uint8Array): boolean {
  let [left, right, top, bottom, area] = [28, -1, 28, -1, 0];
  pixels.forEach((value, i) => {
    if (value < INK) return;
    const [x, y] = [i % 28, Math.floor(i / 28)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    area++;
  });
  if (area === 0) return false;
  const [width, height] = [right - left + 1, bottom - top + 1];
  return width > LYING * height || (area > SOLID * width * height && width > NARROW * height);
}
