import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createArchitecture } from 'inkling';
import { loadKerasH5, saveCompactModel } from 'inkling/formats';
import { describe, expect, it } from 'vitest';
import { inkling, putRows, testFolder } from './cli.fixture.js';
import { weightsSha256 } from './trainingRecord.js';

const folder = await testFolder();
await putRows(folder);

const robust = ['train', '--recipe', 'robust', '--data', '.', '--epochs', '2', '--batch-size', '32', '--json'];
const lastLine = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

describe('train --recipe robust', () => {
  it('leaves weights that float16 has, measured so, without an optimizer', async () => {
    const args = [...robust, '--architecture', 'mlp', '--out', 'robust.h5'];
    const { code, stdout } = await inkling(args, { cwd: folder });
    expect(code).toBe(0);
    const model = await loadKerasH5(await readFile(join(folder, 'robust.h5')));
    expect(() => saveCompactModel(model)).not.toThrow();
    expect(model.compiled).toBeUndefined();
    const { weightsSha256: sha256, validationAccuracy } = lastLine(stdout);
    expect(weightsSha256(model)).toBe(sha256);
    const evaluate = ['evaluate', '--model', 'robust.h5', '--data', '.', '--split', 'validation', '--json'];
    expect(lastLine((await inkling(evaluate, { cwd: folder })).stdout).accuracySinglePass).toBe(validationAccuracy);
    // The same again; other weights without augmentation, smoothing and the rest.
    const again = await inkling([...robust, '--architecture', 'mlp', '--out', 'again.h5'], { cwd: folder });
    expect(lastLine(again.stdout).weightsSha256).toBe(sha256);
    const keras = args.map((arg) => (arg === 'robust' ? 'keras' : arg));
    expect(lastLine((await inkling(keras, { cwd: folder })).stdout).weightsSha256).not.toBe(sha256);
  });

  it('trains the bundled architecture, which has at most 450,000 parameters', async () => {
    expect(createArchitecture('bundled', 1).countParams()).toBeLessThanOrEqual(450_000);
    const args = ['train', '--recipe', 'robust', '--data', '.', '--epochs', '1', '--out', 'bundled.h5', '--json'];
    const { code, stdout, stderr } = await inkling(args, { cwd: folder });
    expect({ code, network: stderr.includes('network bundled') }).toEqual({ code: 0, network: true });
    expect(lastLine(stdout).parameters).toBe(createArchitecture('bundled', 1).countParams());
  });

  it('flags win over it', async () => {
    const args = ['train', '--recipe', 'robust', '--data', '.', '--architecture', 'mlp', '--epochs', '1', '--json'];
    const train = async (...more: string[]) => lastLine((await inkling([...args, ...more], { cwd: folder })).stdout);
    const [plain, faster] = [await train(), await train('--learning-rate', '0.01')];
    expect(faster.epochs).toBe(1);
    expect(faster.weightsSha256).not.toBe(plain.weightsSha256);
  });
});

describe('train --recipe fast', () => {
  it('sees each image once and draws no figure', async () => {
    const { code, stdout } = await inkling(['train', '--recipe', 'fast', '--data', '.', '--out', 'fast.h5'], {
      cwd: folder,
    });
    expect({ code, rows: stdout.match(/^ +\d/gm)?.length }).toEqual({ code: 0, rows: 1 });
    expect(existsSync(join(folder, 'fast.h5'))).toBe(true);
    expect(existsSync(join(folder, 'fast-training.png'))).toBe(false);
  });
});

describe('train --architecture bn4', () => {
  it('normalises between convolution and ReLU, as Keras lays it out', () => {
    const names = createArchitecture('bn4', 1).layers.map(({ className }) => className);
    const block = ['Conv2D', 'BatchNormalization', 'ReLU'];
    expect(names).toEqual(
      [block, block, 'MaxPooling2D', block, block, 'MaxPooling2D', 'Flatten', 'Dense', 'Dense'].flat(),
    );
    expect(createArchitecture('bn4', 1).countParams()).toBe(468_586);
  });
});
