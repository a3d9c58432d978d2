import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import {
  describeSplit,
  type KnownDigits,
  knownFeatures,
  type LabeledImages,
  type Sequential,
  splitData,
  takeImages,
} from 'inkling';
import { loadEmbedded } from '../data/embedded.js';
import { distFolder } from '../distFolder.js';
import { writeFileAtomic } from '../files/writeFileAtomic.js';

/** Another one wherever the same weights would give other bytes. */
const VERSION = 1;
const DIGEST_BYTES = 32;

/**
 * The embedded digits that a training takes by default, and what a model makes of them: with `nearestDigits` they show what an
 * answer rests on. Of the model that comes along `npm run build` has computed it. Of others it is computed once, which takes
 * seconds, and kept in the user's cache folder where that can be written.
 *
 * @throws InklingError `data/missing` before the first build, `model/wrong-input`, `model/not-finite`
 * @example
 * const { model } = await loadBundled();
 * (await loadKnownDigits(model)).digits.count; // 8500
 */
export async function loadKnownDigits(model: Sequential): Promise<KnownDigits> {
  const digits = await trainingDigits();
  const name = fileName(model);
  for (const folder of [distFolder('bundled'), cacheFolder()]) {
    const features = await readFeatures(join(folder, name), digits.count);
    if (features) return { digits, features };
  }
  const features = await knownFeatures(model, digits.images);
  // Whoever may not write there computes it again next time.
  await writeFileAtomic(join(cacheFolder(), name), withDigest(features)).catch(() => undefined);
  return { digits, features };
}

/** The file that `loadKnownDigits` looks for first, for the build to make. */
export function bundledKnownDigits(model: Sequential): { path: string; bytes: () => Promise<Uint8Array> } {
  const bytes = async () => withDigest(await knownFeatures(model, (await trainingDigits()).images));
  return { path: join(distFolder('bundled'), fileName(model)), bytes };
}

async function trainingDigits(): Promise<LabeledImages> {
  const all = await loadEmbedded();
  return takeImages(all, splitData(all.labels, describeSplit(all, 1)).train, 'embedded, training');
}

function cacheFolder(): string {
  return envPaths('inkling', { suffix: '' }).cache;
}

/** Of the network and its weights. */
function fileName(model: Sequential): string {
  const hash = createHash('sha256').update(`${VERSION} ${JSON.stringify(model.getConfig().layers)}`);
  for (const { values } of model.weights) hash.update(bytesOf(values));
  return `known-${hash.digest('hex').slice(0, 32)}.bin`;
}

function withDigest(features: Int8Array): Uint8Array {
  return Buffer.concat([digestOf(features), bytesOf(features)]);
}

/** Nothing where the file is missing or is not whole. */
async function readFeatures(path: string, digits: number): Promise<Int8Array | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return undefined;
  const features = new Int8Array(bytes.subarray(DIGEST_BYTES));
  const isWhole = features.length > 0 && features.length % digits === 0;
  return isWhole && digestOf(features).equals(bytes.subarray(0, DIGEST_BYTES)) ? features : undefined;
}

function digestOf(features: Int8Array): Buffer {
  return createHash('sha256').update(bytesOf(features)).digest();
}

function bytesOf({ buffer, byteOffset, byteLength }: Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
