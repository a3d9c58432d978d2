import {
  describeSplit,
  knownFeatures,
  type LabeledImages,
  nearestDigits,
  predictSoftmax,
  Sequential,
  splitData,
  takeImages,
} from 'inkling';
import { fetchKnownFeatures } from './embedded.js';
import type { AnsweredDigits, KnownDigit, ModelCopy } from './protocol.js';

/** The embedded digits as one model sees them. What was asked once is remembered. */
export class EmbeddedDigits {
  private readonly model: Sequential;
  private readonly training: LabeledImages;
  private readonly heldOut: LabeledImages;
  private readonly answered = new Map<'held-out' | 'all', Promise<AnsweredDigits>>();
  private readonly isBundled: boolean;
  private features: Promise<Int8Array> | undefined;

  constructor(
    private readonly all: LabeledImages,
    { isBundled, config, weights }: ModelCopy,
    private readonly home: string,
  ) {
    this.isBundled = isBundled;
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

  /** Of the model that comes along the build has computed them; where they cannot be had the page does. */
  private async featuresOfKnown(): Promise<Int8Array> {
    const built = this.isBundled ? await fetchKnownFeatures(this.home).catch(() => undefined) : undefined;
    return built ?? knownFeatures(this.model, this.training.images);
  }

  async nearest(
    pixels: Uint8Array,
    classes: readonly number[],
    most: number,
  ): Promise<readonly (readonly KnownDigit[])[]> {
    const { model, training: digits } = this;
    this.features ??= this.featuresOfKnown();
    const known = { digits, features: await this.features };
    const rows = await nearestDigits(model, known, pixels, classes, most);
    return rows.map((nearest) =>
      nearest.map(({ index, likeness }) => ({
        pixels: digits.images.slice(784 * index, 784 * (index + 1)),
        likeness,
      })),
    );
  }
}
