import * as z from 'zod/mini';
import type { CompileOptions, KerasObject, Loss, Optimizer } from '../../model/compile.js';
import { parseLoss } from './lossConfig.js';
import { parseJson } from './modelConfig.js';
import { parseOptimizer } from './optimizerConfig.js';

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
