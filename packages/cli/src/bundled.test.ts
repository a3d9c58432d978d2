import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKerasH5File } from 'inkling/formats';
import { describe, expect, it } from 'vitest';
import { inkling, putModel, putRows, testFolder } from './cli.fixture.js';
import { trainingsOf } from './trainingRecord.js';

const folder = await testFolder();
const pictures = fileURLToPath(new URL('../../../examples/pictures/', import.meta.url));

describe('without --model', () => {
  it('predict reads with the model that comes along, not with a file that lies about', async () => {
    await putModel(folder, 'mnist_model.h5');
    const rows = (await readFile(join(pictures, 'labels.csv'), 'utf8')).trim().split('\n').slice(1);
    const labeled = rows.map((row) => row.split(',')).filter(([, label]) => label !== '');
    const files = labeled.map(([file]) => join(pictures, file));
    const { code, stdout, stderr } = await inkling(['predict', ...files, '--json'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'model: bundled\n' });
    const texts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).text);
    expect(texts).toEqual(labeled.map(([, label]) => label));
    expect((await readdir(folder)).sort()).toEqual(['mnist_model.h5']);
  });

  it('evaluate knows which images it was trained on', async () => {
    const heldOut = await inkling(['evaluate', '--json'], { cwd: folder });
    expect(JSON.parse(heldOut.stdout)).toMatchObject({ n: 1000 });
    expect(JSON.parse(heldOut.stdout).accuracy).toBeGreaterThanOrEqual(0.99);
    expect(heldOut.stderr).not.toContain('TRAINED');
    const seen = await inkling(['evaluate', '--split', 'validation', '--json'], { cwd: folder });
    expect(seen.stderr).toMatch(/TRAINED ON THESE 500 IMAGES/);
  });

  it('train goes on from it, and remembers what it saw', async () => {
    await putRows(folder);
    const args = ['train', '--from', 'bundled', '--data', '.', '--epochs', '1', '--out', 'mine.h5', '--quiet'];
    expect((await inkling(args, { cwd: folder })).code).toBe(0);
    const { record } = await loadKerasH5File(await readFile(join(folder, 'mine.h5')));
    expect(trainingsOf(record)).toMatchObject([{ source: 'mnist' }, { count: 400 }]);
  });
});
