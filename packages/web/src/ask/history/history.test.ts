import { describe, expect, it } from 'vitest';
import { historyCsv } from './csv.js';
import type { HistoryEntry } from './entry.js';
import { latest, MOST_ENTRIES } from './latest.js';
import { isReplay, parseReplay, replayFile } from './replay.js';

const softmax = Array.from({ length: 10 }, (_, digit) => (digit === 7 ? 0.91 : 0.01));
const entry: HistoryEntry = {
  id: 'a',
  when: '2026-01-02T03:04:05.000Z',
  name: 'my, "seven".png',
  model: '=1+1',
  text: '7',
  sentence: '7, 91 %',
  verdict: 'sure',
  confidence: 0.91,
  digits: [{ digit: 7, softmax, pixels: new Array<number>(784).fill(0) }],
  drawing: [[{ x: 0.1, y: 0.2, pressure: 0.5, ms: 0 }]],
};

describe('the history as CSV', () => {
  it('has a row a digit, quoted as RFC 4180 has it, and no formulas', () => {
    const [head, row, end] = historyCsv([entry]).split('\r\n');
    expect(head).toBe('when,name,model,text,confidence,verdict,digit,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9');
    expect(row).toBe(
      `2026-01-02T03:04:05.000Z,"my, ""seven"".png",'=1+1,7,0.91,sure,7,${'0.01,'.repeat(7)}0.91,0.01,0.01`,
    );
    expect(end).toBe('');
  });
});

describe('a replay file', () => {
  it('gives the same entries back', () => {
    const file = replayFile([entry]);
    expect(isReplay(file.slice(0, 32))).toBe(true);
    expect(parseReplay(file)).toEqual([entry]);
  });

  it.each([
    ['no JSON', 'hello'],
    ['another version', '{"format":"inkling-replay","version":2,"entries":[]}'],
    ['too few pixels', replayFile([{ ...entry, digits: [{ ...entry.digits[0], pixels: [1] }] }])],
    ['a probability that is none', replayFile([entry]).replace('0.91,0.01', 'null,0.01')],
    ['a stroke that is none', replayFile([entry]).replace('"ms":0', '"ms":"0"')],
    ['an unknown verdict', replayFile([entry]).replace('"sure"', '"maybe"')],
  ])('is refused for %s', (_, text) => {
    expect(() => parseReplay(text)).toThrow('no replay file');
  });
});

describe('the entries that stay', () => {
  const at = (second: number): HistoryEntry => ({
    ...entry,
    id: `${second}`,
    when: new Date(1000 * second).toISOString(),
  });
  const ids = (entries: readonly HistoryEntry[]) => entries.map(({ id }) => id);

  it('are the latest, whatever order they came in', () => {
    const { kept, gone } = latest([at(5), at(1)], [at(3), at(9)]);
    expect(ids(kept)).toEqual(['9', '5', '3', '1']);
    expect(gone).toEqual([]);
  });

  it('are renewed by another of the same id', () => {
    expect(latest([at(5)], [{ ...at(5), text: '8' }]).kept).toEqual([{ ...at(5), text: '8' }]);
  });

  it('are as many as are kept; the ids of the others are given, so that the browser forgets them', () => {
    const { kept, gone } = latest(
      Array.from({ length: MOST_ENTRIES }, (_, i) => at(i)),
      [at(1000), at(1001)],
    );
    expect(kept).toHaveLength(MOST_ENTRIES);
    expect(ids(kept).slice(0, 2)).toEqual(['1001', '1000']);
    expect(gone).toEqual(['1', '0']);
  });
});
