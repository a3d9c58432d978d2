import fc from 'fast-check';
import { Random } from '../random.js';
import { softmax } from './logProbabilities.js';

/** Arbitrary distributions over so many classes, from nearly even to nearly certain. */
export function distribution(classes: number): fc.Arbitrary<number[]> {
  const logit = fc.double({ min: -4, max: 4, noNaN: true });
  return fc.array(logit, { minLength: classes, maxLength: classes }).map(softmax);
}

/** So many distributions, drawn evenly: fast-check would give ties and ends more often than they happen. */
export function sampleDistributions(count: number, classes: number, seed: number): number[][] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => softmax(Array.from({ length: classes }, () => random.uniform(-4, 4))));
}

/** A label drawn from each distribution, as if it were true. */
export function sampleLabels(distributions: readonly (readonly number[])[], seed: number): number[] {
  const random = new Random(seed);
  return distributions.map((p) => {
    let left = random.uniform();
    const drawn = p.findIndex((value) => {
      left -= value;
      return left < 0;
    });
    return drawn < 0 ? p.length - 1 : drawn;
  });
}
