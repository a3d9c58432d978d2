import { expect, it } from 'vitest';
import { strokePixels } from './figures.fixture.js';
import { sideBySide } from './sideBySide.js';
import { terminalDigit } from './terminalDigit.js';

it('draws the 28×28 as 14 lines of half blocks', () => {
  const lines = terminalDigit(strokePixels()).split('\n');
  expect(lines).toHaveLength(14);
  for (const line of lines) expect([...line]).toHaveLength(28);
  expect(lines[1].trim()).toBe('');
  expect(lines[2].trim()).toBe('██');
  expect(lines[10].trim()).toBe('██▄▄▄▄▄');
  expect(lines[11].trim()).toBe('███████');
});

it('draws gray levels where it may use colour', () => {
  const pixels = new Uint8Array(784);
  pixels[0] = 255;
  pixels[28] = 128;
  const [first, second] = terminalDigit(pixels, { color: true }).split('\n');
  expect(first).toBe(`\u001b[38;5;231;48;5;244m▀\u001b[38;5;16;48;5;16m${'▀'.repeat(27)}\u001b[0m`);
  expect(second).toBe(`\u001b[38;5;16;48;5;16m${'▀'.repeat(28)}\u001b[0m`);
});

it('puts two blocks side by side, the lower in the middle, colours taking no room', () => {
  expect(sideBySide('ab\n\u001b[1mc\u001b[0m\nde\nf', 'X\nY', 2).split('\n')).toEqual([
    'ab',
    '\u001b[1mc\u001b[0m   X',
    'de  Y',
    'f',
  ]);
  expect(sideBySide('a', '1\n2\n3', 1).split('\n')).toEqual(['  1', 'a 2', '  3']);
});
