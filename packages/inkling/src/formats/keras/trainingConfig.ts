import * as z from 'zod/mini';
import type { CompileOptions, KerasObject, Loss, Optimizer } from '../../model/compile.js';
import { Adam, SparseCategoricalCrossentropy } from '../../training/index.js';
import { parseJson } from './modelConfig.js';

/** The attribute `training_config` of a compiled model. */
export function trainingConfigOf({ optimizer, loss, metrics }: CompileOptions): object {
  return {
    loss: describe(loss),
    loss_weights: null,
    metrics: metrics ?? null,
    weighted_metrics: null,
    run_eagerly: false,
    steps_per_execution: 1,
    jit_compile: false,
    optimizer_config: describe(optimizer),
  };
}

function describe(object: Optimizer | Loss): KerasObject {
  return { class_name: object.className, config: object.getConfig() };
}

const objectSchema = z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) });
const trainingSchema = z.object({
  optimizer_config: objectSchema,
  loss: z.union([z.string(), objectSchema]),
  metrics: z.nullish(z.array(z.unknown())),
});

/** Optimizer, loss and metrics of a file, or, in `problem`, why Inkling cannot train with them. */
export type ParsedTraining = { readonly options: CompileOptions } | { readonly problem: string };

export function parseTrainingConfig(json: string): ParsedTraining {
  const parsed = trainingSchema.safeParse(parseJson(json));
  if (!parsed.success) return { problem: 'its training_config cannot be read' };
  const optimizer = parseOptimizer(parsed.data.optimizer_config);
  if ('problem' in optimizer) return optimizer;
  const loss = parseLoss(parsed.data.loss);
  if ('problem' in loss) return loss;
  const hasAccuracy = /"acc|accuracy/.test(JSON.stringify(parsed.data.metrics ?? []));
  return { options: { ...optimizer, ...loss, ...(hasAccuracy ? { metrics: ['accuracy'] } : {}) } };
}

const number = z.nullish(z.number());
const rate = z.optional(z.number().check(z.minimum(0)));
/** Options that change the result, each with the values that change nothing. */
const unused = (...values: readonly (number | false | null)[]) =>
  z.optional(z.unknown().check(z.refine((value) => values.some((neutral) => neutral === value))));
const adamSchema = z.object({
  learning_rate: rate,
  /** Its name before Keras 2.3. */
  lr: rate,
  beta_1: number,
  beta_2: number,
  epsilon: number,
  decay: unused(0, null),
  weight_decay: unused(0, null, false),
  clipnorm: unused(null),
  clipvalue: unused(null),
  global_clipnorm: unused(null),
  use_ema: unused(false, null),
  loss_scale_factor: unused(null),
  gradient_accumulation_steps: unused(null),
  amsgrad: unused(false, null),
});

function parseOptimizer({ class_name, config }: KerasObject): { optimizer: Optimizer } | { problem: string } {
  const className = unregistered(class_name);
  if (className !== 'Adam') return { problem: `its optimizer ${className} is not one that Inkling has (Adam)` };
  const parsed = adamSchema.safeParse(config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `its optimizer has ${issue.path.join('.')} = ${JSON.stringify(config[String(issue.path[0])])}` };
  }
  const { learning_rate, lr, beta_1, beta_2, epsilon } = parsed.data;
  const options = { learningRate: learning_rate ?? lr, beta1: beta_1, beta2: beta_2, epsilon };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => typeof value === 'number'));
  return { optimizer: new Adam(given) };
}

function parseLoss(loss: string | KerasObject): { loss: Loss } | { problem: string } {
  const [name, config] = typeof loss === 'string' ? [loss, {}] : [unregistered(loss.class_name), loss.config];
  const isSparse = name === 'sparse_categorical_crossentropy' || name === 'SparseCategoricalCrossentropy';
  if (!isSparse) return { problem: `its loss ${name} is not one that Inkling has (SparseCategoricalCrossentropy)` };
  return { loss: new SparseCategoricalCrossentropy({ fromLogits: config.from_logits === true }) };
}

/** Some versions of Keras put the package that registered a class in front of its name: `Custom>Adam`. */
function unregistered(className: string): string {
  return className.slice(className.lastIndexOf('>') + 1);
}
