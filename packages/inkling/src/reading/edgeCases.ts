import { entropy, margin } from '../confidence/index.js';
import { lowest } from './lowest.js';
import type { DigitReading } from './pictureReading.js';

/**
 * What makes an image an edge case: `margin`, that two digits are nearly equally likely; `entropy`, that many are; `spread`, that the
 * answer changes with small changes of the image.
 *
 * @example
 * const measure: EdgeCaseMeasure = 'entropy';
 */
export type EdgeCaseMeasure = 'margin' | 'entropy' | 'spread';

/**
 * All of them, the first one being the usual.
 *
 * @example
 * EDGE_CASE_MEASURES; // ['margin', 'entropy', 'spread']
 */
export const EDGE_CASE_MEASURES: readonly EdgeCaseMeasure[] = ['margin', 'entropy', 'spread'];

/**
 * An image between digits.
 *
 * @example
 * const [{ index, margin }]: readonly EdgeCase[] = edgeCases(await evaluateImages(model, digits), 1);
 */
export interface EdgeCase {
  /** Its place in the data. */
  readonly index: number;
  /** 0..1: by how much the most probable digit leads the second. */
  readonly margin: number;
  /** Bits, 0..log2(10), of the probabilities. */
  readonly entropy: number;
  /** Standard deviation of the winner's probability over the passes on slightly changed copies; 0 where only one was made. */
  readonly spread: number;
}

/** What of a reading makes its image an edge case. */
interface Answered {
  readonly digits: readonly Pick<DigitReading, 'probabilities' | 'spread'>[];
}

/**
 * The images between two digits, such as 4 and 9, the hardest first: the smallest margin, or the highest entropy or spread.
 *
 * @param evaluation As of `evaluateImages`: what was read in each image.
 * @param most How many, at most.
 *
 * @example
 * edgeCases(await evaluateImages(model, digits, { statistics }), 24, 'spread').length; // 24
 */
export function edgeCases(
  { readings }: { readonly readings: readonly Answered[] },
  most: number,
  by: EdgeCaseMeasure = 'margin',
): EdgeCase[] {
  const all = readings.map(({ digits: [{ probabilities, spread }] }, index) => ({
    ...{ index, margin: margin(probabilities), entropy: entropy(probabilities), spread },
  }));
  const rank = all.map((one) => (by === 'margin' ? one.margin : -one[by]));
  return lowest(rank, most).map((index) => all[index]);
}
