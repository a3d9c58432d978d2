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
export function coverageAdvice(statistics: ConfidenceStatistics | undefined): CoverageAdvice | undefined {
  if (!statistics) return undefined;
  const { images, coverage: promised } = thresholdAt(statistics);
  const coverage = steadyCoverage(images);
  if (promised >= DEFAULT_COVERAGE || promised <= coverage) return undefined;
  const why = `${thousands(images)} validating images are few: one strange image alone decides on sets for ${coveragePercent(promised)}, which may hold nearly all digits`;
  return { coverage, why };
}

/** Says so where nobody chose the sets. */
export function hintAtCoverage(
  console: Console,
  statistics: ConfidenceStatistics | undefined,
  { coverage, classConditional }: SetOptions,
): void {
  const advice = coverage === undefined && !classConditional ? coverageAdvice(statistics) : undefined;
  if (advice) console.hint(`--coverage ${advice.coverage} says more: ${advice.why}`);
}
