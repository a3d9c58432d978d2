import {
  type ConfidenceStatistics,
  coveragePercent,
  DEFAULT_COVERAGE,
  type SetOptions,
  steadyCoverage,
  thousands,
  thresholdAt,
} from 'inkling';
import type { Console } from './console.js';

/** A coverage to ask for, and why, in words. */
interface CoverageAdvice {
  readonly coverage: number;
  readonly why: string;
}

/** What to ask of a model that was calibrated on too few images for the default; nothing where that serves. */
export function coverageAdvice(
  statistics: ConfidenceStatistics | undefined,
  { classConditional = false }: SetOptions = {},
): CoverageAdvice | undefined {
  if (!statistics) return undefined;
  const { images, coverage: promised } = thresholdAt(statistics, { classConditional });
  const coverage = steadyCoverage(images);
  if (promised >= DEFAULT_COVERAGE || promised <= coverage) return undefined;
  const few = `${thousands(images)} validating images${classConditional ? ' of the rarest digit' : ''} are few`;
  const why = `${few}: one strange image alone decides on sets for ${coveragePercent(promised)}, which may hold nearly all digits`;
  return { coverage, why };
}

/** Says so where nobody chose a coverage. */
export function hintAtCoverage(
  console: Console,
  statistics: ConfidenceStatistics | undefined,
  { coverage, ...sets }: SetOptions,
): void {
  const advice = coverage === undefined ? coverageAdvice(statistics, sets) : undefined;
  if (advice) console.hint(`--coverage ${advice.coverage} says more: ${advice.why}`);
}
