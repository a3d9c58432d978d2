import type { Conv2DOperation, MaxPool2DOperation, Operation, PooledConv2DOperation } from './graph.js';

/**
 * Replaces runs of operations by kernels that do them in one: Conv2D, ReLU and MaxPooling2D of 2×2 become
 * `pooledConv2d`. All other operations stay as they are.
 */
export function fuse(operations: readonly Operation[]): Operation[] {
  const fused: Operation[] = [];
  for (let i = 0; i < operations.length; i++) {
    const [first, second, third] = operations.slice(i, i + 3);
    const isRelu = second?.kind === 'activation' && second.activation === 'relu';
    if (first.kind === 'conv2d' && isRelu && third?.kind === 'maxPool2d' && canPool(first, third)) {
      fused.push(pooled(first, third));
      i += 2;
    } else {
      fused.push(first);
    }
  }
  return fused;
}

function canPool({ shape: conv }: Conv2DOperation, { shape: pool }: MaxPool2DOperation): boolean {
  const isTwoByTwo = pool.poolHeight === 2 && pool.poolWidth === 2 && pool.strideY === 2 && pool.strideX === 2;
  const isInside = 2 * pool.outHeight <= conv.outHeight && 2 * pool.outWidth <= conv.outWidth;
  return isTwoByTwo && isInside && pool.padTop === 0 && pool.padLeft === 0;
}

function pooled(conv: Conv2DOperation, pool: MaxPool2DOperation): PooledConv2DOperation {
  const { x, kernel, bias } = conv;
  const shape = { ...conv.shape, outHeight: 2 * pool.shape.outHeight, outWidth: 2 * pool.shape.outWidth };
  return { kind: 'pooledConv2d', x, y: pool.y, kernel, bias, shape };
}
