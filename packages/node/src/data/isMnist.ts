import { createHash } from 'node:crypto';
import type { LabeledImages } from 'inkling';
import { mnistFiles } from './download/mnistFiles.js';

/**
 * Whether these are all of MNIST's training images, or all of its test images, byte for byte.
 *
 * @example
 * isMnist(digits); // false
 */
export function isMnist({ count, height, width, images, labels }: LabeledImages): boolean {
  const digests = [idxDigest([count, height, width], images), idxDigest([count], labels)];
  return digests.every((digest) => mnistFiles.some(({ sha256 }) => sha256 === digest));
}

/** SHA-256 of the IDX file that holds these values. */
function idxDigest(dimensions: readonly number[], values: Uint8Array): string {
  const header = new DataView(new ArrayBuffer(4 + 4 * dimensions.length));
  header.setUint8(2, 8);
  header.setUint8(3, dimensions.length);
  for (const [axis, dimension] of dimensions.entries()) header.setUint32(4 + 4 * axis, dimension);
  return createHash('sha256').update(header).update(values).digest('hex');
}
