import type { Pixels } from 'inkling';
import { type Drawing, drawStrokes } from './drawing.js';

/** A drawing becomes a picture of this many px on a side: every pixel costs time while somebody draws. */
export const RASTER_SIDE = 112;

const canvas = document.createElement('canvas');
canvas.width = RASTER_SIDE;
canvas.height = RASTER_SIDE;
const context = canvas.getContext('2d', { willReadFrequently: true });

/** The drawing as a picture, black ink on white whatever the page's colours. */
export function rasterize(drawing: Drawing): Pixels {
  if (!context) throw new Error('this browser has no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, RASTER_SIDE, RASTER_SIDE);
  context.fillStyle = '#000';
  context.strokeStyle = '#000';
  drawStrokes(context, drawing, RASTER_SIDE);
  return context.getImageData(0, 0, RASTER_SIDE, RASTER_SIDE);
}
