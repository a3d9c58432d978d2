import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { reportPage } from './reportPage.js';

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>a "b" \' & 100 %</title></svg>';
const page = reportPage({
  title: 'How <it> reads',
  lead: '10 digits & more',
  sections: [
    { heading: 'Numbers', table: { head: ['what', 'share'], rows: [['right', '98 %']] }, source: 'inkling evaluate' },
    { heading: 'Figure', words: 'Words.', svg, source: 'inkling evaluate --out <folder>' },
  ],
});

describe('reportPage', () => {
  it('holds every figure as it is, and asks the network for nothing', () => {
    const { document } = parseHTML(page);
    const images = [...document.querySelectorAll('img')];
    expect(images).toHaveLength(1);
    const [head, data] = [images[0].src.slice(0, 19), images[0].src.slice(19)];
    expect(head).toBe('data:image/svg+xml,');
    expect(decodeURIComponent(data)).toBe(svg);
    expect(document.querySelectorAll('script, link')).toHaveLength(0);
    expect(page.replace(images[0].outerHTML, '')).not.toMatch(/(src|href)="?http/);
  });

  it('says its words and numbers, escaped, each with what is behind it', () => {
    const { document } = parseHTML(page);
    expect(document.querySelector('h1')?.textContent).toBe('How <it> reads');
    expect([...document.querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual(['right', '98 %']);
    expect([...document.querySelectorAll('.source')].map(({ textContent }) => textContent)).toEqual([
      'inkling evaluate',
      'inkling evaluate --out <folder>',
    ]);
  });
});
