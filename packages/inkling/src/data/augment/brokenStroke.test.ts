import { describe, expect, it } from 'vitest';
import { Random } from '../../random.js';
import { changed, drawNine, inkOf } from './augment.fixture.js';
import { breakStroke } from './brokenStroke.js';

describe('breakStroke', () => {
  it('only takes ink away, from most digits some and from none much', () => {
    const nine = drawNine();
    const losses = Array.from({ length: 200 }, (_, seed) => {
      const broken = changed(nine, (copy) => breakStroke(copy, new Random(seed)));
      expect(broken.every((ink, i) => ink <= nine[i] && ink >= 0)).toBe(true);
      return 1 - inkOf(broken) / inkOf(nine);
    });
    expect(Math.max(...losses)).toBeLessThanOrEqual(0.35);
    expect(losses.filter((loss) => loss > 0.01).length).toBeGreaterThan(120);
  });
});
