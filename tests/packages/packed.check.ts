import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage, serve } from '../browser/servePage.js';
import { startChromium } from '../browser/startChromium.js';
import { type Consumer, installPacked } from './installPacked.js';
import { readmePrograms } from './readmePrograms.js';

const root = new URL('../../', import.meta.url);
const programs = readmePrograms();
const node24 = execFileSync(process.execPath, [fileURLToPath(new URL('scripts/node24.mjs', root))], {
  encoding: 'utf8',
}).trim();
const nodes = [process.execPath, node24].map((program) => ({
  program,
  version: execFileSync(program, ['--version'], { encoding: 'utf8' }).trim(),
}));
const chromium = await startChromium();

let consumer: Consumer;
beforeAll(async () => {
  consumer = await installPacked();
  for (const [name, code] of programs) await consumer.write(name, code);
  await consumer.copy('examples/pictures/seven-photo.jpg', 'photo.jpg');
  await consumer.copy('examples', 'examples');
}, 300_000);
afterAll(async () => {
  await consumer?.remove();
  if ('browser' in chromium) await chromium.browser.close();
});

it('the packages hold what is built, licence and readme, without tests, notes of the compiler and links to this repository', async () => {
  for (const name of ['inkling', '@inkling/node']) {
    const files = execFileSync(
      'find',
      [join(consumer.folder, 'node_modules', name), '-type', 'f', '-o', '-type', 'l'],
      {
        encoding: 'utf8',
      },
    ).split('\n');
    expect(files.filter((file) => /\.(test|fixture)\.|tsbuildinfo|\/src\//.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.d.ts')).length).toBeGreaterThan(5);
    expect(files.filter((file) => /(LICENSE|README\.md)$/.test(file))).toHaveLength(2);
  }
});

describe.each(nodes)('in Node $version', ({ program }) => {
  it("README's programs train a network, keep it and read a picture", async () => {
    expect(await consumer.node(program, 'train.mjs')).toMatch(/^9\d\.\d % right\n$/);
    expect(await consumer.node(program, 'read.mjs')).toMatch(/^\d, (> )?[\d.]+ %/);
  }, 120_000);

  it('the examples run', async () => {
    expect(await consumer.node(program, 'examples/train.mjs')).toContain('saved out/example_model.h5');
    const model = 'out/example_model.h5';
    expect(await consumer.node(program, 'examples/predict.mjs', 'photo.jpg', model)).toContain('figure: out/photo');
    expect(existsSync(join(consumer.folder, 'out/photo-inkling.png'))).toBe(true);
    expect(await consumer.node(program, 'examples/distribution.mjs', model)).toMatch(/digit \d+, a \d/);
  }, 120_000);
});

const everything = `import * as inkling from 'inkling';
import * as figures from 'inkling/figures';
import * as formats from 'inkling/formats';
import * as node from '@inkling/node';
const model: inkling.Sequential = await formats.loadKerasH5(new Uint8Array(0));
const softmax: readonly (readonly number[])[] = await inkling.predictSoftmax(model, new Uint8Array(784));
const svg: string = figures.confusionFigure;
export { node, softmax, svg };
`;

describe.each([
  ['nodenext', ['--module', 'nodenext', '--moduleResolution', 'nodenext']],
  ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
])('under moduleResolution %s', (name, resolution) => {
  const options = [...resolution, '--target', 'es2022', '--noEmit', '--strict', '--types', 'node'];

  it("README's programs type-check, and the declarations themselves", async () => {
    await consumer.tsc(...options, '--allowJs', '--checkJs', '--lib', 'es2023,dom', ...programs.keys());
  }, 120_000);

  it('a wrong use does not', async () => {
    const file = `everything-${name}.mts`;
    await consumer.write(file, everything);
    const check = consumer.tsc(...options, '--lib', 'es2023,dom', file);
    await expect(check).rejects.toThrow(/^everything-\w+\.mts\(7,\d+\): error TS2322: .*\n$/);
  }, 120_000);
});

describe.skipIf('problem' in chromium).each([true, false])('in Chromium, isolated: %s', (isolated) => {
  it("README's page, built by Vite as it is, reads a picture", async () => {
    if ('problem' in chromium) return;
    await consumer.write('index.html', '<!doctype html><script type="module" src="./page.js"></script>');
    const files = await buildPage(consumer.folder);
    // The model that Node's program loads from the package, so that both must say the same.
    files.set('/mnist_model.h5', await readFile(new URL('models/mnist_model.h5', root)));
    files.set('/photo.jpg', await readFile(join(consumer.folder, 'photo.jpg')));
    const served = await serve(files, { isolated });
    const page = await chromium.browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    await page.goto(served.url);
    await page.waitForFunction(() => document.body.textContent !== '');
    const [digit] = await consumer.node(process.execPath, 'read.mjs');
    expect(problems).toEqual([]);
    expect(await page.textContent('body')).toMatch(new RegExp(`^${digit}, (> )?[\\d.]+ %`));
    await page.close();
    await served.close();
  }, 120_000);
});
