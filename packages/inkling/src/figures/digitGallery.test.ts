import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitGallery } from './digitGallery.js';
import { anyDistribution, distribution, environment, expectGolden, strokePixels, textsOf } from './figures.fixture.js';
import { textWidth } from './textWidth.js';

const pixels28 = strokePixels();

describe('digitGallery', () => {
  it('shows images beside their bars, with what they are and what was read', () => {
    const items = [
      { pixels28, softmax: distribution({ 9: 0.55, 4: 0.4 }), label: 4, note: 'image 9247' },
      { pixels28, softmax: distribution({ 1: 0.5, 7: 0.48 }), label: 1, note: 'image 9664' },
      { pixels28, softmax: distribution({ 8: 0.7, 3: 0.2 }) },
    ];
    const svg = digitGallery(items, environment, { title: 'The hardest images', subtitle: 'worst first' });
    expectGolden('digitGallery', svg);
    const texts = textsOf(svg);
    for (const words of ['4 read as 9', '1, right', 'read as 8', '55 %', 'image 9247']) expect(texts).toContain(words);
  });

  it('has a key to what is drawn and noted, and to nothing else', () => {
    const [told, untold] = [{ label: 1 }, {}].map((truth) =>
      textsOf(
        digitGallery([{ pixels28, softmax: distribution({ 1: 1 }), ...truth, note: '7' }], environment, {
          ...{ title: 'one', noteKey: 'its number' },
        }),
      ),
    );
    const all = ['what was read, its probability above on the right', 'the runner-up', 'Below: its number.'];
    for (const texts of [told, untold]) expect(texts).toEqual(expect.arrayContaining(all));
    expect(told).toContain('what it really is');
    expect(untold).not.toContain('what it really is');
    const disputed = digitGallery([{ pixels28, softmax: distribution({ 1: 1 }), label: 7 }], environment, {
      ...{ title: 'one', labelKey: 'its label' },
    });
    expect(textsOf(disputed)).toContain('its label');
  });

  it('draws ten bars in proportion for each image', () => {
    fc.assert(
      fc.property(fc.array(anyDistribution, { maxLength: 30 }), (all) => {
        const items = all.map((softmax) => ({ pixels28, softmax }));
        const svg = digitGallery(items, environment, { title: 'any' });
        expect(svg.match(/<image /g) ?? []).toHaveLength(all.length);
        // Nothing else is as wide as a bar.
        const bars = [...svg.matchAll(/<rect x="[^"]*" y="[^"]*" width="8.95" height="([^"]*)" fill/g)];
        expect(bars).toHaveLength(10 * all.length);
        bars.forEach(([, height], i) => {
          expect(Math.abs(Number(height) - 68 * all[Math.floor(i / 10)][i % 10])).toBeLessThanOrEqual(0.01);
        });
      }),
      { numRuns: 10 },
    );
  });

  it('keeps a row within the figure, whatever the note', () => {
    const note = 'a note that is longer than two lines as wide as an image are & <odd>, and therefore ends early';
    const svg = digitGallery([{ pixels28, softmax: distribution({ 1: 1 }), note }], environment, { title: 'one' });
    const texts = textsOf(svg);
    const start = texts.findIndex((words) => words.startsWith('a note'));
    expect(texts[start + 1]).toMatch(/^[a-z].*…$/);
    for (const line of texts.slice(start, start + 2)) expect(textWidth(line, 14)).toBeLessThanOrEqual(202);
  });
});
