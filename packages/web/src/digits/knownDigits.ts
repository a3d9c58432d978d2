import {
  describeSplit,
  featuresOf,
  type LabeledImages,
  predictSoftmax,
  Sequential,
  splitData,
  takeImages,
} from 'inkling';
import type { AnsweredDigits, KnownDigit, ModelCopy } from './protocol.js';

/** The embedded digits as one model sees them. */
export class KnownDigits {
  private readonly model: Sequential;
  private readonly training: LabeledImages;
  private readonly heldOut: LabeledImages;
  private readonly answered = new Map<'held-out' | 'all', Promise<AnsweredDigits>>();
  private trainingFeatures: Promise<readonly Float32Array[]> | undefined;

  constructor(
    private readonly all: LabeledImages,
    { config, weights }: ModelCopy,
  ) {
    const parts = splitData(all.labels, describeSplit(all, 1));
    this.training = takeImages(all, parts.train, 'training');
    this.heldOut = takeImages(all, parts['held-out'], 'held-out');
    this.model = Sequential.fromConfig(config, { initialize: false });
    this.model.setWeights(weights);
  }

  answers(which: 'held-out' | 'all'): Promise<AnsweredDigits> {
    const answered = this.answered.get(which) ?? this.ask(which === 'all' ? this.all : this.heldOut);
    this.answered.set(which, answered);
    return answered;
  }

  private async ask({ count, images, labels }: LabeledImages): Promise<AnsweredDigits> {
    return { count, images, labels, softmax: await predictSoftmax(this.model, images) };
  }

  async nearest(
    pixels: Uint8Array,
    classes: readonly number[],
    most: number,
  ): Promise<readonly (readonly KnownDigit[])[]> {
    this.trainingFeatures ??= this.featuresOf(this.training.images);
    const known = await this.trainingFeatures;
    const [own] = await this.featuresOf(pixels);
    const likeness = known.map((features) => cosine(features, own));
    return classes.map((digit) => {
      const indices = likeness.map((_, i) => i).filter((i) => this.training.labels[i] === digit);
      indices.sort((a, b) => likeness[b] - likeness[a]);
      return indices.slice(0, most).map((i) => ({
        pixels: this.training.images.slice(784 * i, 784 * (i + 1)),
        likeness: likeness[i],
      }));
    });
  }

  /** What the model knows of each image before its last layer decides. */
  private featuresOf(images: Uint8Array): Promise<readonly Float32Array[]> {
    return featuresOf(this.model, lastWithWeights(this.model), images);
  }
}

/** How many layers lie before the last one that has weights. */
function lastWithWeights({ layers }: Sequential): number {
  return Math.max(
    0,
    layers.findLastIndex(({ weights }) => weights.length > 0),
  );
}

/** -1..1, and 0 where one of them is all zero. */
function cosine(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i];
    ofA += a[i] * a[i];
    ofB += b[i] * b[i];
  }
  return ofA > 0 && ofB > 0 ? product / Math.sqrt(ofA * ofB) : 0;
}
