import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadKerasH5File } from 'inkling/formats';
import { afterAll, describe, expect, it } from 'vitest';
import { digitPng, finished, inkling, put, putRows, startInkling, testFolder } from './cli.fixture.js';
import { trainingsOf } from './trainingRecord.js';

const folder = await testFolder();
await putRows(folder);

/** The address of a local mirror that answers so. */
async function mirror(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Pictures of the embedded digits in folders by label: 5, 0, 4, 1, 9, 2, 1, 3, 1, 4, … */
async function putPictures(name: string, count: number): Promise<void> {
  const labels = [5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3, 5, 3, 6, 1, 7, 2, 8, 6, 9];
  for (let i = 0; i < count; i++) {
    await mkdir(join(folder, name, `${labels[i]}`), { recursive: true });
    await put(join(folder, name, `${labels[i]}`), `${i}.png`, await digitPng(i));
  }
}

describe.concurrent('inkling data info', () => {
  it('counts images of IDX files and pictures by label', async () => {
    await putPictures('mine', 20);
    const idx = await inkling(['data', 'info', folder, '--json'], {});
    expect(idx).toMatchObject({ code: 0, stderr: '' });
    const perLabel = Array(10).fill(40);
    const about = { part: 'all', images: 400, width: 28, height: 28, perLabel, mnist: false };
    expect(JSON.parse(idx.stdout)).toEqual({ folder, parts: [about] });
    const pictures = await inkling(['data', 'info', 'mine'], { cwd: folder });
    expect(pictures.stdout).toMatch(/ images +size +0 +1 .* 9\npictures +20 +any +1 +4 +2 +3 +2 +2 +2 +1 +1 +2\n$/);
  });

  it.each([
    ['none', 'does not exist', 1],
    ['empty', "does not hold MNIST's files", 1],
  ])('of %s says what is missing', async (name, problem, code) => {
    await mkdir(join(folder, 'empty'), { recursive: true });
    const result = await inkling(['data', 'info', name, '--json'], { cwd: folder });
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(problem) });
    expect(result.stderr).toContain('hint: inkling data download fetches MNIST');
  });
});

describe.concurrent('inkling data download', () => {
  const shared = new URL('../../../../shared/data/mnist/', import.meta.url);
  const missing = existsSync(shared) ? '' : ' (skipped: no ../shared/data/mnist)';

  it.skipIf(missing)(`fetches MNIST and leaves it alone the next time${missing}`, async () => {
    const url = await mirror((request, response) => {
      response.end(readFileSync(join(fileURLToPath(shared), `${request.url}`)));
    });
    const options = { cwd: folder, env: { INKLING_MIRRORS: `http://127.0.0.1:1/ ${url}` } };
    const first = await inkling(['data', 'download', '--out', 'mnist', '--json'], options);
    expect(first.code).toBe(0);
    const files = ['t10k-labels-idx1', 'train-labels-idx1', 't10k-images-idx3', 'train-images-idx3'];
    const paths = files.map((name) => join('mnist', `${name}-ubyte.gz`));
    expect(JSON.parse(first.stdout)).toEqual({ folder: 'mnist', files: paths.map((path) => ({ path, mirror: url })) });
    expect(first.stderr).toContain('fetching train-images-idx3-ubyte.gz');
    const again = await inkling(['data', 'download', '--out', 'mnist'], options);
    expect(again).toMatchObject({ code: 0, stdout: paths.map((path) => `${path}  was there\n`).join('') });
    const { stdout } = await inkling(['data', 'info', 'mnist'], { cwd: folder });
    expect(stdout).toContain("MNIST's own: train, test");
  });

  it('says what each mirror did', async () => {
    const forbidden = await mirror((_, response) => response.writeHead(403).end());
    const wrong = await mirror((_, response) => response.end('not MNIST'));
    const env = { INKLING_MIRRORS: `${forbidden} ${wrong}` };
    const { code, stdout, stderr } = await inkling(['data', 'download', '--out', 'failed'], { cwd: folder, env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /error: t10k-labels-idx1-ubyte\.gz cannot be fetched: \S+ answers 403 Forbidden; \S+ gives other bytes/,
    );
    expect(await readdir(join(folder, 'failed'))).toEqual([]);
  });

  it('keeps what has come at Ctrl-C', async () => {
    const slow = await mirror((_, response) => {
      response.writeHead(200, { 'content-length': 4_000 }).write(new Uint8Array(1_000));
    });
    const args = ['data', 'download', '--out', 'stopped'];
    const child = startInkling(args, { cwd: folder, env: { INKLING_MIRRORS: slow } });
    const end = finished(child);
    const part = join(folder, 'stopped', 't10k-labels-idx1-ubyte.gz.part');
    await expect
      .poll(
        () =>
          stat(part).then(
            ({ size }) => size,
            () => 0,
          ),
        { timeout: 20_000 },
      )
      .toBe(1_000);
    child.kill('SIGINT');
    expect(await end).toMatchObject({
      code: 130,
      stdout: '',
      stderr: expect.stringContaining('the same command goes on'),
    });
    expect((await stat(part)).size).toBe(1_000);
  });
});

describe('inkling train on pictures', () => {
  const train = ['train', '--architecture', 'lenet5', '--epochs', '1', '--json', '--data'];

  it('learns from folders by label', async () => {
    await putPictures('learn', 20);
    const from = `${join(folder, 'learn')}/`;
    const { code, stderr } = await inkling([...train, from, '--validation', '5', '--out', 'learnt.h5'], {
      cwd: folder,
    });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining(`data ${from}: 15 images train, 5 choose the best epoch`),
    });
    const { record } = await loadKerasH5File(await readFile(join(folder, 'learnt.h5')));
    // The folder's name, not its place: a model may go to anybody.
    expect(trainingsOf(record)).toEqual([
      { source: expect.any(String), name: 'learn', count: 20, validation: 5, seed: 1 },
    ]);
  });

  it('says what a folder of empty folders lacks', async () => {
    for (const label of ['0', '1']) await mkdir(join(folder, 'hollow', label), { recursive: true });
    const { code, stderr } = await inkling([...train, 'hollow'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('in folders named 0 to 9 or listed in labels.csv: it holds none');
  });

  it('names pictures that cannot be read, before training', async () => {
    await putPictures('faulty', 10);
    await cp(join(folder, 'images-idx3-ubyte'), join(folder, 'faulty', '7.png'));
    await put(join(folder, 'faulty', '4'), 'broken.png', (await digitPng(0)).subarray(0, 150));
    const { code, stdout, stderr } = await inkling([...train, 'faulty'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /error: 1 of the 11 pictures in faulty cannot be learnt from\. faulty\/4\/broken\.png: .*damaged/,
    );
  });
});
