import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Random } from 'inkling';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DownloadProgress } from './downloadFile.js';
import { downloadMnist } from './downloadMnist.js';
import { mnistFiles, type RemoteFile } from './mnistFiles.js';

/** Bytes that do not pack, so that a transfer has some length. */
const random = new Random(5);
const content = Uint8Array.from({ length: 300_000 }, () => random.integer(256));
const packed = gzipSync(content);
const file: RemoteFile = {
  name: 'digits',
  sha256: createHash('sha256').update(content).digest('hex'),
  byteLength: content.length,
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-download-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true });
});

/** A mirror that answers so; requests are counted by their `Range`. */
async function mirror(answer: Answer): Promise<{ url: string; ranges: (string | undefined)[] }> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/mnist`, ranges };
}

/** Serves the bytes as a good server does, from where it is asked to. */
const serve =
  (bytes: Uint8Array): Answer =>
  (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (start >= bytes.length) {
      response.writeHead(416).end();
      return;
    }
    const headers = { 'content-length': bytes.length - start };
    const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
    response.writeHead(start > 0 ? 206 : 200, start > 0 ? { ...headers, 'content-range': range } : headers);
    response.end(bytes.subarray(start));
  };

/** Sends some bytes of what is asked for and cuts the connection. */
const cutAfter =
  (length: number): Answer =>
  (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = { 'content-range': `bytes ${start}-${packed.length - 1}/${packed.length}` };
    response.writeHead(start > 0 ? 206 : 200, { ...(start > 0 && range), 'content-length': packed.length - start });
    if (start + length >= packed.length) response.end(packed.subarray(start));
    else response.write(packed.subarray(start, start + length), () => response.destroy());
  };

const download = (...mirrors: { url: string }[]) =>
  downloadMnist(folder, { files: [file], mirrors: mirrors.map(({ url }) => url), timeoutMs: 300 });

async function expectWhole(): Promise<void> {
  expect(await readdir(folder)).toEqual(['digits.gz']);
  expect(Buffer.compare(await readFile(join(folder, 'digits.gz')), packed)).toBe(0);
}

describe('downloadMnist', () => {
  it('fetches, tells of progress, and leaves alone what is there', async () => {
    const good = await mirror(serve(packed));
    const told: DownloadProgress[] = [];
    const options = { files: [file], mirrors: [good.url], onProgress: (log: DownloadProgress) => told.push(log) };
    expect(await downloadMnist(join(folder, 'new', 'place'), options)).toEqual([
      { path: join(folder, 'new', 'place', 'digits.gz'), mirror: good.url },
    ]);
    expect(told.at(-1)).toEqual({ file: 'digits.gz', received: packed.length, total: packed.length });
    const again = await downloadMnist(join(folder, 'new', 'place'), options);
    expect(again).toEqual([{ path: join(folder, 'new', 'place', 'digits.gz'), mirror: undefined }]);
    expect(good.ranges).toEqual([undefined]);
    // The unpacked file counts as well.
    await writeFile(join(folder, 'digits'), content);
    expect(await downloadMnist(folder, options)).toMatchObject([{ path: join(folder, 'digits') }]);
  });

  it('goes on where a connection was cut, as often as bytes come', async () => {
    const shaky = await mirror(cutAfter(70_000));
    await download(shaky);
    await expectWhole();
    expect(shaky.ranges.length).toBeGreaterThan(3);
    expect(shaky.ranges.slice(1).every((range) => /^bytes=[1-9]\d*-$/.test(range ?? ''))).toBe(true);
  });

  it('goes on with what an earlier call left, and takes a whole part as it is', async () => {
    await writeFile(join(folder, 'digits.gz.part'), packed.subarray(0, 100_000));
    const good = await mirror(serve(packed));
    await download(good);
    await expectWhole();
    expect(good.ranges).toEqual(['bytes=100000-']);
    await rm(join(folder, 'digits.gz'));
    await writeFile(join(folder, 'digits.gz.part'), packed);
    await download(good);
    await expectWhole();
    expect(good.ranges).toHaveLength(1);
  });

  it('fetches all again where a part was of another packing', async () => {
    await writeFile(join(folder, 'digits.gz.part'), new Uint8Array(5_000));
    const good = await mirror(serve(packed));
    await download(good);
    await expectWhole();
    expect(good.ranges).toEqual(['bytes=5000-', undefined]);
  });

  it('starts anew where a server ignores Range, or has no more to give', async () => {
    await writeFile(join(folder, 'digits.gz.part'), packed.subarray(0, 100_000));
    await download(await mirror((_, response) => response.end(packed)));
    await expectWhole();
    await rm(join(folder, 'digits.gz'));
    await writeFile(join(folder, 'digits.gz.part'), new Uint8Array(packed.length));
    const good = await mirror(serve(packed));
    await download(good);
    await expectWhole();
    expect(good.ranges).toEqual([`bytes=${packed.length}-`, undefined]);
  });

  const bad: readonly [string, Answer, RegExp][] = [
    ['403s', (_, response) => response.writeHead(403).end('no'), /answers 403 Forbidden/],
    ['wrong bytes', serve(gzipSync(content.toReversed())), /gives other bytes/],
    ['a page in place of the file', (_, response) => response.end('<html>Sign in</html>'), /gives other bytes/],
    ['a bomb', serve(gzipSync(new Uint8Array(50_000_000))), /gives other bytes/],
    [
      'endless redirects',
      (request, response) => response.writeHead(302, { location: `${request.url}a` }).end(),
      /leads on more than 5 times/,
    ],
    [
      'a redirect to nowhere',
      (_, response) => response.writeHead(301, { location: 'http://' }).end(),
      /leads to no address/,
    ],
    [
      'a redirect to a file',
      (_, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
      /leads to file:/,
    ],
    [
      'too large a promise',
      (_, response) => response.writeHead(200, { 'content-length': 10 ** 12 }).write('x'),
      /offers 1000000000000 bytes/,
    ],
    ['bytes without end', endless, /sends far more bytes/],
    ['silence', () => undefined, /is silent for 0.3 s/],
    ['silence after some bytes', (_, response) => response.write('x'), /is silent for 0.3 s/],
    [
      'another part',
      (_, response) => response.writeHead(206, { 'content-range': 'bytes 7-9/10' }).end('abc'),
      /sends another part/,
    ],
    ['no HTTP', (request) => request.socket.end('hello\r\n\r\n'), /cannot be reached/],
  ];

  it.each(bad)('passes on from a mirror with %s to the next', async (_, answer) => {
    await download(await mirror(answer), await mirror(serve(packed)));
    await expectWhole();
  });

  it.each(bad)('says what was wrong where every mirror has %s', async (_, answer, problem) => {
    const { url } = await mirror(answer);
    const attempt = download({ url });
    await expect(attempt).rejects.toMatchObject({ code: 'data/download-failed' });
    await expect(attempt).rejects.toThrow(problem);
    await expect(attempt).rejects.toThrow(new URL(url).host);
    expect((await readdir(folder)).filter((name) => name !== 'digits.gz.part')).toEqual([]);
  });

  it('says that nothing listens, that no mirror is named, that an address is none', async () => {
    await expect(download({ url: 'http://127.0.0.1:1/' })).rejects.toThrow(/127\.0\.0\.1:1 cannot be reached/);
    expect(await readdir(folder)).toEqual([]);
    await expect(download()).rejects.toThrow('no mirror is named');
    await expect(download({ url: 'mirror' })).rejects.toMatchObject({ code: 'usage/invalid' });
  });

  it('touches no other file that bears the name', async () => {
    await writeFile(join(folder, 'digits.gz'), gzipSync('fashion'));
    const good = await mirror(serve(packed));
    await expect(download(good)).rejects.toMatchObject({ code: 'file/in-the-way' });
    expect(await readFile(join(folder, 'digits.gz'))).toEqual(gzipSync('fashion'));
    expect(good.ranges).toEqual([]);
  });

  it('says where it cannot write', async () => {
    await mkdir(join(folder, 'digits.gz.part'));
    await expect(download(await mirror(serve(packed)))).rejects.toMatchObject({ code: 'file/not-writable' });
    await writeFile(join(folder, 'text'), '');
    const options = { files: [file], mirrors: [] };
    await expect(downloadMnist(join(folder, 'text'), options)).rejects.toMatchObject({ code: 'file/not-writable' });
  });
});

/** As much as the other side takes. */
function endless(_: IncomingMessage, response: ServerResponse): void {
  const chunk = new Uint8Array(65_536);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

it('knows MNIST’s four files by names and lengths', () => {
  const lengths = Object.fromEntries(mnistFiles.map(({ name, byteLength }) => [name, byteLength]));
  expect(lengths).toEqual({
    't10k-labels-idx1-ubyte': 10_008,
    'train-labels-idx1-ubyte': 60_008,
    't10k-images-idx3-ubyte': 7_840_016,
    'train-images-idx3-ubyte': 47_040_016,
  });
  expect(new Set(mnistFiles.map(({ sha256 }) => sha256)).size).toBe(4);
});
