// Builds the page into packages/web/dist with Vite. Part of `npm run build`, after all that the page is made of; does nothing if the
// page is newer than that.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const sources = [
  'packages/web/src',
  'packages/web/build',
  'packages/web/service-worker',
  'packages/web/public',
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/package.json',
  'packages/inkling/dist',
  'packages/node/dist/bundled',
  'packages/node/dist/embedded',
  'examples/pictures',
].map(at);

/** When the newest file of a folder was changed, or a file, in ms. */
async function newest(path) {
  const { mtimeMs } = await stat(path);
  const names = await readdir(path).catch(() => []);
  return Math.max(
    names.length > 0 ? 0 : mtimeMs,
    ...(await Promise.all(names.map((name) => newest(join(path, name))))),
  );
}

const built = (await stat(at('packages/web/dist/index.html')).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
if (process.argv.includes('--force') || Math.max(...(await Promise.all(sources.map(newest)))) > built) {
  const { build } = await import('vite');
  await build({ configFile: at('packages/web/vite.config.ts'), logLevel: 'warn' });
}
