import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
/** With these headers, and only with them, a page may share memory between its threads. */
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Serves files as any static web host does. */
export async function serve(
  files: ReadonlyMap<string, string | Uint8Array>,
  { isolated }: { isolated: boolean },
): Promise<ServedPage> {
  const server = createServer(({ url = '/' }, response) => {
    const [name] = url.split('?');
    const path = name === '/' ? '/index.html' : name;
    const content = files.get(path);
    const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    response.writeHead(content === undefined ? 404 : 200, { 'Content-Type': type, ...(isolated ? ISOLATION : {}) });
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
