// What the tests know, for scripts: where a Chromium is, how the page is served and drawn on. Their modules are TypeScript, which
// Node 20 does not run as it is; Vite does.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A TypeScript module of this repository, by its path. */
export async function typeScript(path) {
  const { module } = await runnerImport(`${root}${path}`, { configFile: false, root });
  return module;
}

/** The page that `npm run build` made, in a real Chromium, with what the tests do to it. */
export async function startPage() {
  const { startChromium } = await typeScript('tests/browser/startChromium.ts');
  const started = await startChromium();
  if ('problem' in started) throw new Error(started.problem);
  const { App, ...hands } = await typeScript('tests/browser/app/app.ts');
  const app = await App.start(started.browser);
  const close = async () => {
    await started.browser.close();
    await app.close();
  };
  return { app, ...hands, close };
}
