import { Conv2DShape } from './conv2dShape.as';

/** Elements of a row of the kernel in this layout: filled up to whole vectors. */
export function rowLengthOf(shape: Conv2DShape): usize {
  return (shape.run + 3) & ~3;
}

/** kernel [kernelHeight, kernelWidth, inChannels, filters] → [filters][kernelHeight][rowLength], zero padded. */
export function packByOutput(shape: Conv2DShape, kernel: usize, out: usize): void {
  const filters = shape.filters;
  const run = shape.run;
  const rowLength = rowLengthOf(shape);
  for (let filter: usize = 0; filter < filters; filter++) {
    let source = kernel + filter * 4;
    for (let ky: usize = 0; ky < shape.kernelHeight; ky++) {
      for (let i: usize = 0; i < rowLength; i++) {
        store<f32>(out + i * 4, i < run ? load<f32>(source + i * filters * 4) : 0);
      }
      source += run * filters * 4;
      out += rowLength * 4;
    }
  }
}

/** [filters][kernelHeight][rowLength] → dw [kernelHeight, kernelWidth, inChannels, filters]. */
export function unpackByOutput(shape: Conv2DShape, byOutput: usize, dw: usize): void {
  const filters = shape.filters;
  const run = shape.run;
  const rowLength = rowLengthOf(shape);
  for (let filter: usize = 0; filter < filters; filter++) {
    let destination = dw + filter * 4;
    for (let ky: usize = 0; ky < shape.kernelHeight; ky++) {
      for (let i: usize = 0; i < run; i++) store<f32>(destination + i * filters * 4, load<f32>(byOutput + i * 4));
      destination += run * filters * 4;
      byOutput += rowLength * 4;
    }
  }
}
