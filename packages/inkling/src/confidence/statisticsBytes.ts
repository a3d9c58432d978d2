import * as z from 'zod/mini';
import { InklingError } from '../errors.js';
import { CONFORMITY_SCORES } from './conformityScores.js';
import type { ConfidenceStatistics } from './statistics.js';

/** What the bytes begin with: a name and the version of the layout. */
const SIGNATURE = 'inksure3';
const PREFIX_BYTES = SIGNATURE.length + 4;
const KINDS = { float64: Float64Array, float32: Float32Array, uint8: Uint8Array, int8: Int8Array } as const;
/** More hidden units, directions or classes than any fit makes. */
const MOST = 4096;

const size = z.int().check(z.positive(), z.lte(MOST));
const finite = z.number();
const headerSchema = z.object({
  calibration: z.union([
    z.object({ kind: z.literal('temperature'), temperature: z.number().check(z.positive()) }),
    z.object({ kind: z.literal('vector'), scale: z.array(finite), bias: z.array(finite) }),
  ]),
  score: z.enum(CONFORMITY_SCORES),
  /** Validation images behind the prediction sets. */
  truths: z.int().check(z.positive(), z.lte(10_000_000)),
  detector: z.object({
    layers: size,
    features: z.int().check(z.positive(), z.lte(1_000_000)),
    directions: size,
    hidden: size,
    usual: z
      .array(z.object({ middle: finite, width: z.number().check(z.positive()) }))
      .check(z.minLength(3), z.maxLength(18)),
    outputBiases: z.array(finite).check(z.minLength(1), z.maxLength(16)),
    threshold: finite,
    slope: z.number().check(z.positive()),
  }),
});
type Header = z.infer<typeof headerSchema>;

/**
 * Statistics as bytes, to be kept with a model. Little-endian: `inksure3`, the length of a JSON header (uint32), the header (filled
 * up with spaces to a multiple of 8), then the arrays that it tells the sizes of.
 *
 * @example
 * const bytes = statisticsToBytes(statistics);
 */
