import type { Conv2DShape } from './kernels.js';

/** Elements of a region: a whole number of cache lines, as `align` in frame.as.ts has it. */
const aligned = (elements: number): number => Math.ceil(elements / 16) * 16;

/** Elements of x as the kernels read it: itself, or a copy with zeros around where a patch reaches beyond it. */
function frameSize(shape: Conv2DShape): { padded: boolean; elements: number } {
  const height = (shape.outHeight - 1) * shape.strideY + shape.kernelHeight;
  const width = (shape.outWidth - 1) * shape.strideX + shape.kernelWidth;
  const padded = shape.padTop > 0 || shape.padLeft > 0 || height > shape.inHeight || width > shape.inWidth;
  const pixels = padded ? height * width : shape.inHeight * shape.inWidth;
  return { padded, elements: pixels * shape.inChannels };
}

/** Elements of scratch that `conv2dForward`, `conv2dBackwardWeights` and `conv2dBackwardInput` need, one at a time. */
export function conv2dScratch(shape: Conv2DShape): number {
  const { kernelHeight, kernelWidth, inChannels, outHeight, outWidth, filters } = shape;
  const frame = frameSize(shape);
  const panels = outHeight * outWidth * Math.ceil(filters / 8) * 8;
  const columns = outWidth * kernelHeight * kernelWidth * inChannels;
  return (frame.padded ? aligned(frame.elements) : 0) + Math.max(panels, columns);
}

/** Elements of scratch that `pooledConv2dForward` and `pooledConv2dBackward` need, one at a time. */
export function pooledConv2dScratch(shape: Conv2DShape): number {
  const { outHeight, outWidth, filters } = shape;
  const frame = frameSize(shape);
  const windows = (outHeight / 2) * (outWidth / 2);
  const lists = aligned(filters * 4) + aligned(windows * 16) + 2 * aligned(windows * filters * 2);
  return (frame.padded ? aligned(frame.elements) : 0) + aligned(frame.elements + 4) + lists;
}

/** Whether `winogradPooledConv2dForward` can do what `pooledConv2dForward` does. */
export function suitsWinograd(shape: Conv2DShape): boolean {
  const { kernelHeight, kernelWidth, strideY, strideX, inChannels, filters } = shape;
  const threeByThree = kernelHeight === 3 && kernelWidth === 3 && strideY === 1 && strideX === 1;
  return threeByThree && inChannels % 4 === 0 && filters % 8 === 0;
}

/** Elements of scratch that `winogradPooledConv2dForward` needs. */
export function winogradScratch(shape: Conv2DShape): number {
  const frame = frameSize(shape);
  const windows = (shape.outHeight / 2) * (shape.outWidth / 2);
  const patches = 16 * (windows * shape.inChannels + 16);
  return (frame.padded ? aligned(frame.elements) : 0) + patches + windows * 16 * 8;
}
