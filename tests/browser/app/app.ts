import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type ServedPage, serve } from '../servePage.js';

const dist = fileURLToPath(new URL('../../../packages/web/dist', import.meta.url));

/** The files that `npm run build` made of the page. */
export async function builtApp(): Promise<Map<string, Uint8Array>> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Error('The page is not built: npm run build makes it.');
  });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const named = files.map(
    async (file): Promise<[string, Uint8Array]> => [
      `/${relative(dist, file).split(sep).join('/')}`,
      await readFile(file),
    ],
  );
  return new Map(await Promise.all(named));
}

/** How a visit is, beside what a browser can be told. */
interface VisitOptions extends BrowserContextOptions {
  /** The end of the address. */
  readonly hash?: string;
  /** Told of each file that the page asks for. */
  readonly onFile?: (path: string) => void;
  /** What is done before the page is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** The page on a server, and visits to it. */
export class App {
  private constructor(
    private readonly browser: Browser,
    private readonly served: ServedPage,
  ) {}

  static async start(browser: Browser, { isolated = true } = {}): Promise<App> {
    return new App(browser, await serve(await builtApp(), { isolated }));
  }

  get url(): string {
    return this.served.url;
  }

  /** A visitor who was never here, once the page can be used. What goes wrong in the page is in `problems`. */
  async visit({ hash = '', onFile, prepare, ...options }: VisitOptions = {}): Promise<{
    page: Page;
    problems: string[];
  }> {
    const usual = { viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' } as const;
    const context = await this.browser.newContext({ ...usual, ...options });
    const page = await context.newPage();
    // A busy machine takes its time; a test ends a little later.
    page.setDefaultTimeout(55_000);
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('response', (response) => onFile?.(new URL(response.url()).pathname));
    await prepare?.(page);
    await page.goto(this.url + hash);
    await isReady(page);
    return { page, problems };
  }

  close(): Promise<void> {
    return this.served.close();
  }
}

/** Resolves when a model is in use. */
export async function isReady(page: Page): Promise<void> {
  await page.getByText(/Model in use:\s*[^…\s]/).waitFor();
}

/** Goes to a section. */
export async function goTo(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: section, exact: true }).click();
}

type Strokes = readonly (readonly (readonly [x: number, y: number])[])[];

/** Digits in strokes, in shares of the pad. */
export const DRAWN = {
  four: [
    [
      [0.36, 0.2],
      [0.3, 0.52],
      [0.7, 0.54],
    ],
    [
      [0.62, 0.18],
      [0.63, 0.85],
    ],
  ],
  seven: [
    [
      [0.3, 0.25],
      [0.7, 0.22],
      [0.45, 0.8],
    ],
  ],
  /** A 7 and a 1, well apart. */
  seventyOne: [
    [
      [0.1, 0.3],
      [0.36, 0.28],
      [0.2, 0.72],
    ],
    [
      [0.75, 0.28],
      [0.73, 0.72],
    ],
  ],
} satisfies Record<string, Strokes>;

/** Draws with the mouse, as a hand does: pressed, moved in small steps, lifted. */
export async function draw(page: Page, strokes: Strokes): Promise<void> {
  const pad = page.getByRole('application', { name: 'Drawing pad' });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  for (const [first, ...rest] of strokes) {
    await page.mouse.move(...at(first));
    await page.mouse.down();
    for (const point of rest) await page.mouse.move(...at(point), { steps: 8 });
    await page.mouse.up();
  }
}

/** What the page says for good, after the drawing has rested. */
export async function verdict(page: Page): Promise<string> {
  const status = page.getByRole('region', { name: 'Verdict' }).getByRole('status');
  await status.filter({ hasText: /./ }).waitFor();
  return (await status.textContent()) ?? '';
}

/** Drops a file on the page, as from a folder. */
export async function drop(page: Page, name: string, bytes: Uint8Array, type = ''): Promise<void> {
  const base64 = Buffer.from(bytes).toString('base64');
  await page.evaluate(
    ([name, base64, type]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name, { type }));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    },
    [name, base64, type] as const,
  );
}

interface ReplayedEntry {
  readonly text: string;
  readonly digits: readonly { readonly digit: number; readonly softmax: number[]; readonly pixels: number[] }[];
}

/** A file that the page gives away by a button. */
export async function exported(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFile(await download.path());
}

/** What the page has in its history, the latest first. */
export async function entries(page: Page): Promise<readonly ReplayedEntry[]> {
  return JSON.parse((await exported(page, 'Replay')).toString()).entries;
}
