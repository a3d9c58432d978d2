import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from 'inkling';
import { loadKerasH5 } from 'inkling/formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { finished, inkling, put, putRows, startInkling, testFolder } from './cli.fixture.js';
import { decodeProgress } from './trainingProgress.js';
import { weightsSha256 } from './trainingRecord.js';

/** How many processes are killed; the full proof is `npm run check:kills`. */
const kills = Number(process.env.INKLING_KILLS ?? 8);

const folder = await testFolder();
await putRows(folder);
const layers = [
  { class_name: 'InputLayer', config: { batch_shape: [null, 28, 28, 1] } },
  { class_name: 'MaxPooling2D', config: { pool_size: 4 } },
  { class_name: 'Flatten', config: {} },
  { class_name: 'Dropout', config: { rate: 0.2 } },
  { class_name: 'Dense', config: { units: 10, activation: 'softmax' } },
];
await put(folder, 'tiny.json', JSON.stringify({ class_name: 'Sequential', config: { layers } }));

const epochs = 25;
const tiny = ['train', '--data', '.', '--architecture', 'tiny.json', '--batch-size', '8', '--json', '--quiet'];
const train = (out: string, ...more: string[]) => [...tiny, '--epochs', `${epochs}`, '--out', out, ...more];
const resultOf = (stdout: string) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
const filesOf = async (out: string) =>
  (await readdir(folder)).filter((name) => name.startsWith(out) || name.endsWith('.tmp'));

let unbroken: { weightsSha256: string; bestEpoch: number; validationAccuracy: number };
let unbrokenMs: number;
beforeAll(async () => {
  const start = performance.now();
  const { code, stdout } = await inkling(train('unbroken.h5'), { cwd: folder });
  unbrokenMs = performance.now() - start;
  expect(code).toBe(0);
  unbroken = resultOf(stdout);
});

describe('inkling train --resume', () => {
  it(`ends with the bits of an unbroken run after kill -9 at ${kills} seeded moments`, {
    timeout: 20_000 + 4_000 * kills,
  }, async () => {
    const random = new Random(2024);
    let resumed = 0;
    let done = 0;
    const check = ({ code, stdout }: { code: number | null; stdout: string }) => {
      expect(code).toBe(0);
      const { weightsSha256, bestEpoch, validationAccuracy } = resultOf(stdout);
      expect({ weightsSha256, bestEpoch, validationAccuracy }).toMatchObject({
        weightsSha256: unbroken.weightsSha256,
        bestEpoch: unbroken.bestEpoch,
        validationAccuracy: unbroken.validationAccuracy,
      });
      done++;
    };
    const next = async () => {
      const stopped = existsSync(join(folder, 'killed', 'model.h5.resume'));
      if (stopped) resumed++;
      return train('killed/model.h5', ...(stopped ? ['--resume'] : []));
    };
    for (let i = 0; i < kills; ) {
      const child = startInkling(await next(), { cwd: folder });
      const end = finished(child);
      // From before the start is over until after the end.
      const timer = setTimeout(() => child.kill('SIGKILL'), random.uniform(0.1, 1.1) * unbrokenMs);
      const result = await end;
      clearTimeout(timer);
      if (child.signalCode === 'SIGKILL') i++;
      else check(result);
    }
    check(await inkling(await next(), { cwd: folder }));
    expect(resumed).toBeGreaterThan(kills / 4);
    expect(done).toBeGreaterThan(0);
    // A finished training leaves its model and nothing else; a killed one may leave what it was writing.
    const left = (await readdir(join(folder, 'killed'))).filter((name) => !/^\.inkling-.+\.tmp$/.test(name));
    expect(left).toEqual(['model-training.png', 'model.h5']);
    expect(weightsSha256(await loadKerasH5(await readFile(join(folder, 'killed', 'model.h5'))))).toBe(
      unbroken.weightsSha256,
    );
  });

  /** Starts a training, stops it by Ctrl-C some time after its first word, and returns what it said. */
  async function interrupted(args: readonly string[], afterMs = 0) {
    const child = startInkling(args, { cwd: folder });
    const end = finished(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    setTimeout(() => child.kill('SIGINT'), afterMs);
    return end;
  }

  it('goes on after Ctrl-C, which keeps the best epoch and says how', async () => {
    const long = ['--epochs', '400', '--out', 'stopped.h5'];
    const args = [...tiny.filter((arg) => arg !== '--quiet'), ...long];
    const { code, stdout, stderr } = await interrupted(args);
    expect(code).toBe(130);
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.length).toBeLessThan(400);
    expect(told.every(({ epoch }) => epoch > 0)).toBe(true);
    expect(stderr).toMatch(/warning: stopped: the best epoch so far \(\d+ of \d+\) is in stopped\.h5\n/);
    expect(stderr).toContain(`hint: go on:  inkling ${args.join(' ')} --resume\n`);
    expect((await loadKerasH5(await readFile(join(folder, 'stopped.h5')))).countParams()).toBe(500);
    expect(await filesOf('stopped.h5')).toEqual(['stopped.h5', 'stopped.h5.resume']);

    const again = await inkling([...args, '--resume'], { cwd: folder });
    expect(again.code).toBe(0);
    expect(again.stderr).toMatch(/goes on after epoch \d+ of 400/);
    const rest = again.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([...told, ...rest.slice(0, -1)].map(({ epoch }) => epoch)).toEqual(
      Array.from({ length: 400 }, (_, i) => i + 1),
    );
    expect(rest.at(-1)).toMatchObject({ epochs: 400 });
    expect(await filesOf('stopped.h5')).toEqual(['stopped.h5']);
  });

  it('stops in the first epoch without a model, and goes on in the middle of it', async () => {
    await put(folder, 'old.h5', 'the old model');
    const args = ['train', '--batch-size', '1', '--epochs', '1', '--out', 'old.h5', '--validation', '10'];
    const stepOf = async () => decodeProgress(await readFile(join(folder, 'old.h5.resume')), '').state.step;
    const first = await interrupted(args, 200);
    expect(first.code).toBe(130);
    expect(first.stderr).toContain('warning: stopped: no epoch was finished');
    expect(await readFile(join(folder, 'old.h5'), 'utf8')).toBe('the old model');
    expect(await filesOf('old.h5')).toEqual(['old.h5', 'old.h5.resume']);
    const step = await stepOf();
    expect(step).toBeGreaterThan(0);
    const second = await interrupted([...args, '--resume'], 200);
    expect(second.stderr).toContain(`goes on after epoch 0 of 1, step ${step}`);
    const further = await stepOf();
    expect(further).toBeGreaterThan(step);
    // A new training says that it replaces the one that was stopped.
    const anew = await interrupted(args);
    expect(anew.stderr).toContain('hint: old.h5.resume holds a training that was stopped');
    expect(await stepOf()).toBeLessThan(further);
  });

  it('refuses other settings, other data, a damaged file, and none', async () => {
    const args = ['--epochs', '400', '--out', 'other.h5'];
    await interrupted([...tiny, ...args]);
    const resume = async (...more: string[]) => inkling([...tiny, ...args, ...more, '--resume'], { cwd: folder });
    const refused = { code: 1, stdout: '' };
    expect(await resume('--seed', '2')).toMatchObject({
      ...refused,
      stderr: expect.stringContaining(
        'it began with --seed 1, and now is given 2. Give the settings that it began with',
      ),
    });
    expect((await resume('--epochs', '3', '--validation', '7')).stderr).toMatch(
      /--epochs 400, and now is given 3, and it began with --validation left out, and now is given 7/,
    );
    await put(
      folder,
      'other.json',
      JSON.stringify({ class_name: 'Sequential', config: { layers: layers.toSpliced(3, 1) } }),
    );
    expect((await resume('--architecture', 'other.json')).stderr).toContain('the network changed since');
    expect((await resume('--data', 'embedded')).stderr).toContain('the images or their labels changed since');

    const path = join(folder, 'other.h5.resume');
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] ^= 1;
    await put(folder, 'other.h5.resume', bytes);
    expect(await resume()).toMatchObject({
      ...refused,
      stderr: expect.stringContaining('is damaged, cut off, or another file'),
    });
    await put(folder, 'other.h5.resume', bytes.subarray(0, 40));
    expect(await resume()).toMatchObject({ ...refused, stderr: expect.stringContaining('is damaged, cut off') });
    expect(await inkling([...train('none.h5'), '--resume'], { cwd: folder })).toMatchObject({
      ...refused,
      stderr: expect.stringContaining('There is no stopped training at none.h5.resume'),
    });
  });
});

