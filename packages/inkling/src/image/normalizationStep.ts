/**
 * The steps on the way from a picture to 28×28, in their order. Each can be switched off, to see what it is good for.
 *
 * @example
 * normalizationSteps.includes('strokes'); // true
 */
export const normalizationSteps = [
  'transparency',
  'channel',
  'background',
  'polarity',
  'threshold',
  'pieces',
  'crop',
  'strokes',
  'place',
] as const;

/**
 * One of the steps by its name, which its stage carries as well.
 *
 * @example
 * const step: NormalizationStep = 'strokes';
 */
export type NormalizationStep = (typeof normalizationSteps)[number];

/**
 * Which steps are left out.
 *
 * @example
 * const options: NormalizeOptions = { without: ['strokes'] };
 */
export interface NormalizeOptions {
  /** Steps in whose place the plainest thing is done that lets the others go on; none by default. */
  readonly without?: readonly NormalizationStep[];
}
