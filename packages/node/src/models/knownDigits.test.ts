import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dense, Flatten, InputLayer, nearestDigits, Sequential } from 'inkling';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadKnownDigits } from './knownDigits.js';

const model = new Sequential([
  new InputLayer({ shape: [28, 28, 1] }),
  new Flatten(),
  new Dense({ units: 4, activation: 'relu' }),
  new Dense({ units: 10, activation: 'softmax' }),
]);

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'inkling-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

// The folder is chosen by the environment on Linux alone.
it.runIf(process.platform === 'linux')('keeps what it computed, and computes again what is damaged', async () => {
  const first = await loadKnownDigits(model);
  expect(first.digits.count).toBe(8_500);
  expect(first.features).toHaveLength(8_500 * 4);
  const pixels = first.digits.images.subarray(784 * 70, 784 * 71);
  const [[nearest]] = await nearestDigits(model, first, pixels, [first.digits.labels[70]], 1);
  expect(nearest.likeness).toBeGreaterThan(0.99);

  const [name] = await readdir(join(home, 'inkling'));
  expect(name).toMatch(/^known-[0-9a-f]{32}\.bin$/);
  const path = join(home, 'inkling', name);
  const bytes = await readFile(path);

  expect((await loadKnownDigits(model)).features).toEqual(first.features);
  for (const damaged of [bytes.subarray(0, 1000), Buffer.from(bytes).fill(1, 40, 50), Buffer.alloc(0)]) {
    await writeFile(path, damaged);
    expect((await loadKnownDigits(model)).features).toEqual(first.features);
    expect(await readFile(path)).toEqual(bytes);
  }
});

it('does without a folder to keep it in', async () => {
  await writeFile(join(home, 'inkling'), 'a file where the folder would be');
  expect((await loadKnownDigits(model)).features).toHaveLength(8_500 * 4);
});
