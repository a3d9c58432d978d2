import { expect, it } from 'vitest';
import type { Component } from './components.js';
import { findTextLines } from './textLines.js';

let label = 0;
function piece(x: number, y: number, width: number, height: number): Component {
  const border = { left: 0, top: 0, right: 0, bottom: 0 };
  return { label: ++label, x, y, width, height, area: width * height, ink: width * height, border };
}

it('sorts pieces into lines from the top down, dots and dashes to the nearest', () => {
  const upper = [piece(10, 10, 20, 40), piece(40, 14, 20, 38), piece(70, 8, 18, 44)];
  const lower = [piece(12, 80, 20, 40), piece(50, 90, 20, 28)];
  const dot = piece(35, 112, 4, 4);
  const dash = piece(95, 30, 20, 4);
  const lines = findTextLines([dot, ...lower, dash, ...upper]);
  expect(lines.map(({ pieces }) => new Set(pieces.map((own) => own.label)))).toEqual([
    new Set([...upper, dash].map((own) => own.label)),
    new Set([...lower, dot].map((own) => own.label)),
  ]);
  expect(lines[0].height).toBe(40);
});

it('finds no line in nothing', () => {
  expect(findTextLines([])).toEqual([]);
});
