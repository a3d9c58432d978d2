import { chmod, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Conv2D, createArchitecture, Dense, Flatten } from 'inkling';
import { saveKerasH5 } from 'inkling/formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { digitPng, inkling, put, putModel, putNetwork, testFolder } from './cli.fixture.js';

const folder = await testFolder();
let model: string;
beforeAll(async () => {
  model = await putModel(folder);
  await put(folder, '5.png', await digitPng(0));
  await putPictures();
  await putModels();
});

async function putPictures(): Promise<void> {
  const png = await digitPng(0);
  await put(folder, 'empty.png', '');
  await put(folder, 'cut-off.png', png.subarray(0, png.length / 2));
  await put(folder, 'text.png', 'This is not a picture, whatever its name says.\n');
  await put(folder, 'huge.png', pngOfSize(png, 40_000, 40_000));
  await put(folder, 'no-width.png', pngOfSize(png, 0, 28));
}

/** The same file, its header claiming another size. */
function pngOfSize(png: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(png);
  changed.writeUInt32BE(width, 16);
  changed.writeUInt32BE(height, 20);
  return withHeaderChecksum(changed);
}

function withHeaderChecksum(png: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of png.subarray(12, 29)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  png.writeUInt32BE(~crc >>> 0, 29);
  return png;
}

async function putModels(): Promise<void> {
  await put(folder, 'empty.h5', '');
  await put(folder, 'text.h5', 'This is not HDF5.\n');
  const whole = await readFile(model);
  await put(folder, 'cut-off.h5', whole.subarray(0, whole.length / 2));
  await put(folder, 'other.h5', replaced(whole, Buffer.from('model_config'), Buffer.from('modus_operat')));
  await put(folder, 'nan.h5', await modelWithNaN());
  await putNetwork(folder, 'wide.h5', [32, 32, 1], [new Flatten(), new Dense({ units: 10, activation: 'softmax' })]);
  await putNetwork(
    folder,
    'colour.h5',
    [28, 28, 3],
    [new Conv2D({ filters: 2, kernelSize: 3 }), new Flatten(), new Dense({ units: 10, activation: 'softmax' })],
  );
  await putNetwork(folder, 'letters.h5', [28, 28, 1], [new Flatten(), new Dense({ units: 26, activation: 'softmax' })]);
}

/** One of our files with a weight changed to NaN afterwards, since we save no such model ourselves. */
async function modelWithNaN(): Promise<Buffer> {
  const broken = createArchitecture('classic', 1);
  broken.weights[1].values[0] = 1234.5;
  const pattern = Buffer.alloc(4);
  pattern.writeFloatLE(1234.5);
  const nan = Buffer.alloc(4);
  nan.writeFloatLE(Number.NaN);
  return replaced(Buffer.from(await saveKerasH5(broken)), pattern, nan);
}

/** The bytes with the first `from` changed to `to`. */
function replaced(bytes: Buffer, from: Buffer, to: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const at = changed.indexOf(from);
  expect(at).toBeGreaterThan(0);
  to.copy(changed, at);
  return changed;
}

describe.concurrent('a picture that cannot be read', () => {
  it.each([
    ['missing.png', 'picture/missing', 'There is no picture at missing.png'],
    ['empty.png', 'picture/empty', 'empty'],
    ['cut-off.png', 'picture/unreadable', ''],
    ['text.png', 'picture/unreadable', ''],
    ['huge.png', 'picture/too-large', '40'],
    ['no-width.png', 'picture/zero-size', ''],
  ])('%s: %s', async (name, code, problem) => {
    const args = ['predict', name, '5.png', '--model', 'model.h5', '--json'];
    const { code: exit, stdout, stderr } = await inkling(args, { cwd: folder });
    expect(exit).toBe(1);
    // The answer says which and why; the next picture is read all the same.
    const [failure, answer, rest] = stdout.split('\n');
    expect(JSON.parse(failure)).toEqual({ file: name, error: { code, message: expect.stringContaining(problem) } });
    expect(JSON.parse(answer)).toMatchObject({ file: '5.png', text: expect.stringMatching(/^\d$/) });
    expect(rest).toBe('');
    expect(stderr).toMatch(/^error: .+\.$/m);
    expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/unexpected| at .+\.js:\d/);
  });

  it('a folder without pictures, or in place of one', async () => {
    await mkdir(join(folder, 'nothing'));
    const { code, stdout } = await inkling(['predict', 'nothing', '--model', 'model.h5', '--json'], { cwd: folder });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ file: 'nothing', error: { code: 'picture/missing' } });
  });

  it('nothing on standard input', async () => {
    const { code, stdout } = await inkling(['predict', '-', '--model', 'model.h5', '--json'], { cwd: folder });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ file: '-', error: { code: 'picture/empty' } });
  });
});

