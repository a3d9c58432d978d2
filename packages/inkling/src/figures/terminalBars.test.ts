import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDistribution, distribution } from './figures.fixture.js';
import { terminalBars } from './terminalBars.js';

describe('terminalBars', () => {
  it('draws ten lines, winner and runner-up marked', () => {
    const lines = terminalBars(distribution({ 4: 0.62, 9: 0.35, 7: 0.02 }), { width: 33 }).split('\n');
    expect(lines).toEqual([
      '  0                         0.1 %',
      '  1                         0.1 %',
      '  2                         0.1 %',
      '  3                         0.1 %',
      '● 4 ████████████▍            62 %',
      '  5                         0.1 %',
      '  6                         0.1 %',
      '  7 ▏                         2 %',
      '  8                         0.1 %',
      '○ 9 ▒▒▒▒▒▒▒                  35 %',
    ]);
  });

  it('uses escape codes only where colour is wanted', () => {
    const softmax = distribution({ 3: 0.9 });
    const plain = terminalBars(softmax);
    expect(plain).not.toContain('\u001b');
    const coloured = terminalBars(softmax, { color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins each code
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
    expect(coloured).toContain('\u001b[1;36m● 3');
  });

  it('marks whom it is told to mark', () => {
    const lines = terminalBars(distribution({ 3: 0.9 }), { winner: 5, runnerUp: 3 }).split('\n');
    expect(lines[5]).toMatch(/^● 5/);
    expect(lines[3]).toMatch(/^○ 3/);
  });

  it('keeps its width, whatever the probabilities, and a longer bar for a larger one', () => {
    const blocks = (line: string) => [...line.slice(4, -9).trimEnd()].length;
    fc.assert(
      fc.property(anyDistribution, fc.integer({ min: 24, max: 200 }), (softmax, width) => {
        const lines = terminalBars(softmax, { width }).split('\n');
        expect(lines).toHaveLength(10);
        for (const line of lines) expect([...line]).toHaveLength(width);
        const [winner] = lines.filter((line) => line.startsWith('●')).map(blocks);
        expect(winner).toBe(Math.max(...lines.map(blocks)));
      }),
    );
  });

  it('stays upright at NaN, 0 and 1', () => {
    const [zero, one, nan] = terminalBars([0, 1, Number.NaN]).split('\n');
    expect(zero).toMatch(/< 0\.1 %$/);
    expect(one).toMatch(/█{35} > 99\.9 %$/);
    expect(nan).toMatch(/no number$/);
  });
});
