import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Pixels } from '../image/pixels.js';
import {
  anyDistribution,
  anyText,
  distribution,
  environment,
  expectGolden,
  rectsOf,
  strokePixels,
  textsOf,
} from './figures.fixture.js';
import { type PredictionFigureInput, predictionFigure } from './predictionFigure.js';
import { textWidth } from './textWidth.js';

/** Gray paper with a dark stroke: 30 × 40 px. */
function paper(): Pixels {
  const data = new Uint8Array(30 * 40 * 4).fill(255);
  for (let i = 0; i < 30 * 40; i++) {
    const ink = i % 30 > 14 && i % 30 < 17 && i > 30 * 8 && i < 30 * 32;
    data.fill(ink ? 40 : 225, 4 * i, 4 * i + 3);
  }
  return { width: 30, height: 40, data };
}

const input = (changes: Partial<PredictionFigureInput>): PredictionFigureInput => ({
  picture: paper(),
  box: [12, 7, 8, 26],
  pixels28: strokePixels(),
  softmax: distribution({ 4: 0.62, 9: 0.35 }),
  verdict: 'unsure',
  sentence: '4, 62 %, but perhaps a 9 (35 %)',
  warnings: [],
  fileName: 'photo.jpg',
  modelName: 'mnist_model.h5',
  ...changes,
});

