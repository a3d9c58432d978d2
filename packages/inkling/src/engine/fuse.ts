import type {
  BatchNormalizationOperation,
  Conv2DOperation,
  MaxPool2DOperation,
  NormalizedReluOperation,
  Operation,
  PooledConv2DOperation,
} from './graph.js';

/**
 * Replaces runs of operations by kernels that do them in one: Conv2D, ReLU and MaxPooling2D of 2×2 become `pooledConv2d`,
 * BatchNormalization and ReLU become `normalizedRelu`, with MaxPooling2D of 2×2 where it follows. All other operations stay
 * as they are.
 */
export function fuse(operations: readonly Operation[]): Operation[] {
  const fused: Operation[] = [];
  for (let i = 0; i < operations.length; i++) {
    const [first, second, third] = operations.slice(i, i + 3);
    const isRelu = second?.kind === 'activation' && second.activation === 'relu';
    const pool = third?.kind === 'maxPool2d' && canPool(third) ? third : undefined;
    if (first.kind === 'conv2d' && isRelu && pool) {
      fused.push(pooled(first, pool));
      i += 2;
    } else if (first.kind === 'batchNormalization' && !first.frozen && isRelu) {
      fused.push(normalized(first, pool?.y ?? second.y, pool));
      i += pool ? 2 : 1;
    } else {
      fused.push(first);
    }
  }
  return fused;
}

function canPool({ shape }: MaxPool2DOperation): boolean {
  const isTwoByTwo = shape.poolHeight === 2 && shape.poolWidth === 2 && shape.strideY === 2 && shape.strideX === 2;
  const isInside = 2 * shape.outHeight <= shape.inHeight && 2 * shape.outWidth <= shape.inWidth;
  return isTwoByTwo && isInside && shape.padTop === 0 && shape.padLeft === 0;
}

function pooled(conv: Conv2DOperation, pool: MaxPool2DOperation): PooledConv2DOperation {
  const { x, kernel, bias } = conv;
  const shape = { ...conv.shape, outHeight: 2 * pool.shape.outHeight, outWidth: 2 * pool.shape.outWidth };
  return { kind: 'pooledConv2d', x, y: pool.y, kernel, bias, shape };
}

function normalized(
  operation: BatchNormalizationOperation,
  y: Operation['y'],
  pool: MaxPool2DOperation | undefined,
): NormalizedReluOperation {
  return { ...operation, kind: 'normalizedRelu', y, pool: pool?.shape };
}
