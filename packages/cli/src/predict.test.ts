import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { digitPng, inkling, put, putModel, testFolder } from './cli.fixture.js';

const folder = await testFolder();
beforeAll(async () => {
  await putModel(folder);
  await mkdir(join(folder, 'pictures'));
  for (const [i, name] of ['b.png', 'a.png'].entries()) await put(folder, `pictures/${name}`, await digitPng(i));
  await put(folder, 'pictures/a-inkling.png', await digitPng(3));
  await put(folder, 'pictures/notes.txt', 'no picture');
  const white = { width: 300, height: 200, channels: 3, background: 'white' } as const;
  await put(folder, 'blank.png', await sharp({ create: white }).png().toBuffer());
});

const share = z.number().min(0).max(1);
const distribution = z
  .array(share)
  .length(10)
  .refine((p) => Math.abs(p.reduce((sum, x) => sum + x, 0) - 1) < 1e-5);
const line = z.strictObject({
  file: z.string(),
  text: z.string().regex(/^\d?$/),
  confidence: share,
  verdict: z.enum(['sure', 'unsure', 'not-a-digit']),
  sentence: z.string().min(1),
  isDigit: z.null(),
  warnings: z.array(z.string()),
  digits: z
    .array(
      z.strictObject({
        digit: z.number().int().min(0).max(9),
        probability: share,
        softmax: distribution,
        probabilities: distribution,
        candidates: z.array(z.number().int()).length(1),
        isDigit: z.null(),
        spread: z.number().min(0).max(0.5),
        box: z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]),
      }),
    )
    .length(1),
});

async function predictJson(...args: string[]) {
  const { code, stdout } = await inkling(['predict', '--model', 'model.h5', '--json', ...args], { cwd: folder });
  return {
    code,
    answers: stdout
      .trim()
      .split('\n')
      .map((text) => line.parse(JSON.parse(text))),
  };
}

describe('inkling predict', () => {
  it('prints JSON alone, a line per picture in the order asked for, and draws no figure unasked', async () => {
    const before = await readdir(folder);
    const { code, answers } = await predictJson('pictures/b.png', 'pictures', 'blank.png');
    expect(code).toBe(0);
    expect(answers.map(({ file }) => file)).toEqual([
      'pictures/b.png',
      'pictures/a.png',
      'pictures/b.png',
      'blank.png',
    ]);
    for (const { text, confidence, digits } of answers.slice(0, 3)) {
      expect(text).toBe(String(digits[0].digit));
      expect(confidence).toBe(digits[0].probabilities[digits[0].digit]);
      expect(digits[0].probabilities[digits[0].digit]).toBe(Math.max(...digits[0].probabilities));
      expect(digits[0].candidates).toEqual([digits[0].digit]);
    }
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[3]).toMatchObject({ text: '', verdict: 'not-a-digit', digits: [{ box: [0, 0, 300, 200] }] });
    expect(await readdir(folder)).toEqual(before);
  });

  it('reads standard input', async () => {
    const input = await digitPng(0);
    const { code, stdout } = await inkling(['predict', '-', '--model', 'model.h5', '--json'], { cwd: folder, input });
    expect(code).toBe(0);
    const answer = line.parse(JSON.parse(stdout));
    const { answers } = await predictJson('pictures/b.png');
    expect(answer).toEqual({ ...answers[0], file: '-' });
  });

  it('takes 28 × 28 px as they are with --no-normalize, and no other size', async () => {
    const { answers } = await predictJson('pictures/b.png', '--no-normalize');
    // The embedded digits are laid out as MNIST's, so normalising changes nothing either.
    expect(answers).toEqual((await predictJson('pictures/b.png')).answers);
    const refused = await inkling(['predict', 'blank.png', '--model', 'model.h5', '--no-normalize'], { cwd: folder });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('must be 28 × 28 px, this one is 300 × 200');
  });

  it('draws figures where it is told, one for each picture, over its own only', async () => {
    const args = ['predict', 'pictures', 'pictures/a.png', '--model', 'model.h5', '--out', 'figures'];
    const names = ['a-inkling-2.png', 'a-inkling.png', 'b-inkling.png'];
    for (const _ of ['the first time', 'again']) {
      const { code, stdout, stderr } = await inkling(args, { cwd: folder });
      expect(code).toBe(0);
      expect(stderr).toContain('model: model.h5\n');
      expect(stderr).toContain('figure: figures/a-inkling.png\n');
      expect(stdout).toContain('pictures/a.png');
      expect(stdout).not.toContain('\u001b');
      expect((await readdir(join(folder, 'figures'))).sort()).toEqual(names);
    }
    const { width } = await sharp(join(folder, 'figures', 'b-inkling.png')).metadata();
    expect(width).toBeGreaterThan(500);
    await copyFile(join(folder, 'pictures/b.png'), join(folder, 'figures/b-inkling.png'));
    await inkling(args, { cwd: folder });
    expect(await readFile(join(folder, 'figures/b-inkling.png'))).toEqual(await digitPng(0));
    expect(await readdir(join(folder, 'figures'))).toContain('b-inkling-2.png');
  });

  it('draws SVG, into the current folder', async () => {
    const cwd = join(folder, 'here');
    await mkdir(cwd);
    const { code } = await inkling(['predict', '../blank.png', '--model', '../model.h5', '--format', 'svg', '-q'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(await readdir(cwd)).toEqual(['blank-inkling.svg']);
    expect(await readFile(join(cwd, 'blank-inkling.svg'), 'utf8')).toMatch(/^<svg /);
  });

  it('answers in words and bars, without a figure if so asked', async () => {
    const before = await readdir(folder);
    const args = ['predict', 'pictures/b.png', '--model', 'model.h5', '--no-figure', '--quiet'];
    const { code, stdout, stderr } = await inkling(args, { cwd: folder, env: { NO_COLOR: '1' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (let digit = 0; digit < 10; digit++) expect(stdout).toMatch(new RegExp(`\\b${digit}\\b.*%`));
    expect(stdout).toMatch(/, \d+(\.\d)? %/);
    expect(await readdir(folder)).toEqual(before);
  });
});

describe('inkling predict --nearest', () => {
  it('shows known digits of the winner and its rival, and of a blank picture none', async () => {
    const args = ['predict', 'pictures/b.png', 'blank.png', '--nearest', '--json', '--out', 'nearest'];
    const { code, stdout } = await inkling(args, { cwd: folder });
    expect(code).toBe(0);
    const [digit, blank] = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(blank.nearest).toEqual([]);
    // MNIST's very first digit, which looks like a 3: it is itself among the known ones.
    expect(digit.text).toBe('5');
    const [winner, rival] = digit.nearest;
    expect([winner.place, winner.digit, winner.nearest[0].index]).toEqual([0, 5, 0]);
    expect(winner.nearest[0].likeness).toBeGreaterThan(0.999);
    expect(rival.digit).not.toBe(5);
    for (const { nearest } of digit.nearest) {
      const likeness = nearest.map((one: { likeness: number }) => one.likeness);
      expect(likeness).toEqual(likeness.toSorted((a: number, b: number) => b - a));
      expect(likeness).toHaveLength(7);
    }
    expect((await readdir(join(folder, 'nearest'))).sort()).toEqual([
      'b-inkling.png',
      'b-nearest.png',
      'blank-inkling.png',
    ]);
  });
});