describe('predictionFigure', () => {
  it('shows a digit between two', () => {
    expectGolden('predictionUnsure', predictionFigure(input({}), environment));
  });

  it('shows a clear digit', () => {
    const clear = { softmax: distribution({ 1: 0.9991 }), verdict: 'sure', sentence: '1, 99.9 %' } as const;
    expectGolden('predictionSure', predictionFigure(input(clear), environment));
  });

  it('shows what is believed as ticks, and the members of the prediction set', () => {
    const probabilities = distribution({ 4: 0.55, 9: 0.44 });
    const set = { candidates: [4, 9], coverage: 0.999 };
    const svg = predictionFigure(input({ probabilities, set }), environment);
    expectGolden('predictionCalibrated', svg);
    const { document } = parseHTML(svg);
    const [first] = [...document.querySelectorAll('rect')].filter((rect) =>
      rect.parentElement?.classList.contains('tracks'),
    );
    const [left, full] = [Number(first.getAttribute('x')), Number(first.getAttribute('width'))];
    const ticks = [...document.querySelectorAll('.tick')].map((tick) => Number(tick.children[0].getAttribute('x1')));
    ticks.forEach((x, digit) => {
      expect(Math.abs((x - left) / full - probabilities[digit])).toBeLessThan(1e-4);
    });
    expect(document.querySelectorAll('.member')).toHaveLength(2);
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'One pass of the network: softmax over the digits',
        'the answer: mean of several passes, calibrated',
        'in the set: right in 99.9 %',
      ]),
    );
    const ofEach = predictionFigure(input({ probabilities, set: { ...set, classConditional: true } }), environment);
    expect(textsOf(ofEach)).toContain('in the set: right in 99.9 % of each digit');
  });

  it('says that the winner is that of one pass where the answer has another', () => {
    const namesAt = (probabilities: number[]) =>
      textsOf(predictionFigure(input({ probabilities }), environment)).filter((text) =>
        /^(winner|runner-up)/.test(text),
      );
    expect(namesAt(distribution({ 4: 0.6, 9: 0.38 }))).toEqual(['winner', 'runner-up']);
    expect(namesAt(distribution({ 9: 0.6, 4: 0.38 }))).toEqual(['winner here', 'runner-up']);
  });

  it('marks no set where it refuses: of what is no digit none can hold the truth', () => {
    const set = { candidates: [4, 9], coverage: 0.999 };
    const probabilities = distribution({ 4: 0.62, 9: 0.35 });
    const svg = predictionFigure(input({ verdict: 'not-a-digit', probabilities, set }), environment);
    const { document } = parseHTML(svg);
    expect(document.querySelectorAll('.member')).toHaveLength(0);
    expect(document.querySelectorAll('.tick')).toHaveLength(10);
    expect(svg).not.toContain('in the set');
  });

  it.each([
    ['inside the winner’s bar and after the runner-up’s', 0.54, 0.43, 0.49, 0.51],
    ['near the end of both bars', 0.54, 0.43, 0.535, 0.44],
    ['in a winner’s bar that is only just long enough', 0.4, 0.39, 0.3, 0.5],
    ['after both bars', 0.35, 0.33, 0.45, 0.45],
    ['where the name leaves no room before them', 0.42, 0.4, 0.2, 0.7],
    ['at the very end of the room', 0.5, 0.49, 0.15, 0.83],
  ])('keeps ticks out of names: ticks %s', (_, winner, runnerUp, winnerBelieved, runnerUpBelieved) => {
    const softmax = distribution({ 4: winner, 9: runnerUp });
    const probabilities = distribution({ 4: winnerBelieved, 9: runnerUpBelieved });
    const { document } = parseHTML(predictionFigure(input({ softmax, probabilities }), environment));
    const ticks = [...document.querySelectorAll('.tick')].map((tick) => Number(tick.children[0].getAttribute('x1')));
    for (const [digit, name] of [
      [4, 'winner'],
      [9, 'runner-up'],
    ] as const) {
      const text = [...document.querySelectorAll('text')].find(({ textContent }) => textContent?.startsWith(name));
      const [at, width] = [Number(text?.getAttribute('x')), textWidth(text?.textContent ?? '', 16)];
      const start = text?.getAttribute('text-anchor') === 'end' ? at - width : at;
      expect(start).toBeGreaterThan(40);
      // The percentage of at most `49 %` begins there.
      expect(start + width).toBeLessThanOrEqual(532 - textWidth('49 %', 20));
      expect(ticks[digit] < start || ticks[digit] > start + width).toBe(true);
    }
  });

  it('shows a blank picture', () => {
    const blank = input({
      picture: { width: 60, height: 20, data: new Uint8Array(60 * 20 * 4).fill(250) },
      box: [0, 0, 60, 20],
      pixels28: new Uint8Array(784),
      softmax: distribution({ 1: 0.31, 7: 0.2 }),
      verdict: 'not-a-digit',
      sentence: 'nothing to read: the picture is blank',
      warnings: ['there is no ink in the picture'],
    });
    const svg = predictionFigure(blank, environment);
    expectGolden('predictionBlank', svg);
    expect(svg).not.toContain('#c8401f');
  });

  it('draws ten bars as long as their probabilities, the winner and the runner-up apart', () => {
    fc.assert(
      fc.property(anyDistribution, (softmax) => {
        const svg = predictionFigure(input({ softmax }), environment);
        const [track] = rectsOf(svg, 'tracks');
        const bars = ['others', 'runner-up', 'winner'].flatMap((name) => rectsOf(svg, name)).sort((a, b) => a.y - b.y);
        expect(bars).toHaveLength(10);
        bars.forEach(({ x, width }, digit) => {
          expect(x).toBe(track.x);
          expect(width / track.width).toBeCloseTo(softmax[digit], 9);
        });
        const widths = bars.map(({ width }) => width).sort((a, b) => b - a);
        expect(rectsOf(svg, 'winner')[0].width).toBeCloseTo(widths[0], 9);
        expect(rectsOf(svg, 'runner-up')[0].width).toBeCloseTo(widths[1], 9);
      }),
      { numRuns: 20 },
    );
  });

  it('says everything in words', () => {
    const texts = textsOf(predictionFigure(input({ warnings: ['the ink touches the edge'] }), environment));
    const said = ['unsure', '4, 62 %, but perhaps a 9 (35 %)', 'winner', 'runner-up', 'Note: the ink touches the edge'];
    for (const words of [...said, '62 %', '35 %', 'photo.jpg', 'model mnist_model.h5']) expect(texts).toContain(words);
  });

  it('keeps any file name, sentence and warning from breaking the figure', () => {
    fc.assert(
      fc.property(anyText, (odd) => {
        const svg = predictionFigure(
          input({ fileName: odd, modelName: odd, sentence: odd, warnings: [odd] }),
          environment,
        );
        const { document } = parseHTML(`<html><body>${svg}</body></html>`);
        expect(document.body.children).toHaveLength(1);
        expect(document.querySelectorAll('script, a, foreignObject')).toHaveLength(0);
        expect(document.querySelectorAll('image')).toHaveLength(2);
      }),
      { numRuns: 10 },
    );
    const svg = predictionFigure(input({ fileName: `<b onload="x">&'` }), environment);
    expect(textsOf(svg)).toContain(`<b onload="x">&'`);
  });

  it('grows with its headline instead of clipping it', () => {
    const height = (svg: string) => Number(svg.match(/height="(\d+)"/)?.[1]);
    const long = predictionFigure(input({ sentence: 'a long sentence that goes on '.repeat(4) }), environment);
    expect(height(long)).toBeGreaterThan(height(predictionFigure(input({}), environment)));
  });

  it('draws NaN as no bar, and says so', () => {
    const texts = textsOf(predictionFigure(input({ softmax: new Array(10).fill(Number.NaN) }), environment));
    expect(texts.filter((words) => words === 'no number')).toHaveLength(10);
  });
});
