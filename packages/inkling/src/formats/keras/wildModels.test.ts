import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectClose } from '../../kernels/expectClose.fixture.js';
import { LAYER_CLASS_NAMES } from '../../layers/index.js';
import type { Sequential } from '../../model/sequential.js';
import { openHdf5 } from '../hdf5/reader.js';
import { loadKerasH5File, modelFromJson } from '../index.js';
import { readLayerWeights, savedLayers } from './layerWeights.js';

/** Models that people published, and what real Keras makes of the first 64 test images of MNIST with them. */
interface WildModel {
  readonly file: string;
  readonly format: string;
  readonly kerasVersion: string;
  readonly layers: readonly string[];
  readonly inputShape: readonly (number | null)[];
  readonly golden: string;
}

const data = new URL('../../../../../../shared/data/', import.meta.url);
const folder = new URL('keras-models/', data);
const images = new URL('mnist/t10k-images-idx3-ubyte.gz', data);
const isHere = existsSync(folder) && existsSync(images);
if (!isHere) console.log(`skipped: no wild models and MNIST test images in ${data.pathname}`);

/** Keras's own outputs are this far from exact ones where logits reach 5,000. */
const TOLERANCE = 1e-4;

const models: WildModel[] = isHere ? JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) : [];
const isOurs = ({ format, layers }: WildModel) =>
  format === 'full-h5' && layers.every((layer) => LAYER_CLASS_NAMES.includes(layer));

describe.skipIf(!isHere)('models by Keras 2.1 to 3.9 from all over', () => {
  it.for(models.filter(isOurs))('$file (Keras $kerasVersion) predicts what it predicts in Keras', async (wild) => {
    const { model } = await loadKerasH5File(readFileSync(new URL(wild.file, folder)));
    await expectKerasOutputs(model, wild);
  });

  it.for(models.filter((model) => !isOurs(model)))('$file ($format) is refused in a sentence', async (wild) => {
    const code = wild.format === 'keras-v3-zip' ? 'model/not-hdf5' : 'model/unsupported';
    const loading = loadKerasH5File(readFileSync(new URL(wild.file, folder)));
    await expect(loading).rejects.toThrow(expect.objectContaining({ code }));
  });

  const described = models.filter(({ file }) => isHere && existsSync(new URL(architectureOf(file), folder)));
  it.for(described)(
    '$file (weights only) predicts what it predicts in Keras, by the architecture beside it',
    async (wild) => {
      const model = modelFromJson(readFileSync(new URL(architectureOf(wild.file), folder), 'utf8'));
      readLayerWeights(savedLayers(openHdf5(readFileSync(new URL(wild.file, folder)))), model.layers);
      await expectKerasOutputs(model, wild);
    },
  );
});

function architectureOf(file: string): string {
  return file.replace(/\.[^.]+$/, '.architecture.json');
}

/** Compares with Keras where the model takes pictures as they are in MNIST. */
async function expectKerasOutputs(model: Sequential, wild: WildModel): Promise<void> {
  const size = model.inputShape.reduce((product, length) => product * length, 1);
  expect(size).toBe(wild.inputShape.reduce<number>((product, length) => product * (length ?? 1), 1));
  if (size !== 784) return;
  const golden: { outputDiv255: number[][] } = JSON.parse(readFileSync(new URL(wild.golden, folder), 'utf8'));
  const pixels = new Uint8Array(gunzipSync(readFileSync(images))).subarray(16, 16 + 64 * 784);
  expectClose(await model.predict(pixels), golden.outputDiv255.flat(), TOLERANCE, 'outputs');
}
