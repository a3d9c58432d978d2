import { findComponents } from './components.js';
import { otsuThreshold } from './otsu.js';
import { createMask, type Mask, type Plane } from './plane.js';
import { quantile } from './statistics.js';

export interface Thresholded {
  readonly mask: Mask;
  /** The ink's usual strength, as far from the ground as 0..1: what will become white. */
  readonly strength: number;
  readonly sentence: string;
}

/**
 * Parts ink from ground with hysteresis: sure ink (Otsu's threshold, well above the noise) and whatever fainter ink
 * hangs together with it; faint specks and texture alone stay away.
 */
export function thresholdInk(ink: Plane, noise: number): Thresholded {
  const aboveNoise = valuesFrom(ink.data, noise);
  const overall = otsuThreshold(ink.data);
  const within = aboveNoise.length > 20 ? otsuThreshold(aboveNoise) : overall;
  const otsu = Math.min(Math.max(overall, 3 * noise), Math.max(within, overall));
  const strength = quantile(valuesFrom(ink.data, otsu), 0.6);
  const sure = Math.min(otsu, 0.62 * strength);
  const faint = Math.max(Math.min(0.6 * sure, 0.45 * strength), Math.min(2.5 * noise, sure));

  const { width, height } = ink;
  const weak = createMask(width, height);
  for (let i = 0; i < ink.data.length; i++) weak.data[i] = ink.data[i] > faint ? 1 : 0;
  const { labels, components } = findComponents(weak, ink);
  const isSure = new Uint8Array(components.length + 1);
  for (let i = 0; i < labels.length; i++) if (ink.data[i] > sure) isSure[labels[i]] = 1;
  const edge = Math.min(sure, Math.max(faint, 0.4 * strength));
  const mask = createMask(width, height);
  for (let i = 0; i < labels.length; i++) mask.data[i] = isSure[labels[i]] && ink.data[i] > edge ? 1 : 0;
  return {
    mask,
    strength,
    sentence: `ink is ${percent(sure)} or more from the ground, or ${percent(edge)} where it hangs together with that`,
  };
}

/** All values of at least `lowest`. */
function valuesFrom(data: Float32Array, lowest: number): Float32Array {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (data[i] >= lowest) count++;
  const values = new Float32Array(count);
  for (let i = 0, at = 0; i < data.length; i++) if (data[i] >= lowest) values[at++] = data[i];
  return values;
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}
