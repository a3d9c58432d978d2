import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKerasH5File } from 'inkling/formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { digitPng, inkling, put, putModel, putRows, testFolder } from './cli.fixture.js';

const folder = await testFolder();
beforeAll(async () => {
  await putModel(folder);
  await putRows(folder);
  await put(folder, 'seven.png', await digitPng(0));
});

describe('inkling calibrate', () => {
  it('keeps statistics in the file, without changing a weight, and predict then says whether it is a digit', async () => {
    const before = await loadKerasH5File(await readFile(join(folder, 'model.h5')));
    const args = ['calibrate', '--model', 'model.h5', '--data', '.', '--out', 'honest.h5', '--json'];
    const { code, stdout } = await inkling(args, { cwd: folder });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      model: 'honest.h5',
      validation: 40,
      // 40 images promise no more.
      sets: { coverage: 40 / 41, classConditional: { coverage: expect.any(Number) } },
    });
    const after = await loadKerasH5File(await readFile(join(folder, 'honest.h5')));
    expect(after.model.getWeights()).toEqual(before.model.getWeights());
    for (const [model, isDigit] of [
      ['model.h5', null],
      ['honest.h5', expect.any(Number)],
    ]) {
      const read = ['predict', 'seven.png', '--model', model, '--json', '--coverage', '0.9'];
      const answer = JSON.parse((await inkling(read, { cwd: folder })).stdout);
      expect(answer).toMatchObject({ isDigit, digits: [{ isDigit }] });
      expect(answer.digits[0].candidates).toContain(answer.digits[0].digit);
      if (isDigit === null) expect(answer.digits[0].probabilities).toEqual(answer.digits[0].softmax);
    }
  });

  it('leads to a hint at a coverage that serves, where nobody asked for one', async () => {
    await inkling(['calibrate', '--model', 'model.h5', '--data', '.', '--out', 'few.h5'], { cwd: folder });
    const hintsOf = async (...args: string[]) =>
      (await inkling([...args, '--model', 'few.h5'], { cwd: folder })).stderr
        .split('\n')
        .filter((line) => /^hint/.test(line));
    const hint = [expect.stringMatching(/^hint: --coverage 0\.75 says more: 40 validating images are few.*97\.561 %/)];
    const predict = ['predict', 'seven.png', '--no-figure'];
    expect(await hintsOf(...predict)).toEqual(hint);
    expect(await hintsOf('evaluate')).toEqual([...hint, expect.stringContaining('--out figures')]);
    expect(await hintsOf(...predict, '--coverage', '0.9')).toEqual([]);
    expect(await hintsOf(...predict, '--quiet')).toEqual([]);
    const bundled = await inkling(predict, { cwd: folder });
    expect(bundled.stderr).not.toContain('hint');
    const ofEach = await inkling([...predict, '--class-conditional'], { cwd: folder });
    expect(ofEach.stderr).toMatch(
      /hint: --coverage 0\.97\d says more: 4\d\d validating images of the rarest digit are few/,
    );
  });

  it('makes sets that hold the truth of each digit by itself, and says how often', async () => {
    const args = ['seven.png', '--model', 'honest.h5', '--coverage', '0.7'];
    const read = async (...more: string[]) =>
      JSON.parse((await inkling(['predict', ...args, '--json', ...more], { cwd: folder })).stdout);
    expect(await read()).not.toHaveProperty('sets');
    // The 40 images are four of each digit: ⌈5 · 0.7⌉ = 4.
    expect(await read('--class-conditional')).toMatchObject({ sets: { coverage: 0.7, classConditional: true } });
    // Four images support no more than 4/5.
    expect(await read('--class-conditional', '--coverage', '0.9')).toMatchObject({ sets: { coverage: 0.8 } });

    const drawn = await inkling(['predict', ...args, '--class-conditional', '--format', 'svg'], { cwd: folder });
    expect(drawn.code).toBe(0);
    const figure = await readFile(join(folder, 'seven-inkling.svg'), 'utf8');
    if (!/no digit/.test(drawn.stdout)) expect(figure).toContain('in the set: right in 70 % of each digit');

    const evaluate = ['evaluate', '--model', 'honest.h5', '--data', '.', '--split', 'validation', '--json'];
    const { sets } = JSON.parse((await inkling([...evaluate, '--class-conditional'], { cwd: folder })).stdout);
    for (const { perClass, coverage } of sets) {
      expect(perClass).toHaveLength(10);
      expect(coverage).toBeGreaterThanOrEqual(Math.min(...perClass));
    }
    const usual = JSON.parse((await inkling(evaluate, { cwd: folder })).stdout);
    expect(usual.sets[0]).not.toHaveProperty('perClass');

    const report = [...evaluate, '--class-conditional', '--report', 'sets.html'];
    expect(await inkling(report, { cwd: folder })).toMatchObject({ code: 0 });
    const page = (await readFile(join(folder, 'sets.html'), 'utf8'))
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    for (const asked of ['99 %', '99.5 %', '99.9 %']) expect(page).toContain(`${asked} 80 % `);
  });

  it('refuses the bundled model, and coverages that are none', async () => {
    expect(await inkling(['calibrate', '--model', 'bundled'], { cwd: folder })).toMatchObject({ code: 2 });
    const wide = await inkling(['predict', 'seven.png', '--coverage', '1'], { cwd: folder });
    expect(wide).toMatchObject({ code: 2, stderr: expect.stringContaining('between 0 and 1') });
  });

  it('does not calibrate on what the model was trained on', async () => {
    const source = new URL('../../../models/mnist_model.h5', import.meta.url);
    await copyFile(source, join(folder, 'whole.h5'));
    const { code, stderr } = await inkling(['calibrate', '--model', 'whole.h5'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('The model was trained on all 500 images of embedded that would calibrate it.');
    expect(await readFile(join(folder, 'whole.h5'))).toEqual(await readFile(source));

    const args = ['train', '--from', 'whole.h5', '--epochs', '1', '--out', 'more.h5', '--json'];
    const trained = await inkling([...args, '--validation', '20', '--batch-size', '8500'], { cwd: folder });
    expect(trained).toMatchObject({ code: 0, stderr: expect.stringContaining('the model stays uncalibrated') });
    expect((await loadKerasH5File(await readFile(join(folder, 'more.h5')))).statistics).toBeUndefined();
  });

  it('tells of statistics that are damaged', async () => {
    const bytes = await readFile(join(folder, 'honest.h5'));
    bytes.set(new TextEncoder().encode('inksure9'), bytes.indexOf('inksure3'));
    await writeFile(join(folder, 'damaged.h5'), bytes);
    const { code, stderr } = await inkling(['predict', 'seven.png', '--model', 'damaged.h5'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('damaged.h5: Expected the model');
  });
});