describe('a training that diverges', () => {
  it('stops with the step, and leaves an old model alone where no epoch was finished', async () => {
    await put(folder, 'good.h5', 'the old model');
    const args = [...tiny, '--learning-rate', '1e38', '--out', 'good.h5'];
    const { code, stdout, stderr } = await inkling(args, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/error: The loss became (NaN|Infinity) in epoch 1, at step \d+ of 45\..*try a tenth of it/);
    expect(await readFile(join(folder, 'good.h5'), 'utf8')).toBe('the old model');
  });

  it('keeps the best epoch before, and says how to go on from it', async () => {
    // One step an epoch: the first is still computed with finite weights, the second with what it made of them.
    const args = [...tiny, '--learning-rate', '1e38', '--batch-size', '512', '--validation', '0', '--out', 'kept.h5'];
    const { code, stdout, stderr } = await inkling(
      args.filter((arg) => arg !== '--quiet'),
      { cwd: folder },
    );
    expect(code).toBe(1);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).epoch),
    ).toEqual([1]);
    expect(stderr).toContain('warning: the best epoch before that (1) is in kept.h5\n');
    expect(stderr).toMatch(
      /hint: go on from it: {2}inkling train --from kept\.h5 --learning-rate 1e\+37 --out kept\.h5\n/,
    );
    expect(stderr).toMatch(/error: The loss became NaN in epoch 2, at step 1 of 1\./);
    expect((await loadKerasH5(await readFile(join(folder, 'kept.h5')))).countParams()).toBe(500);
    expect(await filesOf('kept.h5')).toEqual(['kept.h5']);
  });

  it('counts a validation that is no number', async () => {
    const args = [...tiny, '--learning-rate', '1e38', '--batch-size', '512', '--out', 'validated.h5'];
    const { code, stderr } = await inkling(args, { cwd: folder });
    expect({ code, left: await filesOf('validated.h5') }).toEqual({ code: 1, left: [] });
    expect(stderr).toMatch(/error: The validation's loss became NaN at the end of epoch 1\./);
  });
});
