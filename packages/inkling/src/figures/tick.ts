import { element } from './svg.js';
import { theme } from './theme.js';

/**
 * A mark across a bar, at what is believed, with a paper-coloured rim so that it shows on any ground.
 *
 * @param options.top Upper edge of the bar, px.
 * @param options.thickness Of the bar, px.
 * @param options.overhang How far the mark stands out of the bar on both sides, px.
 */
export function tick(
  x: number,
  { top, thickness, overhang }: { top: number; thickness: number; overhang: number },
): string {
  const line = { x1: x, x2: x, y1: top - overhang, y2: top + thickness + overhang };
  return element(
    'g',
    { class: 'tick' },
    element('line', { ...line, stroke: theme.paper, 'stroke-width': 5 }),
    element('line', { ...line, stroke: theme.accent, 'stroke-width': 2.5 }),
  );
}
