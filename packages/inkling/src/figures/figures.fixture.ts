import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Environment } from './environment.js';
import { svgDocument } from './svgDocument.js';

export const environment: Environment = { document: svgDocument() };

/** Ten probabilities: the given digits', the rest shared equally. */
export function distribution(given: Record<number, number>): number[] {
  const rest = 1 - Object.values(given).reduce((sum, p) => sum + p, 0);
  return Array.from({ length: 10 }, (_, digit) => given[digit] ?? rest / (10 - Object.keys(given).length));
}

/** Any ten probabilities that sum to 1. */
export const anyDistribution = fc
  .array(fc.double({ min: 1e-9, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 })
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });

/** Any UTF-16, lone surrogates and control characters as well: what a file may be named on some system. */
export const anyText = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
});

/** An upright stroke with a foot: enough ink to be seen, and small in a golden. */
export function strokePixels(): Uint8Array {
  const pixels = new Uint8Array(28 * 28);
  for (let y = 4; y < 24; y++) pixels.fill(255, y * 28 + 13, y * 28 + (y < 21 ? 15 : 20));
  return pixels;
}

/**
 * The figure equals `goldens/NAME.svg`, to be opened in a browser: the goldens are the gallery.
 * `UPDATE_GOLDENS=1 npx vitest run packages/inkling/src/figures` draws them anew.
 */
export function expectGolden(name: string, svg: string): void {
  const file = new URL(`goldens/${name}.svg`, import.meta.url);
  if (process.env.UPDATE_GOLDENS) {
    mkdirSync(new URL('goldens/', import.meta.url), { recursive: true });
    writeFileSync(file, svg);
  }
  expect(existsSync(file), `${name}.svg is missing: UPDATE_GOLDENS=1 draws it`).toBe(true);
  expect(svg).toBe(readFileSync(file, 'utf8'));
}

/** The attributes of each `<rect>` in the group of class `name`. */
export function rectsOf(svg: string, name: string): Record<string, number>[] {
  const group = svg.match(new RegExp(`<g [^>]*class="${name}"[^>]*>(.*?)</g>`))?.[1] ?? '';
  return [...group.matchAll(/<rect ([^>]*)>/g)].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, Number(value)])),
  );
}

/** What a reader sees: the content of all `<text>` elements, unescaped, without markup inside. */
export function textsOf(svg: string): string[] {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, content]) =>
    content.replace(/<[^>]*>/g, ' ').replace(/&[^;]+;/g, (entity) => entities[entity]),
  );
}
