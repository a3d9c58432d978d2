import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inkling, putModel, testFolder } from './cli.fixture.js';

const folder = await testFolder();
beforeAll(async () => {
  await putModel(folder);
});

const share = z.number().min(0).max(1);
const oneDigit = {
  n: z.number().int().positive(),
  accuracy: share,
  ece: share,
  nll: z.number().positive(),
  nllRaw: z.number().positive(),
  refused: share,
  sure: share,
  sureAccuracy: share.nullable(),
};
const answer = z.strictObject({
  ...oneDigit,
  interval: z.tuple([share, share]),
  accuracySinglePass: share,
  errors: z.number().int().min(0),
  brier: z.number().min(0).max(2),
  eceRaw: share,
  confusion: z.array(z.array(z.number().int().min(0)).length(10)).length(10),
  perClass: z
    .array(z.strictObject({ digit: z.number().int(), precision: share.nullable(), recall: share.nullable() }))
    .length(10),
  sets: z.array(z.strictObject({ target: share, coverage: share, meanSize: z.number().min(1).max(10) })).length(3),
  byKind: z.strictObject({}),
  oneDigit: z.strictObject(oneDigit),
  notDigits: z.tuple([]),
});

describe('inkling evaluate', () => {
  it('prints JSON alone', async () => {
    const { code, stdout, stderr } = await inkling(['evaluate', '--model', 'model.h5', '--json'], { cwd: folder });
    expect(code).toBe(0);
    const result = answer.parse(JSON.parse(stdout));
    expect(result.n).toBe(1_000);
    expect(result.errors).toBe(Math.round(result.n * (1 - result.accuracy)));
    expect(result.interval[0]).toBeLessThan(result.accuracy);
    expect(result.interval[1]).toBeGreaterThan(result.accuracy);
    expect(result.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(result.n);
    expect(result.sets.map(({ target }) => target)).toEqual([0.99, 0.995, 0.999]);
    expect(stderr).toContain('model.h5 does not say which images it was trained on');
    expect(await readdir(folder)).toEqual(['model.h5']);
  });

  it('prints a table, and draws confusion matrix, hardest images and edge cases', async () => {
    const { code, stdout, stderr } = await inkling(['evaluate', '--model', 'model.h5', '--out', 'figures'], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^embedded, held-out: 1,000 images\naccuracy +[\d.]+ % +\(95 % interval [\d.]+ % to [\d.]+ %; \d+ of 1000 wrong\)/,
    );
    expect((await readdir(join(folder, 'figures'))).sort()).toEqual(['confusion.png', 'edge-cases.png', 'hardest.png']);
    expect(stderr.match(/^figure: figures\//gm)).toHaveLength(3);
  });

  it.each([
    ['train', 8_500],
    ['validation', 500],
    ['held-out', 1_000],
  ])('takes --split %s', async (split, n) => {
    const args = ['evaluate', '--model', 'model.h5', '--split', split, '--json', '--quiet'];
    const { stdout, stderr } = await inkling(args, { cwd: folder });
    expect(answer.parse(JSON.parse(stdout)).n).toBe(n);
    expect(stderr).toBe('');
  });
});

describe('inkling summary', () => {
  it('prints Keras’s table, or JSON', async () => {
    const table = await inkling(['summary', 'model.h5'], { cwd: folder });
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toContain('Total params: 225,034');
    const { stdout } = await inkling(['summary', 'model.h5', '--json'], { cwd: folder });
    const { parameters, trainableParameters, inputShape, outputShape, layers } = JSON.parse(stdout);
    expect({ parameters, trainableParameters, inputShape, outputShape }).toEqual({
      parameters: 225_034,
      trainableParameters: 225_034,
      inputShape: [28, 28, 1],
      outputShape: [10],
    });
    expect(layers).toHaveLength(7);
    expect(layers[0]).toMatchObject({ className: 'Conv2D', outputShape: [26, 26, 32], parameters: 320 });
  });

  it('says that no model comes with it yet', async () => {
    const { code, stderr } = await inkling(['summary']);
    expect(code).toBe(1);
    expect(stderr).toContain('no model yet: run inkling train');
  });
});
