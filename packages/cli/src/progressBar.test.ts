import { describe, expect, it } from 'vitest';
import { progressLine } from './progressBar.js';

const parts = {
  epoch: 'epoch 3/12',
  speed: '10,000 samples/s',
  loss: 'loss 0.1234',
  accuracy: 'accuracy 98.7 %',
  left: '12:34 left',
};

describe('progressLine', () => {
  it('has everything and a long bar where there is room', () => {
    const line = progressLine(120, 0.5, parts);
    expect(line).toBe(
      `epoch 3/12  ${'━'.repeat(12)}${'─'.repeat(12)}  10,000 samples/s  loss 0.1234  accuracy 98.7 %  12:34 left`,
    );
  });

  it('has everything on a terminal of 80 columns', () => {
    const line = progressLine(79, 0.5, parts);
    for (const part of Object.values(parts)) expect(line).toContain(part);
    expect(line.length).toBeLessThanOrEqual(79);
  });

  it('leaves out whole parts where it is narrow, and keeps bar and time left', () => {
    for (let columns = 30; columns < 79; columns++) {
      const line = progressLine(columns, 0.25, parts);
      expect(line.length).toBeLessThanOrEqual(columns);
      expect(line).toMatch(/━+─+/);
      expect(line).toContain('12:34 left');
    }
    expect(progressLine(40, 0.25, parts)).toBe(`epoch 3/12  ${'━'.repeat(4)}${'─'.repeat(12)}  12:34 left`);
  });

  it('never exceeds even a tiny terminal', () => {
    expect(progressLine(5, 0.25, parts)).toBe('12:34');
  });
});
