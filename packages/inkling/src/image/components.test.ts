import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findComponents } from './components.js';
import { maskOf, planeOf } from './drawing.fixture.js';
import type { Mask } from './plane.js';

const find = (mask: Mask) =>
  findComponents(
    mask,
    planeOf(mask.width, mask.height, () => 0.5),
  );

describe('findComponents', () => {
  it('joins pixels that touch at corners, and measures each piece', () => {
    const { components } = find(maskOf('#..##', '.#...', '....#', '#...#'));
    expect(components).toEqual([
      { label: 1, x: 0, y: 0, width: 2, height: 2, area: 2, ink: 1, border: { left: 1, top: 1, right: 0, bottom: 0 } },
      { label: 2, x: 3, y: 0, width: 2, height: 1, area: 2, ink: 1, border: { left: 0, top: 2, right: 1, bottom: 0 } },
      { label: 3, x: 4, y: 2, width: 1, height: 2, area: 2, ink: 1, border: { left: 0, top: 0, right: 2, bottom: 1 } },
      {
        label: 4,
        x: 0,
        y: 3,
        width: 1,
        height: 1,
        area: 1,
        ink: 0.5,
        border: { left: 1, top: 0, right: 0, bottom: 1 },
      },
    ]);
  });

  it('joins a spiral and a comb, whose ends meet late', () => {
    expect(find(maskOf('#####', '....#', '###.#', '#...#', '#####')).components).toHaveLength(1);
    expect(find(maskOf('#.#.#', '#.#.#', '#####')).components).toHaveLength(1);
  });

  it('agrees with flood filling', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 140 }),
        (width, cells) => {
          const height = Math.ceil(cells.length / width);
          const mask = {
            width,
            height,
            data: Uint8Array.from({ length: width * height }, (_, i) => (cells[i] ? 1 : 0)),
          };
          const { components, labels } = find(mask);
          expect(components.map((piece) => piece.area).sort()).toEqual(floodedAreas(mask).sort());
          for (const { label, area } of components)
            expect(labels.filter((other) => other === label)).toHaveLength(area);
        },
      ),
    );
  });
});

function floodedAreas({ width, height, data }: Mask): number[] {
  const left = data.slice();
  const areas: number[] = [];
  for (let start = 0; start < left.length; start++) {
    if (!left[start]) continue;
    const queue = [start];
    left[start] = 0;
    let area = 0;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      area++;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          if (!left[row * width + column]) continue;
          left[row * width + column] = 0;
          queue.push(row * width + column);
        }
    }
    areas.push(area);
  }
  return areas;
}