export function statisticsToBytes(statistics: ConfidenceStatistics): Uint8Array<ArrayBuffer> {
  const { calibration, conformal, detector } = statistics;
  const { layers, units, heads, usual, threshold, slope } = detector;
  const header: Header = {
    calibration:
      calibration.kind === 'vector'
        ? { ...calibration, scale: [...calibration.scale], bias: [...calibration.bias] }
        : calibration,
    score: conformal.score,
    truths: conformal.truths.length,
    detector: {
      ...{ layers, threshold, slope, usual: [...usual], outputBiases: heads.map((head) => head.outputBias) },
      features: detector.directions.length / units.length,
      directions: units.length,
      hidden: heads[0].hiddenBias.length,
    },
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const padded = Math.ceil((PREFIX_BYTES + text.length) / 8) * 8 - PREFIX_BYTES;
  const arrays = layout(header);
  const bytes = new Uint8Array(PREFIX_BYTES + padded + totalBytes(arrays)).fill(
    0x20,
    PREFIX_BYTES,
    PREFIX_BYTES + padded,
  );
  bytes.set(new TextEncoder().encode(SIGNATURE));
  new DataView(bytes.buffer).setUint32(SIGNATURE.length, padded, true);
  bytes.set(text, PREFIX_BYTES);
  let at = PREFIX_BYTES + padded;
  for (const { name } of arrays) {
    for (const { buffer, byteOffset, byteLength } of partsOf(statistics, name)) {
      bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
      at += byteLength;
    }
  }
  return bytes;
}

/**
 * The statistics that `statisticsToBytes` wrote.
 *
 * @throws InklingError `model/unsupported` where the bytes are none, not all of them, or of another version; `model/not-finite` where
 *   they hold something else than numbers
 * @example
 * const again = statisticsFromBytes(statisticsToBytes(statistics));
 */
export function statisticsFromBytes(bytes: Uint8Array): ConfidenceStatistics {
  const text = new TextDecoder();
  if (bytes.length < PREFIX_BYTES || text.decode(bytes.subarray(0, SIGNATURE.length)) !== SIGNATURE) {
    throw unsupported(`they do not begin with ${SIGNATURE}`);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(SIGNATURE.length, true);
  const start = PREFIX_BYTES + length;
  const header = headerSchema.safeParse(parse(text.decode(bytes.subarray(PREFIX_BYTES, start))));
  if (!header.success) throw unsupported('their header cannot be read');
  const arrays = layout(header.data);
  if (bytes.length !== start + totalBytes(arrays)) {
    throw unsupported(`the arrays take ${totalBytes(arrays)} bytes and they have ${bytes.length - start}`);
  }
  // A copy, so that the arrays lie where their numbers may; Node's Buffer would share its memory with a slice.
  const { buffer } = new Uint8Array(bytes.subarray(start));
  let at = 0;
  const take = <T extends keyof typeof KINDS>(name: ArrayName, kind: T): InstanceType<(typeof KINDS)[T]> => {
    const { count } = arrays[NAMES.indexOf(name)];
    const values = new KINDS[kind](buffer, at, count) as InstanceType<(typeof KINDS)[T]>;
    at += values.byteLength;
    if ((kind === 'float64' || kind === 'float32') && !values.every(Number.isFinite)) throw notFinite(name);
    return values;
  };
  const { calibration, score, detector } = header.data;
  const { layers, usual, threshold, slope, hidden, outputBiases } = detector;
  if (usual.length !== outputBiases.length + 2) throw unsupported('each opinion needs what is usual of it');
  if (calibration.kind === 'vector' && !(calibration.scale.length === 10 && calibration.bias.length === 10)) {
    throw unsupported('vector scaling needs a scale and a bias for each of ten digits');
  }
  // In the order of NAMES.
  const truths = take('truths', 'float64');
  const scales = take('scales', 'float32');
  const units = take('units', 'float32');
  const hiddenKernels = take('hiddenKernel', 'float32');
  const hiddenBiases = take('hiddenBias', 'float32');
  const outputKernels = take('outputKernel', 'float32');
  const labels = take('labels', 'uint8');
  const directions = take('directions', 'int8');
  if (truths.some((value, i) => i > 0 && value < truths[i - 1])) throw unsupported('scores are not in ascending order');
  if (labels.some((label) => label > 9)) throw unsupported('scores are of other classes than the ten digits');
  const part = (all: Float32Array, i: number, length: number) => all.subarray(i * length, (i + 1) * length);
  const heads = outputBiases.map((outputBias, i) => ({
    hiddenKernel: part(hiddenKernels, i, 2 * detector.directions * hidden),
    hiddenBias: part(hiddenBiases, i, hidden),
    outputKernel: part(outputKernels, i, hidden),
    outputBias,
  }));
  return {
    calibration,
    conformal: { score, truths, labels },
    detector: { layers, usual, threshold, slope, scales, units, directions, heads },
  };
}

const NAMES = [
  'truths',
  'scales',
  'units',
  'hiddenKernel',
  'hiddenBias',
  'outputKernel',
  'labels',
  'directions',
] as const;
type ArrayName = (typeof NAMES)[number];

/** The arrays behind the header: those of wide numbers first, so that each lies at a multiple of its own width. */
function layout({ truths, detector }: Header): { name: ArrayName; count: number; width: number }[] {
  const { features, directions, hidden, outputBiases } = detector;
  const heads = outputBiases.length;
  const counts: Record<ArrayName, number> = {
    ...{ truths, scales: directions, units: directions },
    ...{ hiddenKernel: heads * 2 * directions * hidden, hiddenBias: heads * hidden, outputKernel: heads * hidden },
    labels: truths,
    directions: features * directions,
  };
  const width = (name: ArrayName) => (name === 'truths' ? 8 : name === 'directions' || name === 'labels' ? 1 : 4);
  return NAMES.map((name) => ({ name, count: counts[name], width: width(name) }));
}

function totalBytes(arrays: readonly { count: number; width: number }[]): number {
  return arrays.reduce((sum, { count, width }) => sum + count * width, 0);
}

function partsOf({ conformal, detector }: ConfidenceStatistics, name: ArrayName): ArrayBufferView[] {
  if (name === 'truths' || name === 'labels') return [conformal[name]];
  if (name === 'hiddenKernel' || name === 'hiddenBias' || name === 'outputKernel') {
    return detector.heads.map((head) => head[name]);
  }
  return [detector[name]];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function unsupported(problem: string): InklingError {
  return new InklingError(
    'model/unsupported',
    `Expected the model's confidence statistics as inkling calibrate writes them, but ${problem}. Make them anew: inkling calibrate --model F.h5.`,
  );
}

function notFinite(name: string): InklingError {
  return new InklingError(
    'model/not-finite',
    `The model's confidence statistics hold NaN or infinity (${name}). Make them anew: inkling calibrate --model F.h5.`,
  );
}
