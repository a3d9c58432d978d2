import { idxImages, type LabeledImages } from 'inkling';

/** The embedded sample, MNIST's first 10,000 training images. `home` is the page's address. */
export async function fetchEmbedded(home: string): Promise<LabeledImages> {
  const [images, labels] = await Promise.all(
    ['embedded/images.gz', 'embedded/labels.gz'].map((name) => fetchBytes(name, home)),
  );
  return idxImages(images, labels, 'embedded');
}

/** What the model that comes along makes of the digits that a training takes by default, as `knownFeatures` gives it. */
export async function fetchKnownFeatures(home: string): Promise<Int8Array> {
  const packed = new Blob([await fetchBytes('known.gz', home)]);
  return new Int8Array(await new Response(packed.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

async function fetchBytes(name: string, home: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(name, home));
  if (!response.ok) throw new Error(`The embedded digits cannot be loaded (${response.status}). Try again.`);
  return new Uint8Array(await response.arrayBuffer());
}
