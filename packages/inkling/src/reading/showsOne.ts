import type { SegmentedLine } from '../image/segments.js';
import { segmentViews } from '../image/segmentViews.js';
import type { TextPage } from '../image/textPage.js';
import { extentOf } from './readLine.js';

/** Lines of more heights than this are more than one digit, whatever they look like. */
const WIDE = 2;
/** One whole digit rather than anything else. */
const WHOLE = 0.5;

/**
 * Whether all ink of a page is one digit that fell to pieces. The network that knows whole digits says so at one look, which saves
 * that every way to take the ink apart is shown to both networks. `lines` are the page's taken apart.
 */
export async function showsOne({ ink, strength }: TextPage, lines: readonly SegmentedLine[]): Promise<boolean> {
  if (lines.length !== 1) return false;
  const [line] = lines;
  if (extentOf(line.segments).width > WIDE * line.height) return false;
  const { wholeDigits } = await import('./wholeDigits.js');
  const [{ whole }] = await wholeDigits([segmentViews(ink, strength, line)(0, line.segments.length)]);
  return whole >= WHOLE;
}