describe.concurrent('a model that cannot be used', () => {
  const bad: readonly [name: string, problem: RegExp][] = [
    ['missing.h5', /There is no model at missing\.h5/],
    ['empty.h5', /empty\.h5: .+/],
    ['text.h5', /text\.h5: .+/],
    ['cut-off.h5', /cut-off\.h5: .+/],
    ['other.h5', /other\.h5: .+/],
    ['nan.h5', /nan\.h5: .*(NaN|not a number|not finite)/i],
    ['wide.h5', /wide\.h5: .*32 × 32 × 1.*28 × 28/],
    ['colour.h5', /colour\.h5: .*28 × 28 × 3/],
    ['letters.h5', /letters\.h5: .*26/],
    ['nothing-here/', /There is no model at/],
  ];

  async function expectRefusal(args: readonly string[], problem: RegExp): Promise<void> {
    const { code, stdout, stderr } = await inkling(args, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/^error: /m);
    expect(stderr).not.toMatch(/unexpected| at .+\.js:\d/);
  }

  it.each(bad)('predict with %s', async (name, problem) => {
    await expectRefusal(['predict', '5.png', '--json', '--model', name], problem);
  });

  it.each([bad[0], bad[5], bad[6]])('evaluate and train with %s', async (name, problem) => {
    await expectRefusal(['evaluate', '--json', '--model', name], problem);
    await expectRefusal(['train', '--epochs', '1', '--json', '--from', name], problem);
  });
});

describe.concurrent('a place that cannot be written to', () => {
  // Root may write anywhere, so these are a file in place of a folder and a file system that takes no files.
  const places = ['text.h5/figures', '/proc/inkling'];

  it.each(places)('predict --out %s answers, says so once, and fails', async (place) => {
    const args = ['predict', '5.png', '5.png', '--model', 'model.h5', '--json', '--out', place];
    const { code, stdout, stderr } = await inkling(args, { cwd: folder });
    expect(code).toBe(1);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stderr.match(/^error: .+ cannot be written: /gm)).toHaveLength(1);
  });

  it.each(places)('evaluate --out %s fails before anything else', async (place) => {
    const { code, stdout, stderr } = await inkling(['evaluate', '--model', 'model.h5', '--out', place], {
      cwd: folder,
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .+ cannot be written: /m);
  });

  it.each([...places.map((place) => `${place}/model.h5`), 'folder.h5', '/dev/null'])(
    'train --out %s fails before training',
    async (place) => {
      await mkdir(join(folder, 'folder.h5'), { recursive: true });
      const { code, stdout, stderr } = await inkling(['train', '--out', place], { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^error: .+ cannot be written: .+\. Choose another place with --out\.$/m);
      expect(stderr).not.toContain('images train');
    },
  );

  it.skipIf(process.getuid?.() === 0)('train --out into a folder without permission (skipped as root)', async () => {
    await mkdir(join(folder, 'locked'));
    await chmod(join(folder, 'locked'), 0o500);
    const { code, stderr } = await inkling(['train', '--out', 'locked/model.h5'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('you may not write there');
  });

  it('leaves nothing half-written behind', async () => {
    expect((await readdir(folder)).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

describe.concurrent('data that cannot be used', () => {
  it.each([
    ['none', 'does not exist'],
    ['5.png', 'is a file, not a folder'],
    ['.', "does not hold MNIST's files"],
  ])('--data %s', async (place, problem) => {
    for (const args of [['train'], ['evaluate', '--model', 'model.h5']]) {
      const { code, stdout, stderr } = await inkling([...args, '--data', place], { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(problem);
    }
  });

  it('INKLING_DATA stands in for --data', async () => {
    const { code, stderr } = await inkling(['train'], { cwd: folder, env: { INKLING_DATA: '/no/such/folder' } });
    expect(code).toBe(1);
    expect(stderr).toContain('/no/such/folder does not exist');
  });

  it('--data embedded has no test set', async () => {
    const { code, stderr } = await inkling(['evaluate', '--model', 'model.h5', '--split', 'test'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('The embedded digits have no test set');
  });
});
