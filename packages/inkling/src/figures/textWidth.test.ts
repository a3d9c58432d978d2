import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortenMiddle, textWidth, wrapText } from './textWidth.js';

describe('wrapText', () => {
  it('keeps what belongs together on one line', () => {
    const sentence = '4, 41 %, but perhaps a 9 (30 %) or a 7 (25 %)';
    expect(wrapText(sentence, 10, textWidth('a 9 (30 %) or a 7', 10))).toEqual([
      '4, 41 %, but',
      'perhaps',
      'a 9 (30 %) or',
      'a 7 (25 %)',
    ]);
  });

  it('breaks a word that is wider than the line', () => {
    expect(wrapText('iiiiii', 10, textWidth('iii', 10))).toEqual(['iii', 'iii']);
  });

  it('ends in … where there are too many lines', () => {
    const lines = wrapText('one two three four five', 10, textWidth('three fou', 10), 2);
    expect(lines).toEqual(['one two', 'three f…']);
  });

  it('fits and loses nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 30, max: 300 }), (text, width) => {
        const lines = wrapText(text, 20, width);
        for (const line of lines) expect(textWidth(line, 20)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});

describe('shortenMiddle', () => {
  it('keeps both ends of a long name', () => {
    expect(shortenMiddle('short.png', 16, 400)).toBe('short.png');
    expect(shortenMiddle('a very long name of a picture.jpeg', 16, 140)).toMatch(/^a very .*….*\.jpeg$/);
  });

  it('fits, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(textWidth(shortenMiddle(name, 16, 100), 16)).toBeLessThanOrEqual(100);
      }),
    );
  });
});
