import type { LearningRateSchedule } from '../../model/compile.js';
import { checkNotNegative, invalidArgument } from '../arguments.js';

/**
 * A learning rate that changes in steps, as Keras's PiecewiseConstantDecay: `values[0]` up to and with step
 * `boundaries[0]`, then `values[1]`, and so on. Steps count from 0; there is one value more than boundaries.
 *
 * @example
 * new PiecewiseConstantDecay([100, 200], [0.01, 0.005, 0.001]).at(150); // 0.005
 */
export class PiecewiseConstantDecay implements LearningRateSchedule {
  readonly className = 'PiecewiseConstantDecay';

  /** @throws InklingError `training/invalid-argument` */
  constructor(
    readonly boundaries: readonly number[],
    readonly values: readonly number[],
  ) {
    const label = 'PiecewiseConstantDecay';
    if (boundaries.length === 0 || values.length !== boundaries.length + 1) {
      const received = `${boundaries.length} boundaries and ${values.length} values`;
      throw invalidArgument(label, 'values', 'one more than boundaries', received, 'Give a value for each stretch.');
    }
    if (boundaries.some((boundary, i) => !(boundary > (boundaries[i - 1] ?? Number.NEGATIVE_INFINITY)))) {
      throw invalidArgument(label, 'boundaries', 'rising numbers', boundaries.join(', '), 'Sort them.');
    }
    for (const value of values) checkNotNegative(label, 'values', value, '0.001 is usual.');
  }

  at(step: number): number {
    const stretch = this.boundaries.findIndex((boundary) => step <= boundary);
    return this.values[stretch < 0 ? this.boundaries.length : stretch];
  }

  getConfig(): Readonly<Record<string, unknown>> {
    return { boundaries: [...this.boundaries], values: [...this.values], name: 'PiecewiseConstant' };
  }
}
