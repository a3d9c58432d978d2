import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadKerasH5File } from 'inkling/formats';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inkling, putRows, testFolder } from './cli.fixture.js';
import { trainingsOf, weightsSha256 } from './trainingRecord.js';

const folder = await testFolder();

const share = z.number().min(0).max(1);
const epochLine = z.strictObject({
  epoch: z.number().int().positive(),
  loss: z.number().positive(),
  accuracy: share,
  validationLoss: z.number().nullable(),
  validationAccuracy: share.nullable(),
  samplesPerSecond: z.number().positive(),
});
const lastLine = z.strictObject({
  epochs: z.number().int().positive(),
  bestEpoch: z.number().int().positive(),
  validationAccuracy: share.nullable(),
  seconds: z.number().positive(),
  samplesPerSecond: z.number().positive(),
  parameters: z.number().int().positive(),
  weightsSha256: z.string().regex(/^[0-9a-f]{64}$/),
  model: z.string(),
});

await putRows(folder);

const quick = ['train', '--data', '.', '--architecture', 'mlp', '--batch-size', '32'];

describe('inkling train', () => {
  it('prints JSON alone, keeps the best epoch and records the split', async () => {
    const { code, stdout, stderr } = await inkling([...quick, '--epochs', '2', '--json'], { cwd: folder });
    expect({ code, stderr: stderr.includes('\u001b') }).toEqual({ code: 0, stderr: false });
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(3);
    const epochs = lines.slice(0, 2).map((line) => epochLine.parse(JSON.parse(line)));
    const last = lastLine.parse(JSON.parse(lines[2]));
    expect(last).toMatchObject({ epochs: 2, parameters: 669_706, model: 'mnist_model.h5' });
    const accuracies = epochs.map(({ validationAccuracy }) => validationAccuracy ?? 0);
    expect(last.validationAccuracy).toBe(Math.max(...accuracies));
    expect(accuracies[last.bestEpoch - 1]).toBe(last.validationAccuracy);
    // With --json and without --out no figure.
    expect(existsSync(join(folder, 'mnist_model-training.png'))).toBe(false);

    const { model, record } = await loadKerasH5File(await readFile(join(folder, 'mnist_model.h5')));
    expect(weightsSha256(model)).toBe(last.weightsSha256);
    expect(trainingsOf(record)).toEqual([{ source: expect.any(String), name: basename(folder), count: 400, seed: 1 }]);
    // A tenth of each label validates: the same share of 40 images is right when they are evaluated again.
    const args = ['evaluate', '--model', 'mnist_model.h5', '--data', '.', '--split', 'validation', '--json'];
    const evaluated = await inkling(args, { cwd: folder });
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ n: 40, accuracy: last.validationAccuracy });
  });

  it('keeps the best epoch, not the last', async () => {
    const train = async (epochs: number) => {
      const args = ['--learning-rate', '0.01', '--epochs', String(epochs), '--out', `best-of-${epochs}.h5`, '--json'];
      const { stdout } = await inkling([...quick, ...args], { cwd: folder });
      const lines = stdout.trim().split('\n');
      return lastLine.parse(JSON.parse(lines[epochs]));
    };
    const long = await train(8);
    expect(long.bestEpoch).toBeLessThan(8);
    // Whoever stops there has the same weights.
    expect(await train(long.bestEpoch)).toMatchObject({ bestEpoch: long.bestEpoch, weightsSha256: long.weightsSha256 });
  });

  it('trains to the same bits on one, two and three threads', async () => {
    const hashes = ['1', '2', '3'].map(async (threads) => {
      const args = ['--epochs', '2', '--threads', threads, '--out', `threads-${threads}.h5`, '--json'];
      const { stdout } = await inkling([...quick, ...args], { cwd: folder });
      return lastLine.parse(JSON.parse(stdout.trim().split('\n')[2])).weightsSha256;
    });
    const [one, two, three] = await Promise.all(hashes);
    expect([two, three]).toEqual([one, one]);
  });

  it('prints a row an epoch and draws learning curves', async () => {
    const args = [...quick, '--epochs', '2', '--out', 'rows/rows.h5', '--validation', '100'];
    const { code, stdout, stderr } = await inkling(args, { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /epoch +loss +accuracy +validation loss +validation accuracy +samples\/s\n +1\/2 .+\n +2\/2 /,
    );
    expect(stdout).toMatch(/best epoch: \d, [\d.]+ % of 100 right\nsaved rows\/rows\.h5/);
    expect(stderr).toContain('300 images train, 100 choose the best epoch');
    expect(stderr).toContain('learning curves: rows/rows-training.png');
    // 100 images vouch for no more.
    expect(stderr).toContain('inkling predict picture.png --model rows/rows.h5 --coverage 0.9\n');
    expect(stderr).toContain('hint: why --coverage 0.9: 100 validating images are few');
    expect((await readdir(join(folder, 'rows'))).sort()).toEqual(['rows-training.png', 'rows.h5']);
  });

  it('gives the same weights for the same seed, others for another', async () => {
    const train = async (...more: string[]) => {
      const args = [...quick, '--epochs', '1', '--json', '--out', `${more.join('')}.h5`, ...more];
      const { stdout } = await inkling(args, { cwd: folder });
      return lastLine.parse(JSON.parse(stdout.trim().split('\n')[1])).weightsSha256;
    };
    const first = await train('--seed', '7');
    expect(await train('--seed', '7', '--quiet')).toBe(first);
    expect(await train('--seed', '8')).not.toBe(first);
  });

  it('starts from another model and remembers what that one saw', async () => {
    await inkling([...quick, '--epochs', '1', '--out', 'first.h5'], { cwd: folder });
    const args = [
      'train',
      '--data',
      '.',
      '--from',
      'first.h5',
      '--epochs',
      '1',
      '--seed',
      '5',
      '--out',
      'second.h5',
      '--validation',
      '0',
      '--json',
    ];
    const { code, stdout } = await inkling(args, { cwd: folder });
    expect(code).toBe(0);
    expect(epochLine.parse(JSON.parse(stdout.split('\n')[0]))).toMatchObject({
      validationLoss: null,
      validationAccuracy: null,
    });
    const { model, record } = await loadKerasH5File(await readFile(join(folder, 'second.h5')));
    expect(model.countParams()).toBe(669_706);
    expect(trainingsOf(record).map(({ seed, validation }) => [seed, validation])).toEqual([
      [1, undefined],
      [5, 0],
    ]);
    const evaluated = await inkling(['evaluate', '--model', 'second.h5', '--data', '.'], { cwd: folder });
    expect(evaluated.stderr).toContain('warning: THE MODEL WAS TRAINED ON THESE 400 IMAGES');
  });
});
