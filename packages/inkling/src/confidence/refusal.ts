/** Ink wider than this many times its height lies like a dash; no digit does. */
const LYING = 2;
/** Ink that covers this much of its box is a solid thing, unless it is narrow as a 1. */
const SOLID = 0.75;
const NARROW = 0.45;
/** Pixels this light are ink, 0..255. */
const INK = 128;

/**
 * Why a picture that was refused is probably no digit, as far as the way to it can prove:
 *
 * - `too little contrast`: the ground varies nearly as much as the ink, so that what was read may be the ground. Faint ink on an even
 *   ground is no cause: it is read as any other.
 * - `a shape that no digit has`: it lies like a dash or is solid, and would be so whatever is missing.
 * - `clipped`: ink goes on beyond an edge of the picture.
 * - `unlike any digit seen`: nothing of that can be proved.
 *
 * @param digit `pixels` are `[28 × 28]`, 0 ground .. 255 ink; `warnings` say what may be wrong with the picture, as `normalizeDigit`
 *   words it.
 *
 * @example
 * refusalCause({ pixels: pixels28, warnings: ['clipped at the left edge'] }); // 'clipped'
 */
export function refusalCause(digit: { readonly pixels: Uint8Array; readonly warnings: readonly string[] }): string {
  const { pixels, warnings } = digit;
  if (warnings.some((warning) => warning.startsWith('hardly any contrast to'))) return 'too little contrast';
  const clipped = ['left', 'top', 'right', 'bottom'].filter((edge) => warnings.includes(`clipped at the ${edge} edge`));
  if (isNoDigitsShape(pixels, clipped)) return 'a shape that no digit has';
  return clipped.length > 0 ? 'clipped' : 'unlike any digit seen';
}

/** What goes on above or below may be higher than wide; a dash that goes on to its side is a longer dash. */
function isNoDigitsShape(pixels: Uint8Array, clipped: readonly string[]): boolean {
  let [left, right, top, bottom, area] = [28, -1, 28, -1, 0];
  pixels.forEach((value, i) => {
    if (value < INK) return;
    const [x, y] = [i % 28, Math.floor(i / 28)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    area++;
  });
  if (area === 0) return false;
  const [width, height] = [right - left + 1, bottom - top + 1];
  if (width > LYING * height) return !(clipped.includes('top') || clipped.includes('bottom'));
  return area > SOLID * width * height && width > NARROW * height;
}
