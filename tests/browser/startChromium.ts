import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

/** Nothing of the machine's is needed or touched: no graphics card, no camera, no first-run pages, no traffic of the browser's own. */
const FLAGS = [
  ...[
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
  ],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** A running Chromium, or why there is none. */
export type StartedChromium = { readonly browser: Browser } | { readonly problem: string };

/**
 * Starts the first Chromium that will start: the one that INKLING_CHROMIUM names (then no other), an installed Chrome or
 * Chromium, the one that the package @sparticuz/chromium holds (Linux on x64 only).
 *
 * Tests skip themselves where there is none, and print the reason; with INKLING_CHROMIUM_REQUIRED set that is an error.
 */
export async function startChromium(): Promise<StartedChromium> {
  const problems: string[] = [];
  for (const { name, locate } of candidates()) {
    try {
      return { browser: await chromium.launch({ executablePath: await locate(), args: FLAGS }) };
    } catch (cause) {
      problems.push(`${name}: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`);
    }
  }
  const problem = `no Chromium starts (${problems.join('; ')}); INKLING_CHROMIUM may name one`;
  if (process.env.INKLING_CHROMIUM_REQUIRED) throw new Error(problem);
  console.log(`skipped: ${problem}`);
  return { problem };
}

interface Candidate {
  readonly name: string;
  readonly locate: () => string | Promise<string>;
}

function candidates(): Candidate[] {
  const asked = process.env.INKLING_CHROMIUM;
  if (asked) return [{ name: asked, locate: () => asked }];
  return [
    ...installed().map((path) => ({ name: path, locate: () => path })),
    { name: '@sparticuz/chromium', locate: unpackChromium },
  ];
}

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'chrome.exe'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.PROGRAMFILES ?? '', 'Google/Chrome/Application/chrome.exe'),
];

function installed(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const commands = COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...commands, ...PLACES].filter((path) => existsSync(path));
}

/** Unpacks the packaged Chromium, 190 MB, into node_modules/.cache the first time; files may ask for it at the same time. */
async function unpackChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('is for Linux on x64 only');
  const home = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(await readFile(join(home, '..', 'package.json'), 'utf8'));
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  const path = join(cache, `chromium-${version}`);
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const temporary = await mkdtemp(join(cache, 'chromium-'));
  try {
    const unpacked = await promisify(brotliDecompress)(await readFile(join(home, '..', 'bin', 'chromium.br')));
    await writeFile(join(temporary, 'chromium'), unpacked);
    await chmod(join(temporary, 'chromium'), 0o755);
    await rename(join(temporary, 'chromium'), path);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return path;
}
