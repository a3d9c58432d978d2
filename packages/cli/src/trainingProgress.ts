import { createHash } from 'node:crypto';
import { InklingError, type KeptEpoch, type SplitRecord, type TrainingState } from 'inkling';
import * as z from 'zod/mini';
import { splitSchema } from './trainingRecord.js';
import type { TrainingSettings } from './trainingSettings.js';

/** All that a training needs to go on in another process. */
export interface TrainingProgress {
  readonly settings: TrainingSettings;
  /** Which images trained the model that it began with, oldest first. */
  readonly trainings: readonly SplitRecord[];
  readonly state: TrainingState;
  readonly best: KeptEpoch | undefined;
}

/** How the file begins; another layout gets another number. */
const magic = new TextEncoder().encode('inkling-resume-1');
const digestLength = 32;
/** Arrays begin at multiples of this, as float32 in memory does. */
const alignment = 4;

const log = z.object({
  epoch: z.number(),
  loss: z.number(),
  accuracy: z.number(),
  validationLoss: z.exactOptional(z.number()),
  validationAccuracy: z.exactOptional(z.number()),
  samplesPerSecond: z.number(),
  seconds: z.number(),
});
const lengths = z.array(z.int().check(z.nonnegative()));
const headerSchema = z.object({
  settings: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  trainings: z.array(splitSchema),
  state: z.object({
    epochs: z.array(log),
    step: z.int(),
    sums: z.object({ loss: z.number(), correct: z.number(), samples: z.number(), seconds: z.number() }),
    iterations: z.int(),
    learningRate: z.number(),
    weights: lengths,
    slots: lengths,
  }),
  best: z.nullable(z.object({ log, iterations: z.int(), weights: lengths, slots: lengths })),
});

/**
 * The progress as bytes: what kind of file this is, the length of a JSON, the JSON (with the lengths of all arrays), the
 * arrays as little-endian float32, and the SHA-256 of all that.
 */
export function encodeProgress({ settings, trainings, state, best }: TrainingProgress): Uint8Array {
  const sizes = ({ weights, slots }: Arrays) => ({ weights: weights.map(lengthOf), slots: slots.map(lengthOf) });
  const header = {
    settings,
    trainings,
    state: { ...state, ...sizes(state) },
    best: best === undefined ? null : { ...best, ...sizes(best) },
  };
  const json = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(magic.length + 4 + padded(json.length), ' ');
  start.set(magic);
  start.writeUInt32LE(padded(json.length), magic.length);
  start.set(json, magic.length + 4);
  const arrays = [state, ...(best ? [best] : [])].flatMap(({ weights, slots }) => [...weights, ...slots]);
  // WebAssembly, and so every machine that runs the kernels at speed, is little-endian.
  const values = arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  const content = Buffer.concat([start, ...values]);
  return Buffer.concat([content, sha256(content)]);
}

/** @throws InklingError `resume/invalid` unless these are the whole bytes that `encodeProgress` made. */
export function decodeProgress(bytes: Uint8Array, path: string): TrainingProgress {
  const content = bytes.subarray(0, Math.max(bytes.length - digestLength, 0));
  const whole = magic.every((byte, i) => content[i] === byte) && sha256(content).equals(bytes.subarray(content.length));
  if (!whole) throw invalid(path);
  const from = magic.length + 4;
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const to = from + view.getUint32(magic.length, true);
  const header = headerSchema.parse(JSON.parse(new TextDecoder().decode(content.subarray(from, to))));
  let at = to;
  const take = (counts: readonly number[]) =>
    counts.map((count) => {
      const end = at + alignment * count;
      const values = new Float32Array(content.slice(at, end).buffer);
      at = end;
      return values;
    });
  const read = ({ weights, slots }: { weights: readonly number[]; slots: readonly number[] }) => ({
    weights: take(weights),
    slots: take(slots),
  });
  const { settings, trainings, state, best } = header;
  return {
    settings,
    trainings,
    state: { ...state, ...read(state) },
    best: best === null ? undefined : { ...best, ...read(best) },
  };
}

type Arrays = Pick<TrainingState, 'weights' | 'slots'>;

function lengthOf({ length }: Float32Array): number {
  return length;
}

/** So that the arrays behind it lie at a multiple of their elements' size. */
function padded(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function invalid(path: string): InklingError {
  return new InklingError(
    'resume/invalid',
    `${path} should hold a training that was stopped; it is damaged, cut off, or another file (its digest is wrong). Begin anew without --resume.`,
  );
}
