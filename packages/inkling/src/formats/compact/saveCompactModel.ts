import { InklingError } from '../../errors.js';
import type { Sequential } from '../../model/sequential.js';
import { fromFloat16Bits, toFloat16Bits } from '../float16.js';
import type { InklingRecord } from '../keras/inklingRecord.js';
import { modelConfigOf } from '../keras/modelConfig.js';
import { PREFIX_BYTES, SIGNATURE } from './compactHeader.js';

/**
 * A model in a quarter of the bytes that Keras's file takes, quick to read, for programs that bring one along. Little-endian:
 *
 * | bytes | |
 * | --- | --- |
 * | 8 | `inkling1` |
 * | 4 | length of the description |
 * | … | JSON `{ modelConfig, record, statistics }`, UTF-8, `modelConfig` being Keras's `model_config`; `statistics` the number of their bytes; spaces up to an even length |
 * | 2 each | weights as float16, in the order of Keras's `get_weights` |
 * | … | confidence statistics as `statisticsToBytes` has them, if the model has any |
 *
 * @throws InklingError `model/unsupported` where float16 does not have a weight: see `roundToFloat16`.
 * @example
 * roundToFloat16(model);
 * const bytes = saveCompactModel(model);
 */
export function saveCompactModel(
  model: Sequential,
  record: InklingRecord = {},
  statistics: Uint8Array = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
  const modelConfig = modelConfigOf(model.getConfig(), model.inputShape);
  const description = JSON.stringify({ modelConfig, record, statistics: statistics.length });
  const text = new TextEncoder().encode(description);
  const padded = text.length + (text.length % 2);
  const count = model.weights.reduce((sum, { values }) => sum + values.length, 0);
  const size = PREFIX_BYTES + padded + 2 * count + statistics.length;
  const bytes = new Uint8Array(size).fill(0x20, PREFIX_BYTES, PREFIX_BYTES + padded);
  bytes.set(new TextEncoder().encode(SIGNATURE));
  bytes.set(text, PREFIX_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(SIGNATURE.length, padded, true);
  let at = PREFIX_BYTES + padded;
  for (const { name, values } of model.weights) {
    for (const value of values) {
      const bits = toFloat16Bits(value);
      if (fromFloat16Bits(bits) !== value) throw notFloat16(name, value);
      view.setUint16(at, bits, true);
      at += 2;
    }
  }
  bytes.set(statistics, at);
  return bytes;
}

function notFloat16(name: string, value: number): InklingError {
  return new InklingError(
    'model/unsupported',
    `A compact model keeps weights that float16 has, and ${name} holds ${value}. Round the model before, with roundToFloat16, and measure it again.`,
  );
}
