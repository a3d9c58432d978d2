import * as z from 'zod/mini';
import { InklingError } from '../../errors.js';
import { sizeOf } from '../../layers/layer.js';
import { Sequential } from '../../model/sequential.js';
import { fromFloat16Bits } from '../float16.js';
import type { InklingRecord } from '../keras/inklingRecord.js';
import { parseJson, readModelConfig } from '../keras/modelConfig.js';
import { createLayers, whatCanBeBuilt, withInputShapes } from '../keras/networkSizes.js';
import { PREFIX_BYTES, SIGNATURE } from './compactHeader.js';

const descriptionSchema = z.object({
  modelConfig: z.unknown(),
  record: z.record(z.string(), z.unknown()),
  statistics: z.int().check(z.nonnegative()),
});

/**
 * What `loadCompactModel` finds.
 *
 * @example
 * roundToFloat16(model);
 * const { record }: CompactModel = loadCompactModel(saveCompactModel(model));
 */
export interface CompactModel {
  readonly model: Sequential;
  /** What was noted about it. */
  readonly record: InklingRecord;
  /** The bytes of its confidence statistics, for `statisticsFromBytes`, if it has any. */
  readonly statistics: Uint8Array | undefined;
}

/**
 * The model that `saveCompactModel` wrote, the same to the last bit, and what was noted about it.
 *
 * @throws InklingError `model/unsupported` where the bytes are no compact model, or not all of it
 * @example
 * roundToFloat16(model);
 * const { model: again } = loadCompactModel(saveCompactModel(model));
 */
export function loadCompactModel(bytes: Uint8Array): CompactModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = new TextDecoder();
  if (bytes.length < PREFIX_BYTES || text.decode(bytes.subarray(0, SIGNATURE.length)) !== SIGNATURE) {
    throw notCompact(`it does not begin with ${SIGNATURE}`);
  }
  const start = PREFIX_BYTES + view.getUint32(SIGNATURE.length, true);
  const description = descriptionSchema.safeParse(parseJson(text.decode(bytes.subarray(PREFIX_BYTES, start))));
  if (!description.success) throw notCompact('its description cannot be read');
  const config = readModelConfig(description.data.modelConfig);
  const layers = createLayers(config);
  const described = withInputShapes(layers).flatMap(({ layer, inputShape }) => layer.describeWeights(inputShape));
  const count = described.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const { record, statistics } = description.data;
  const end = start + 2 * count;
  if (bytes.length !== end + statistics) {
    const parts = `${count} weights and the statistics take ${2 * count + statistics} bytes`;
    throw notCompact(`${parts} and it has ${bytes.length - start}`);
  }
  const model = whatCanBeBuilt(() => new Sequential(layers, { name: config.name, initialize: false }));
  let at = start;
  for (const { values } of model.weights) {
    for (let i = 0; i < values.length; i++, at += 2) values[i] = fromFloat16Bits(view.getUint16(at, true));
  }
  return { model, record, statistics: statistics > 0 ? bytes.subarray(end) : undefined };
}

function notCompact(problem: string): InklingError {
  return new InklingError(
    'model/unsupported',
    `Expected the bytes of a compact model, as saveCompactModel writes them, but ${problem}. Make it anew from its .h5 file.`,
  );
}
