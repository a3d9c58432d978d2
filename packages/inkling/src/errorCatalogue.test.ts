import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type ErrorDescription, errorCatalogue } from './errorCatalogue.js';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

/** The page's sections: a heading with the code, then three lines. */
function documented(): Record<string, ErrorDescription> {
  const sections = page.split(/^### /m).slice(1);
  return Object.fromEntries(
    sections.map((section) => {
      const [heading, ...lines] = section.trim().split('\n');
      const line = (start: string) => lines.find((text) => text.startsWith(start))?.slice(start.length) ?? '';
      const description = {
        expected: line('- expected: '),
        received: line('- received: '),
        advice: line('- what to do: '),
      };
      return [heading.replaceAll('`', ''), description];
    }),
  );
}

it('is what docs/errors.md says, both ways', () => {
  expect(documented()).toEqual(errorCatalogue);
  expect(Object.keys(documented())).toEqual(Object.keys(errorCatalogue));
});

it('says of every code what was expected, what came and what to do', () => {
  for (const [code, { expected, received, advice }] of Object.entries(errorCatalogue)) {
    expect(code).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    for (const text of [expected, received, advice]) expect(text.length, code).toBeGreaterThan(4);
    expect(advice, code).toMatch(/\.$/);
  }
});
