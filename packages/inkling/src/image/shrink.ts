import type { Pixels } from './pixels.js';
import { createPlane, type Plane } from './plane.js';

/** A small colour picture in planes of 0..1. */
export interface ColorPlanes {
  readonly width: number;
  readonly height: number;
  /** The colours, multiplied by alpha: what is invisible counts nothing, whatever colour it claims. */
  readonly red: Plane;
  readonly green: Plane;
  readonly blue: Plane;
  /** 0 invisible .. 1 opaque; absent where every pixel is opaque. */
  readonly alpha?: Plane;
  /** Pixels of the given picture per pixel of this one: a whole number. */
  readonly scale: number;
}

/**
 * Averages whole blocks of a picture so that its longer side is at most `maxSide` px, and more than half of that if
 * it was longer; smaller pictures keep their size. What is left at the right and at the bottom makes smaller blocks.
 *
 * Pixels are read as 32-bit words and summed two channels at a time, three times as fast as byte by byte; only blocks
 * that one can see through are summed again with their alpha. The words are signed: until the loop is compiled, an
 * engine makes an object of each number above 2³¹.
 */
export function shrink({ width, height, data }: Pixels, maxSide: number): ColorPlanes {
  const block = Math.ceil(Math.max(width, height) / maxSide);
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, width * height);
  if (block === 1) return inPlanes(words, width, height);
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const [red, green, blue, alpha] = [0, 1, 2, 3].map(() => createPlane(columns, rows));
  let opaque = true;
  for (let row = 0, cell = 0; row < rows; row++) {
    const yEnd = Math.min(height, (row + 1) * block);
    for (let column = 0; column < columns; column++, cell++) {
      const x = column * block;
      const xEnd = Math.min(width, x + block);
      let r = 0;
      let g = 0;
      let b = 0;
      let a = 0;
      for (let y = row * block; y < yEnd; y++) {
        const end = y * width + xEnd;
        for (let i = y * width + x; i < end; ) {
          // 128 bytes of 255 sum up within 15 bits: the lower channel does not run over into the upper one.
          const part = Math.min(end, i + 128);
          let redBlue = 0;
          let greenAlpha = 0;
          for (; i < part; i++) {
            redBlue += words[i] & 0xff00ff;
            greenAlpha += (words[i] >>> 8) & 0xff00ff;
          }
          r += redBlue & 0xffff;
          b += redBlue >>> 16;
          g += greenAlpha & 0xffff;
          a += greenAlpha >>> 16;
        }
      }
      const full = 255 * (yEnd - row * block) * (xEnd - x);
      if (a < full) {
        opaque = false;
        r = 0;
        g = 0;
        b = 0;
        for (let y = row * block; y < yEnd; y++) {
          for (let i = y * width + x; i < y * width + xEnd; i++) {
            const visible = (words[i] >>> 24) / 255;
            r += (words[i] & 0xff) * visible;
            g += ((words[i] >>> 8) & 0xff) * visible;
            b += ((words[i] >>> 16) & 0xff) * visible;
          }
        }
      }
      red.data[cell] = r / full;
      green.data[cell] = g / full;
      blue.data[cell] = b / full;
      alpha.data[cell] = a / full;
    }
  }
  return { width: columns, height: rows, red, green, blue, ...(!opaque && { alpha }), scale: block };
}

/** A picture that is small enough as it is: what whoever draws waits for at every move of the pen. */
function inPlanes(words: Int32Array, width: number, height: number): ColorPlanes {
  const [red, green, blue, alpha] = [0, 1, 2, 3].map(() => createPlane(width, height));
  let opaque = true;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const a = word >>> 24;
    const visible = a / 255;
    if (a < 255) opaque = false;
    red.data[i] = ((word & 0xff) * visible) / 255;
    green.data[i] = (((word >>> 8) & 0xff) * visible) / 255;
    blue.data[i] = (((word >>> 16) & 0xff) * visible) / 255;
    alpha.data[i] = visible;
  }
  return { width, height, red, green, blue, ...(!opaque && { alpha }), scale: 1 };
}
