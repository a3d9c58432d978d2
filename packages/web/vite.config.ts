import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import sharp from 'sharp';
import { defineConfig, type Plugin } from 'vite';
import { serviceWorker } from './build/serviceWorkerPlugin.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the build of the library made: its functions of today, so that the page never has the file of an older model. */
const built = () => import('../node/dist/index.js');

async function knownFeatures(): Promise<Uint8Array> {
  const { loadBundled, loadKnownDigits } = await built();
  const { features } = await loadKnownDigits((await loadBundled()).model);
  return gzipSync(features);
}

/** What the page loads by name, under the names that it has there: made by the build of the library and its data. */
const DATA: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'model.bin': () => readFile(here('../node/dist/bundled/model.bin')),
  'known.gz': knownFeatures,
  'embedded/images.gz': async () => gzipSync(await readFile(here('../node/dist/embedded/images-idx3-ubyte'))),
  'embedded/labels.gz': async () => gzipSync(await readFile(here('../node/dist/embedded/labels-idx1-ubyte'))),
};

function data(): Plugin {
  return {
    name: 'data',
    async generateBundle() {
      for (const [fileName, read] of Object.entries(DATA)) {
        this.emitFile({ type: 'asset', fileName, source: await read() });
      }
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const read = DATA[request.url?.slice(1) ?? ''];
        if (read) read().then((bytes) => response.end(bytes), next);
        else next();
      });
    },
  };
}

/** With these headers a page may share memory between threads. Where it is published its service worker sets them. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The icon in the sizes that installing it asks for. A maskable one reaches to the edges, which the system cuts off. */
function icons(): Plugin {
  return {
    name: 'icons',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icon-maskable.png' }, injectTo: 'head' },
    ],
    async generateBundle() {
      const svg = await readFile(here('public/icon.svg'), 'utf8');
      const square = svg.replace('rx="15"', '').replace('viewBox="0 0 64 64"', 'viewBox="-8 -8 80 80"');
      const maskable = square.replace('<rect width="64" height="64"', '<rect x="-8" y="-8" width="80" height="80"');
      const sizes = {
        'icon-192.png': [svg, 192],
        'icon-512.png': [svg, 512],
        'icon-maskable.png': [maskable, 512],
      } as const;
      for (const [fileName, [source, side]] of Object.entries(sizes)) {
        const png = await sharp(Buffer.from(source), { density: 600 }).resize(side, side).png().toBuffer();
        this.emitFile({ type: 'asset', fileName, source: png });
      }
    },
  };
}

/** Fonts and model are asked for together with the code: the first paint has the fonts, and no one waits for the code to ask for a model. */
function preload(): Plugin {
  const link = (href: string, attrs: Record<string, string>) => ({
    tag: 'link',
    attrs: { rel: 'preload', href: `./${href}`, crossorigin: true, ...attrs },
    injectTo: 'head' as const,
  });
  return {
    name: 'preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => [
        ...Object.keys(bundle ?? {})
          .filter((name) => name.endsWith('.woff2'))
          .map((name) => link(name, { as: 'font', type: 'font/woff2' })),
        link('model.bin', { as: 'fetch', fetchpriority: 'low' }),
      ],
    },
  };
}

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [
    svelte(),
    data(),
    icons(),
    preload(),
    serviceWorker(here('service-worker/serviceWorker.ts'), here('public')),
  ],
  worker: { format: 'es' },
  server: { headers },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
