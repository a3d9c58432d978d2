import { InklingError } from '../errors.js';
import { parseIdx } from './idx.js';
import type { LabeledImages } from './labeledImages.js';

/** The longest side of an image in an IDX file, in pixels. */
const maximumSide = 1024;

/**
 * Puts the two IDX files of a data set together: images `[n, height, width]` and labels `[n]`, each plain or gzipped.
 *
 * @param name What these are, for people; errors begin with it.
 * @throws `data/invalid` if a file is damaged, the counts differ, there are none, a label is above 9, or a side is 0 or above 1024.
 * @example
 * const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255);
 * idxImages(images, Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 7), 'one').count; // 1
 */
export function idxImages(imagesBytes: Uint8Array, labelsBytes: Uint8Array, name: string): LabeledImages {
  const images = parseIdx(imagesBytes, `${name}: the images' file`);
  const labels = parseIdx(labelsBytes, `${name}: the labels' file`);
  if (images.dimensions.length !== 3) {
    throw invalid(name, `images have 3 dimensions (count, height, width), these have ${images.dimensions.length}`);
  }
  if (labels.dimensions.length !== 1) {
    throw invalid(name, `labels have 1 dimension (count), these have ${labels.dimensions.length}`);
  }
  const [count, height, width] = images.dimensions;
  if (count !== labels.values.length) {
    throw invalid(
      name,
      `there must be a label for each image, there are ${count} images and ${labels.values.length} labels`,
    );
  }
  if (count === 0) throw invalid(name, 'there must be at least one image, there is none');
  if (Math.min(height, width) < 1 || Math.max(height, width) > maximumSide) {
    throw invalid(name, `an image has sides of 1 to ${maximumSide} px, these have ${width} × ${height}`);
  }
  const wrong = labels.values.findIndex((label) => label > 9);
  if (wrong >= 0) throw invalid(name, `labels are 0 to 9, label ${wrong} is ${labels.values[wrong]}`);
  return { name, count, height, width, images: images.values, labels: labels.values };
}

function invalid(name: string, problem: string): InklingError {
  return new InklingError('data/invalid', `${name}: ${problem}. Give the two files of one data set of digits.`);
}
