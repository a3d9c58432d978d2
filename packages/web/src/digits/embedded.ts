import { idxImages, type LabeledImages } from 'inkling';

/** The embedded sample, MNIST's first 10,000 training images. `home` is the page's address. */
export async function fetchEmbedded(home: string): Promise<LabeledImages> {
  const [images, labels] = await Promise.all(
    ['embedded/images.gz', 'embedded/labels.gz'].map(async (name) => {
      const response = await fetch(new URL(name, home));
      if (!response.ok) throw new Error(`The embedded digits cannot be loaded (${response.status}). Try again.`);
      return new Uint8Array(await response.arrayBuffer());
    }),
  );
  return idxImages(images, labels, 'embedded');
}
