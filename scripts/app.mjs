// Serves the page that `npm run build` made, on this machine only, with the headers that let its threads share memory.
// PORT names another port than 8028.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../packages/web/dist', import.meta.url));
const types = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
};

const server = createServer(async ({ url = '/' }, response) => {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  const file = join(root, path.endsWith('/') ? `${path}index.html` : path);
  const isFile = file.startsWith(root) && (await stat(file).catch(() => undefined))?.isFile();
  if (!isFile) return response.writeHead(404).end('Not found');
  response.writeHead(200, {
    'Content-Type': types[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  createReadStream(file).pipe(response);
});

// A port that is taken: any free one.
let port = Number(process.env.PORT ?? 8028);
server.on('error', (cause) => {
  if (cause.code !== 'EADDRINUSE' || port === 0) throw cause;
  port = 0;
  server.listen(port, '127.0.0.1');
});
server.on('listening', () => {
  console.log(`Inkling is at http://localhost:${server.address().port}/ (Ctrl-C ends it)`);
});
server.listen(port, '127.0.0.1');
