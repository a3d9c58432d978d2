import { modelFromJson } from 'inkling/formats';
import { QuickAnswers } from '../model/quickAnswers.js';

/** Asks the network of each past epoch about a drawing; of each epoch once for each drawing. */
export class TimeMachine {
  private readonly weights: (readonly Float32Array[])[] = [];
  /** What the network of each epoch says to the drawing. */
  private said: (readonly number[])[] = [];
  private readonly past;
  private quick: Promise<QuickAnswers> | undefined;

  /**
   * @param architecture Keras's `model.to_json()`
   * @param drawing `[784]`
   */
  constructor(
    architecture: string,
    private drawing: Uint8Array | undefined,
  ) {
    this.past = modelFromJson(architecture);
  }

  /** Keeps the network that an epoch ended with. Returns what all so far say to the drawing: `[epochs][10]`. */
  async remember(weights: readonly Float32Array[]): Promise<readonly (readonly number[])[]> {
    this.weights.push(weights);
    return this.ask();
  }

  /** What all so far say to another drawing: `[epochs][10]`. */
  async reread(drawing: Uint8Array): Promise<readonly (readonly number[])[]> {
    this.drawing = drawing;
    this.said = [];
    return this.ask();
  }

  private async ask(): Promise<readonly (readonly number[])[]> {
    this.quick ??= QuickAnswers.of(this.past);
    const quick = await this.quick;
    const { drawing, said } = this;
    if (!drawing) return [];
    for (const weights of this.weights.slice(said.length)) {
      this.past.setWeights(weights);
      quick.update();
      said.push(quick.softmaxOf(drawing));
    }
    return [...said];
  }
}
