import { createHash } from 'node:crypto';
import { describeSplit, type LabeledImages, type Sequential, type SplitRecord } from 'inkling';
import type { InklingRecord } from 'inkling/formats';
import * as z from 'zod/mini';

/** Which images trained, as a file says it. */
export const splitSchema = z.object({
  source: z.string(),
  name: z.string(),
  count: z.int().check(z.positive()),
  validation: z.optional(z.int().check(z.nonnegative())),
  seed: z.int(),
});
const recordSchema = z.looseObject({ trainings: z.array(splitSchema) });

/** What a model's file says of the trainings that led to its weights, oldest first; none where it says nothing. */
export function trainingsOf(record: InklingRecord | undefined): readonly SplitRecord[] {
  const parsed = recordSchema.safeParse(record);
  return parsed.success ? parsed.data.trainings : [];
}

/** How a model's own last training on these data split them, or as a training by default would. */
export function splitOf(all: LabeledImages, trainings: readonly SplitRecord[]): SplitRecord {
  const usual = describeSplit(all, 1);
  return trainings.findLast(({ source, count }) => source === usual.source && count === all.count) ?? usual;
}

/** SHA-256 over all weights, as little-endian float32 in the order of Keras's `get_weights`. */
export function weightsSha256(model: Sequential): string {
  const hash = createHash('sha256');
  for (const { values } of model.weights) {
    const bytes = new DataView(new ArrayBuffer(values.length * 4));
    values.forEach((value, i) => {
      bytes.setFloat32(4 * i, value, true);
    });
    hash.update(new Uint8Array(bytes.buffer));
  }
  return hash.digest('hex');
}
