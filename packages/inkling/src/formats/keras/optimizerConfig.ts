import * as z from 'zod/mini';
import { InklingError } from '../../errors.js';
import { shown } from '../../layers/shown.js';
import type { KerasObject, LearningRateSchedule, Optimizer } from '../../model/compile.js';
import { Adam, AdamW, CosineDecay, PiecewiseConstantDecay, RMSprop, SGD } from '../../training/index.js';
import { unregistered } from './registeredName.js';

const number = z.nullish(z.number());
const flag = z.nullish(z.boolean());
const object = z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) });
const rate = z.optional(z.union([z.number(), object]));
/** Options that change the result, each with the values that change nothing. */
const unused = (...values: readonly (number | false | null)[]) =>
  z.optional(z.unknown().check(z.refine((value) => values.some((neutral) => neutral === value))));
const optimizerSchema = z.object({
  learning_rate: rate,
  /** Its name before Keras 2.3. */
  lr: rate,
  weight_decay: z.nullish(z.union([z.number(), z.literal(false)])),
  use_ema: flag,
  ema_momentum: number,
  ema_overwrite_frequency: number,
  momentum: number,
  nesterov: flag,
  rho: number,
  centered: flag,
  beta_1: number,
  beta_2: number,
  epsilon: number,
  amsgrad: flag,
  decay: unused(0, null),
  clipnorm: unused(null),
  clipvalue: unused(null),
  global_clipnorm: unused(null),
  loss_scale_factor: unused(null),
  gradient_accumulation_steps: unused(null),
});

const OPTIMIZERS = { Adam, AdamW, RMSprop, SGD };
const SCHEDULES: Readonly<
  Record<string, (config: Readonly<Record<string, unknown>>) => LearningRateSchedule | undefined>
> = {
  CosineDecay(config) {
    const parsed = cosineSchema.safeParse(config);
    if (!parsed.success) return undefined;
    const { initial_learning_rate, decay_steps, alpha, warmup_target, warmup_steps } = parsed.data;
    const options = { alpha, warmupTarget: warmup_target, warmupSteps: warmup_steps };
    return new CosineDecay({ initialLearningRate: initial_learning_rate, decaySteps: decay_steps, ...given(options) });
  },
  PiecewiseConstantDecay(config) {
    const parsed = piecewiseSchema.safeParse(config);
    return parsed.success ? new PiecewiseConstantDecay(parsed.data.boundaries, parsed.data.values) : undefined;
  },
};
const cosineSchema = z.object({
  initial_learning_rate: z.number(),
  decay_steps: z.number(),
  alpha: number,
  warmup_target: number,
  warmup_steps: number,
});
const piecewiseSchema = z.object({ boundaries: z.array(z.number()), values: z.array(z.number()) });

/** The optimizer that a file describes, or, in `problem`, why Inkling cannot train with it. */
export function parseOptimizer({ class_name, config }: KerasObject): { optimizer: Optimizer } | { problem: string } {
  const className = unregistered(class_name);
  const known = Object.keys(OPTIMIZERS).find((name) => name === className) as keyof typeof OPTIMIZERS | undefined;
  if (!known) {
    return {
      problem: `its optimizer ${className} is not one that Inkling has (${Object.keys(OPTIMIZERS).join(', ')})`,
    };
  }
  const parsed = optimizerSchema.safeParse(config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `its optimizer has ${issue.path.join('.')} = ${shown(config[String(issue.path[0])])}` };
  }
  const { learning_rate, lr, weight_decay, ...rest } = parsed.data;
  const learningRate = parseRate(learning_rate ?? lr);
  if (typeof learningRate === 'object' && 'problem' in learningRate) return learningRate;
  const options = {
    learningRate,
    weightDecay: weight_decay === false ? undefined : weight_decay,
    useEma: rest.use_ema,
    emaMomentum: rest.ema_momentum,
    emaOverwriteFrequency: rest.ema_overwrite_frequency,
    momentum: rest.momentum,
    nesterov: rest.nesterov,
    rho: rest.rho,
    centered: rest.centered,
    beta1: rest.beta_1,
    beta2: rest.beta_2,
    epsilon: rest.epsilon,
    amsgrad: rest.amsgrad,
  };
  return whatCanBeBuilt(() => ({ optimizer: new OPTIMIZERS[known](given(options)) }));
}

function parseRate(value: z.infer<typeof rate>): number | LearningRateSchedule | undefined | { problem: string } {
  if (typeof value !== 'object') return value;
  const name = unregistered(value.class_name);
  const build = Object.hasOwn(SCHEDULES, name) ? SCHEDULES[name] : undefined;
  const unknown = { problem: `its learning rate follows ${name}, which Inkling cannot read` };
  return whatCanBeBuilt(() => build?.(value.config) ?? unknown);
}

/** Optimizers and losses refuse numbers that they cannot be; from a file, that means that training cannot go on from it. */
export function whatCanBeBuilt<T>(build: () => T): T | { problem: string } {
  try {
    return build();
  } catch (error) {
    if (error instanceof InklingError) return { problem: error.message };
    throw error;
  }
}

/** Only what a file says; the rest is the optimizer's default. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], null | undefined> };
}
