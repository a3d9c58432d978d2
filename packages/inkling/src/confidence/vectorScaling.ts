import { checkLabeled, type LabeledDistributions } from './labeledDistributions.js';
import { logProbabilities, softmax } from './logProbabilities.js';
import { solveSymmetric } from './solveSymmetric.js';

/**
 * Scaled logits are `scale · logit + bias`, class by class.
 *
 * @example
 * const scaling: VectorScaling = fitVectorScaling({ distributions, labels: [...labels] });
 */
export interface VectorScaling {
  /** `[classes]` */
  readonly scale: readonly number[];
  /** `[classes]` */
  readonly bias: readonly number[];
}

/** Weight of the distance from "changes nothing", in units of one image: it decides only what the images leave open. */
const RIDGE = 1;
const MAX_STEPS = 100;
/** Newton's decrement, in nats over all images, below which nothing more is to be won. */
const DONE = 1e-9;

/**
 * A factor and an offset for each class, such that the scaled softmax has the smallest negative log-likelihood. Where
 * temperature scaling knows one doubt for all digits, this one may trust the 0 more than the 9. It may change the winner.
 *
 * Newton's method with halved steps; the objective is convex.
 *
 * @param validation Answers to images that the network was not trained on.
 * @throws InklingError `usage/invalid` where there are none.
 * @see Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks" (2017), section 4.2
 *
 * @example
 * const scaling = fitVectorScaling({ distributions, labels });
 * applyVectorScaling([0.7, 0.3], scaling);
 */
export function fitVectorScaling(validation: LabeledDistributions): VectorScaling {
  checkLabeled(validation, 'fitVectorScaling');
  const classes = validation.distributions[0].length;
  const problem = {
    classes,
    logits: validation.distributions.map(logProbabilities),
    labels: validation.labels,
  };
  let parameters = identity(classes);
  let current = objective(problem, parameters);
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = derivatives(problem, parameters);
    const direction = solveSymmetric(hessian, gradient);
    const decrement = direction.reduce((sum, d, i) => sum + d * gradient[i], 0);
    if (decrement < DONE) break;
    let length = 1;
    let next = moved(parameters, direction, length);
    // Armijo's rule: a tenth of what the slope promises.
    while (objective(problem, next) > current - 0.1 * length * decrement && length > 1e-10) {
      length /= 2;
      next = moved(parameters, direction, length);
    }
    parameters = next;
    current = objective(problem, parameters);
  }
  return { scale: parameters.slice(0, classes), bias: parameters.slice(classes) };
}

/**
 * softmax(scale · logits + bias) of a distribution.
 *
 * @param distribution `[classes]`, 0..1, summing to 1.
 *
 * @example
 * applyVectorScaling([0.5, 0.5], { scale: [1, 1], bias: [Math.log(3), 0] }); // [0.75, 0.25]
 */
export function applyVectorScaling(distribution: readonly number[], { scale, bias }: VectorScaling): number[] {
  return softmax(logProbabilities(distribution).map((logit, i) => scale[i] * logit + bias[i]));
}

interface Problem {
  readonly classes: number;
  readonly logits: readonly (readonly number[])[];
  readonly labels: ArrayLike<number>;
}

/** First all scales, 1, then all biases, 0. */
function identity(classes: number): number[] {
  return Array.from({ length: 2 * classes }, (_, i) => (i < classes ? 1 : 0));
}

function moved(parameters: readonly number[], direction: readonly number[], length: number): number[] {
  return parameters.map((value, i) => value - length * direction[i]);
}

function scaledLogits({ classes }: Problem, parameters: readonly number[], row: readonly number[]): number[] {
  return row.map((logit, i) => parameters[i] * logit + parameters[classes + i]);
}

function objective(problem: Problem, parameters: readonly number[]): number {
  const ridge = identity(problem.classes).reduce((sum, value, i) => sum + (parameters[i] - value) ** 2, 0);
  return problem.logits.reduce(
    (sum, row, i) => {
      const scaled = scaledLogits(problem, parameters, row);
      const largest = Math.max(...scaled);
      const total = scaled.reduce((powers, x) => powers + Math.exp(x - largest), 0);
      return sum + Math.log(total) + largest - scaled[problem.labels[i]];
    },
    (RIDGE / 2) * ridge,
  );
}

/** Of one image, with p the scaled softmax: ∂/∂xᵢ = pᵢ − [i is true], ∂²/∂xᵢ∂xⱼ = pᵢ([i = j] − pⱼ); x = scale · logit + bias. */
function derivatives(problem: Problem, parameters: readonly number[]): { gradient: number[]; hessian: number[][] } {
  const { classes } = problem;
  const gradient = identity(classes).map((value, i) => RIDGE * (parameters[i] - value));
  const hessian = gradient.map((_, i) => gradient.map((_, j) => (i === j ? RIDGE : 0)));
  problem.logits.forEach((row, n) => {
    const p = softmax(scaledLogits(problem, parameters, row));
    for (let i = 0; i < classes; i++) {
      const slope = p[i] - (i === problem.labels[n] ? 1 : 0);
      gradient[i] += slope * row[i];
      gradient[classes + i] += slope;
      for (let j = 0; j < classes; j++) {
        const curvature = p[i] * ((i === j ? 1 : 0) - p[j]);
        hessian[i][j] += curvature * row[i] * row[j];
        hessian[i][classes + j] += curvature * row[i];
        hessian[classes + i][j] += curvature * row[j];
        hessian[classes + i][classes + j] += curvature;
      }
    }
  });
  return { gradient, hessian };
}
