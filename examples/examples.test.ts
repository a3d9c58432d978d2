import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'inkling-examples-'));
const pictures = fileURLToPath(new URL('pictures', import.meta.url));
afterAll(() => rmSync(folder, { recursive: true }));

function run(example: string, ...args: string[]): string {
  const script = fileURLToPath(new URL(example, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

it('the examples train a model, read a picture with it and look at its distribution', () => {
  expect(run('train.mjs')).toMatch(/Total params: 27,210[\s\S]*epoch 3: loss 0\.\d+, \d\d\.\d % right\nsaved/);
  const model = 'out/example_model.h5';
  expect(run('predict.mjs', join(pictures, 'seven-photo.jpg'), model)).toMatch(
    /^\d, .* %[\s\S]*figure: out\/seven-photo-inkling\.png/,
  );
  expect(run('distribution.mjs', model).match(/digit \d+, a \d: \d \d+\.\d % or \d \d+\.\d %/g)).toHaveLength(5);
});
