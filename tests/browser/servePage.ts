import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** A page on a server of this machine's own. */
export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

/** A plain Vite build of a page, file by file. */
export async function buildPage(root: string): Promise<Map<string, string | Uint8Array>> {
  const built = await build({ root, configFile: false, logLevel: 'warn', build: { write: false } });
  if (!('output' in built)) throw new Error('Vite watches, though it was asked to build once');
  return new Map(built.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
};
/** What is text travels compressed. */
const COMPRESSIBLE = new Set([
  'text/html',
  'text/javascript',
  'text/css',
  'image/svg+xml',
  'application/manifest+json',
]);
/** With these headers, and only with them, a page may share memory between its threads. */
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Serves files as any static web host does. */
export async function serve(
  files: ReadonlyMap<string, string | Uint8Array>,
  { isolated }: { isolated: boolean },
): Promise<ServedPage> {
  const compressed = new Map<string, Uint8Array>();
  const compress = (path: string, content: string | Uint8Array) => {
    const bytes = compressed.get(path) ?? gzipSync(content, { level: 9 });
    compressed.set(path, bytes);
    return bytes;
  };
  const server = createServer(({ url = '/', headers }, response) => {
    const [name] = url.split('?');
    const path = name === '/' ? '/index.html' : name;
    const content = files.get(path);
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const gzip = content !== undefined && COMPRESSIBLE.has(type) && `${headers['accept-encoding']}`.includes('gzip');
    response.writeHead(content === undefined ? 404 : 200, {
      'Content-Type': type,
      ...(gzip && { 'Content-Encoding': 'gzip' }),
      ...(isolated ? ISOLATION : {}),
    });
    response.end(gzip ? compress(path, content) : content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
