import { readFile } from 'node:fs/promises';
import { checkDigitModel } from 'inkling';
import { loadKerasH5File } from 'inkling/formats';
import { describe, expect, it } from 'vitest';
import { loadEmbedded } from '../data/embedded.js';
import { loadBundled } from './bundled.js';

const h5 = new URL('../../../../models/mnist_model.h5', import.meta.url);

describe('the bundled model', () => {
  it('is models/mnist_model.h5, to the last bit of every weight', async () => {
    const [bundled, keras] = await Promise.all([loadBundled(), readFile(h5).then(loadKerasH5File)]);
    expect(bundled.model.getConfig()).toEqual(keras.model.getConfig());
    expect(bundled.record).toEqual(keras.record);
    expect(bundled.model.getWeights()).toEqual(keras.model.getWeights());
  });

  it('has at most 450,000 parameters and reads the digits that no training sees', async () => {
    const { model, record } = await loadBundled();
    checkDigitModel(model);
    expect(model.countParams()).toBeLessThanOrEqual(450_000);
    expect(record).toMatchObject({ trainings: [{ source: 'mnist', count: 60_000 }] });
    const { images, labels } = await loadEmbedded();
    const heldOut = { images: images.subarray(9000 * 784), labels: labels.subarray(9000) };
    expect((await model.evaluate(heldOut)).accuracy).toBeGreaterThanOrEqual(0.99);
  });
});
