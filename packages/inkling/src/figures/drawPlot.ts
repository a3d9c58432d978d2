import { type PlotOptions, plot } from '@observablehq/plot';
import type { Environment } from './environment.js';
import { element } from './svg.js';

/** What `plot` hands back, in a browser and from `svgDocument()` alike. */
interface DrawnSvg {
  readonly children: Iterable<{ readonly tagName: string; readonly outerHTML: string }>;
}

/**
 * A chart by Observable Plot as the markup of its marks, to be placed in a figure. Plot's style sheet is left out: it
 * is for a chart that stands alone in a page. No axes are implied; a figure draws the ones that it wants.
 */
export function drawPlot(options: PlotOptions, { document }: Environment): string {
  const svg: DrawnSvg = plot({ axis: null, ...options, document });
  const marks = [...svg.children].filter((child) => child.tagName.toLowerCase() !== 'style');
  // Plot's marks count on their root for this.
  return element('g', { 'text-anchor': 'middle' }, ...marks.map((mark) => `\n${mark.outerHTML}`), '\n');
}
