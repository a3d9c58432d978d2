// How many multiplications a call of a kernel stands for: those of the direct way of computing it, so that the rate of an
// algorithm that spares some may exceed the processor's peak. Kernels that do nothing else but move or add have none.

/** @param shapeAt Reads a convolution's shape at an address. @param live How many entries of an arg (u8) are below 4. */
export function multiplications(kernel, operands, { shapeAt, live }) {
  switch (kernel) {
    case 'matmul':
    case 'matmulBlank':
    case 'matmulBlankTransposed': {
      const [m, n, k] = operands;
      return m * n * k;
    }
    case 'conv2dForward':
    case 'conv2dBackwardWeights':
    case 'conv2dBackwardInput':
    case 'pooledConv2dForward':
    case 'winograd5Conv2dForward':
    case 'winograd5Conv2dBackwardWeights':
    case 'winograd5PooledConv2dForward': {
      const [shape, samples] = operands;
      return samples * outputs(shapeAt(shape)) * patch(shapeAt(shape));
    }
    case 'pooledConv2dBackward': {
      const [at, samples, , arg, , , , , dx] = operands;
      const shape = shapeAt(at);
      return live(arg, (samples * outputs(shape)) / 4) * patch(shape) * (dx === 0 ? 1 : 2);
    }
    default:
      return 0;
  }
}

const outputs = ({ outHeight, outWidth, filters }) => outHeight * outWidth * filters;
const patch = ({ kernelHeight, kernelWidth, inChannels }) => kernelHeight * kernelWidth * inChannels;
