import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { idxBytes } from './idx.fixture.js';
import { parseIdx } from './idx.js';
import { idxImages } from './idxImages.js';

const images = idxBytes(
  [2, 3, 4],
  Array.from({ length: 24 }, (_, i) => i),
);
const labels = idxBytes([2], [7, 1]);

describe('parseIdx', () => {
  it('reads dimensions and values, plain or gzipped', () => {
    const plain = parseIdx(images);
    expect(plain.dimensions).toEqual([2, 3, 4]);
    expect(plain.values[23]).toBe(23);
    expect(plain.values.buffer).toBe(images.buffer);
    expect(parseIdx(gzipSync(images))).toEqual(plain);
  });

  it('reads a view that does not start at its buffer’s first byte', () => {
    const shifted = new Uint8Array([9, 9, 9, ...labels]).subarray(3);
    expect(Array.from(parseIdx(shifted).values)).toEqual([7, 1]);
  });

  const lyingTrailer = gzipSync(images);
  lyingTrailer.set([0xff, 0xff, 0xff, 0xff], lyingTrailer.length - 4);
  const shortTrailer = gzipSync(images);
  shortTrailer.set([8, 0, 0, 0], shortTrailer.length - 4);
  it.each([
    ['nothing', new Uint8Array(0), 'starts with 4 bytes'],
    ['text', new TextEncoder().encode('hello, world'), 'starts with 00 00 08, this one with 68 65 6c 6c'],
    ['another type', Uint8Array.from([0, 0, 13, 1, 0, 0, 0, 0]), '00 00 08, this one with 00 00 0d'],
    ['no dimensions', Uint8Array.from([0, 0, 8, 0]), '0 dimensions'],
    ['a header cut off', images.subarray(0, 10), 'promises 3 dimensions and ends after 10 bytes'],
    ['values cut off', images.subarray(0, 30), '2 × 3 × 4 values (40 bytes with the header), it holds 30 bytes'],
    ['bytes left over', Uint8Array.from([...images, 0]), 'it holds 41 bytes'],
    ['an absurd size', idxBytes([4e9, 4e9, 4e9], []), 'more than the 1 GiB'],
    ['a gzip stream cut off', gzipSync(images).subarray(0, 24), 'gzip'],
    ['a gzip header alone', Uint8Array.from([0x1f, 0x8b, 8, 0]), 'at least 18 bytes'],
    ['a gzip trailer that promises 4 GB', lyingTrailer, 'promises 4294967295 bytes'],
    ['a gzip trailer that promises too little', shortTrailer, 'does not hold the 8 bytes'],
  ])('refuses %s', (_, bytes, problem) => {
    expect(() => parseIdx(bytes, 'digits.gz')).toThrow(expect.objectContaining({ code: 'data/invalid' }));
    expect(() => parseIdx(bytes, 'digits.gz')).toThrow(/^digits\.gz cannot be used/);
    expect(() => parseIdx(bytes, 'digits.gz')).toThrow(problem);
  });
});

describe('idxImages', () => {
  it('puts images and labels together', () => {
    const all = idxImages(images, gzipSync(labels), 'two digits');
    expect(all).toMatchObject({ name: 'two digits', count: 2, height: 3, width: 4 });
    expect(Array.from(all.labels)).toEqual([7, 1]);
    expect(all.images).toHaveLength(24);
  });

  it.each([
    ['labels for images', labels, labels, 'images have 3 dimensions'],
    ['images for labels', images, images, 'labels have 1 dimension'],
    ['counts that differ', images, idxBytes([3], [1, 2, 3]), '2 images and 3 labels'],
    ['no images', idxBytes([0, 28, 28], []), idxBytes([0], []), 'at least one image'],
    ['images without size', idxBytes([2, 0, 28], []), labels, '28 × 0'],
    ['images too wide', idxBytes([1, 1, 1025], new Uint8Array(1025)), idxBytes([1], [0]), '1025 × 1'],
    ['a label above 9', images, idxBytes([2], [3, 10]), 'label 1 is 10'],
  ])('refuses %s', (_, imagesBytes, labelsBytes, problem) => {
    expect(() => idxImages(imagesBytes, labelsBytes, 'mine')).toThrow(problem);
    expect(() => idxImages(imagesBytes, labelsBytes, 'mine')).toThrow(
      expect.objectContaining({ code: 'data/invalid' }),
    );
  });
});
