import { element } from './svg.js';
import { theme } from './theme.js';

/** The fill of a runner-up's bar, in any figure that holds `hatchingPattern()`. */
export const hatching = 'url(#inkling-hatching)';

/** Diagonal strokes that stay apart in print and at half size. */
export function hatchingPattern(pitch = 8): string {
  const tile = { id: 'inkling-hatching', width: pitch, height: pitch, patternUnits: 'userSpaceOnUse' };
  return element(
    'defs',
    {},
    element(
      'pattern',
      { ...tile, patternTransform: 'rotate(45)' },
      element('rect', { width: pitch, height: pitch, fill: theme.paper }),
      element('rect', { width: pitch * 0.36, height: pitch, fill: theme.ink }),
    ),
  );
}
