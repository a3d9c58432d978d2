import { loadKnownDigits } from '@inkling/node';
import { type KnownDigits, type NearestDigit, nearestDigits, ranking, type Sequential } from 'inkling';
import type { NearestFigureInput } from 'inkling/figures';
import { leastSure } from './leastSure.js';
import type { ReadPicture } from './predictionFigures.js';

/** Known digits shown of the winner, and of its rival. */
const SHOWN = 7;

/** Of the winner and its rival the known digits most like what was read. */
export interface NearestAnswer {
  /** Which of the picture's digits this is about, from 0. */
  readonly place: number;
  readonly digit: number;
  /** 0..1 */
  readonly probability: number;
  /** By their place among the embedded training digits, the likest first. */
  readonly nearest: readonly NearestDigit[];
}

/** Looks among known digits for those that a model finds most like what it reads. */
export class Nearest {
  private known: Promise<KnownDigits> | undefined;

  constructor(private readonly model: Sequential) {}

  /** Of several digits of the least sure one; of a blank picture nothing. */
  async of({ reading, digits }: Pick<ReadPicture, 'reading' | 'digits'>): Promise<NearestAnswer[]> {
    const shown = leastSure(reading);
    const { pixels, blank } = digits[shown];
    if (blank) return [];
    const { probabilities } = reading.digits[shown];
    const classes = ranking(probabilities).slice(0, 2);
    const nearest = await nearestDigits(this.model, await this.load(), pixels, classes, SHOWN);
    return classes.map((digit, i) => ({
      ...{ place: shown, digit, probability: probabilities[digit] },
      nearest: nearest[i],
    }));
  }

  private load(): Promise<KnownDigits> {
    this.known ??= loadKnownDigits(this.model);
    return this.known;
  }

  /** What the figure shows of them. */
  async pictures(answers: readonly NearestAnswer[]): Promise<NearestFigureInput['rows']> {
    const { images } = (await this.load()).digits;
    return answers.map(({ nearest, digit, probability }) => ({
      ...{ digit, probability },
      nearest: nearest.map(({ index, likeness }) => ({
        likeness,
        pixels28: images.subarray(784 * index, 784 * (index + 1)),
      })),
    }));
  }
}
