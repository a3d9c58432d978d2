import { segmentLine } from '../image/segments.js';
import { segmentViews } from '../image/segmentViews.js';
import type { TextPage } from '../image/textPage.js';

/** Lines of more heights than this are more than one digit, whatever they look like. */
const WIDE = 2;
/** One whole digit rather than anything else. */
const WHOLE = 0.5;

/**
 * Whether all ink of a page is one digit that fell to pieces. The small network that knows whole digits says so at one look,
 * which saves that every way to take the ink apart is shown to both networks.
 */
export async function showsOne({ lines, labeling, ink, strength }: TextPage): Promise<boolean> {
  if (lines.length !== 1) return false;
  const line = segmentLine(lines[0], labeling);
  const { length } = line.segments;
  const start = Math.min(...line.segments.map((segment) => segment.start));
  const end = Math.max(...line.segments.map((segment) => segment.end));
  if (end - start > WIDE * line.height) return false;
  const { wholeDigits } = await import('./wholeDigits.js');
  const [{ whole }] = await wholeDigits([segmentViews(ink, strength, line)(0, length)]);
  return whole >= WHOLE;
}
