// What a sample costs in batches of other sizes, and in epochs of other lengths: the same, but for what each step and each epoch costs.
import { setThreadPool } from '../../packages/inkling/dist/index.js';
import { loadEmbedded, useThreads } from '../../packages/node/dist/index.js';
import { compiledNetwork } from './measure.mjs';

const batchSizes = [1, 4, 16, 64, 128, 256, 1024];
const sampleCounts = [1, 100, 1000, 10_000, 60_000];

export async function measureSizes() {
  const { images, labels } = await loadEmbedded();
  // As many as MNIST has: the embedded ones, six times.
  const many = { images: new Uint8Array(60_000 * 784), labels: new Uint8Array(60_000) };
  for (let i = 0; i < 6; i++) {
    many.images.set(images, i * images.length);
    many.labels.set(labels, i * labels.length);
  }
  const pool = useThreads();
  await pool.ready();
  const cost = async (samples, batchSize) => {
    const model = compiledNetwork('classic');
    const data = { images: many.images.subarray(0, samples * 784), labels: many.labels.subarray(0, samples) };
    await model.fit(data, { epochs: 1, batchSize });
    const start = performance.now();
    await model.fit(data, { epochs: 1, batchSize });
    return ((performance.now() - start) * 1000) / samples;
  };
  const byBatch = [];
  for (const batchSize of batchSizes) {
    byBatch.push({ batchSize, microseconds: await cost(batchSize < 16 ? 500 : 4096, batchSize) });
  }
  const bySamples = [];
  for (const samples of sampleCounts) bySamples.push({ samples, microseconds: await cost(samples, 128) });
  await pool.terminate();
  setThreadPool(undefined);
  return { byBatch, bySamples };
}
