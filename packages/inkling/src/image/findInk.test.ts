import { describe, expect, it } from 'vitest';
import { flattenBackground } from './background.js';
import { planeOf } from './drawing.fixture.js';
import { findInk } from './findInk.js';
import { inkOn } from './inkOnGround.js';
import type { Plane } from './plane.js';

const find = (plane: Plane) => findInk(plane, inkOn(flattenBackground(plane)));
const isDigit = (x: number, y: number) => Math.abs(x - 100) < 4 && y > 50 && y < 110;

describe('findInk', () => {
  it('stays with the first look where that is plausible', () => {
    const finding = find(planeOf(200, 160, (x, y) => (isDigit(x, y) ? 0.2 : 0.8 + ((x * 7 + y * 3) % 5) / 100)));
    expect(finding.plausibility).toBeGreaterThan(0.9);
    expect(finding.flattened.sentence).toContain('smooth surface through the ground');
  });

  it('sets aside what surrounds the page', () => {
    const page = planeOf(
      200,
      160,
      (x, y) => (x < 30 || y > 140 ? 0.2 : isDigit(x, y) ? 0.6 : 0.85) + ((x * 7 + y * 3) % 5) / 200,
    );
    const { flattened, chosen } = find(page);
    expect(flattened.sentence).toContain('set aside');
    expect(chosen.pieces).toMatchObject([{ x: 97, y: 51, width: 7, height: 59 }]);
  });

  it('finds faint ink in a strong frame', () => {
    const page = planeOf(200, 160, (x, y) => {
      const isFrame = Math.max(Math.abs(x - 100), Math.abs(y - 80)) === 60;
      return (isFrame ? 0.1 : isDigit(x, y) ? 0.65 : 0.85) + ((x * 7 + y * 3) % 5) / 200;
    });
    expect(find(page).chosen.pieces[0]).toMatchObject({ width: 7, height: 59 });
  });

  it('keeps a tight crop: ink from edge to edge is all there is', () => {
    const { chosen } = find(planeOf(80, 160, (x) => (Math.abs(x - 40) < 6 ? 0.2 : 0.8)));
    expect(chosen.pieces).toMatchObject([{ width: 11, height: 160 }]);
  });
});
