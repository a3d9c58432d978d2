import { endsInLogits, type SamplePredictor, type Sequential, softmax } from 'inkling';

/** Asks a model about one digit, without waiting. */
export class QuickAnswers {
  private readonly out = new Float32Array(10);

  private constructor(
    private readonly predictor: SamplePredictor,
    /** Whether the model leaves the softmax to whoever asks (`from_logits`). */
    private readonly givesLogits: boolean,
  ) {}

  static async of(model: Sequential): Promise<QuickAnswers> {
    return new QuickAnswers(await model.createPredictor(), endsInLogits(model));
  }

  /** Takes the model's weights as they are now. */
  update(): void {
    this.predictor.update();
  }

  /** `[10]`, of a digit `[784]`: what `predictSoftmax` says of it. */
  softmaxOf(pixels: Uint8Array): readonly number[] {
    this.predictor.predict(pixels, this.out);
    const row = [...this.out];
    return this.givesLogits ? softmax(row) : row;
  }
}
