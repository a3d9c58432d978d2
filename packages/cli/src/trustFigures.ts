import { figureEnvironment } from '@inkling/node';
import { reliabilityDiagram, riskCoverageCurve } from 'inkling/figures';
import type { Evaluated } from './evaluated.js';

/** Draws how far the answers may be trusted: SVG by name. */
export function trustFigures(answers: Evaluated['answers']): Record<string, string> {
  const environment = figureEnvironment();
  const confidences = answers.map(({ confidence }) => confidence);
  const correct = answers.map(({ right }) => right);
  return {
    reliability: reliabilityDiagram(confidences, correct, environment),
    'risk-coverage': riskCoverageCurve(confidences, correct, environment),
  };
}
