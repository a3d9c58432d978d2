import { Conv2DShape } from './conv2dShape.as';
import { clear, copyFloats } from './simd.as';

/** The first multiple of 64 bytes from `address` on. */
export function align(address: usize): usize {
  return (address + 63) & ~63;
}

/** The sample itself where no patch leaves it, else a copy at `scratch` with zeros around it. */
export function frameOf(shape: Conv2DShape, x: usize, scratch: usize): usize {
  if (!shape.padded) return x;
  clear(shape.frameSize, scratch);
  copyInside(shape, x, scratch, true);
  return scratch;
}

/** The inside of a frame of derivatives becomes dx [inHeight, inWidth, inChannels]; what no patch saw is zero. */
export function cropFrame(shape: Conv2DShape, frame: usize, dx: usize): void {
  clear(shape.inSize, dx);
  copyInside(shape, dx, frame, false);
}

/** Copies what a picture and its frame have in common, into the frame or out of it. */
function copyInside(shape: Conv2DShape, picture: usize, frame: usize, into: bool): void {
  const channels = shape.inChannels;
  const pictureRow = shape.inWidth * channels * 4;
  const frameRow = shape.rowSize * 4;
  const height = min(shape.inHeight, shape.spanHeight - shape.padTop);
  const width = min(shape.inWidth, shape.spanWidth - shape.padLeft) * channels;
  let inside = frame + shape.padTop * frameRow + shape.padLeft * channels * 4;
  for (let row: usize = 0; row < height; row++) {
    if (into) copyFloats(width, picture, inside);
    else copyFloats(width, inside, picture);
    inside += frameRow;
    picture += pictureRow;
  }
}

/** Elements of scratch that `frameOf` may need, rounded up so that what follows is aligned. */
export function frameScratch(shape: Conv2DShape): usize {
  return shape.padded ? align(shape.frameSize * 4) : 0;
}
