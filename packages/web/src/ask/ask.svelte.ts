import {
  answersByStage,
  type NormalizationStep,
  type NormalizedDigit,
  normalizeDigit,
  type PictureReading,
  type Pixels,
  readPicture,
  type StageAnswer,
} from 'inkling';
import { modelInUse } from '../model/modelInUse.svelte.js';
import { messageOf } from '../shell/messageOf.js';
import type { Drawing } from './drawing.js';
import { rasterize } from './rasterize.js';

/** What is asked about. */
export type Question =
  | { readonly kind: 'drawing'; readonly drawing: Drawing; readonly pixels: Pixels }
  | { readonly kind: 'picture'; readonly name: string; readonly pixels: Pixels };

/** What is known about a question so far. */
export interface Answer {
  readonly question: Question;
  /** Of each digit that was found. */
  readonly digits: readonly NormalizedDigit[];
  /** `[digits][10]`, one pass of the network on each. */
  readonly softmax: readonly (readonly number[])[];
  /** Missing while somebody draws: then there was one pass and nothing else. */
  readonly reading?: PictureReading;
  /** What the network says to each stage of the digit that is looked at. */
  readonly byStage?: readonly StageAnswer[];
}

/** So long nothing is drawn before the drawing is read with all that a reading takes, in ms. */
const PAUSE_MS = 140;

/** A 2 that grows, as a hand draws it; as often as browsers need to see code before they compile it well. */
const TWO = [
  [0.3, 0.3],
  [0.5, 0.2],
  [0.7, 0.35],
  [0.5, 0.6],
  [0.3, 0.8],
  [0.72, 0.8],
].map(([x, y], i) => ({ x, y, pressure: 0.5, ms: 30 * i }));
const WARM_UP: readonly Drawing[] = Array.from({ length: 30 }, (_, i) => [TWO.slice(0, 1 + (i % TWO.length))]);

/** Safari knows no idle time. */
const whenIdle: (work: () => void) => void = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 20));

/** A question and its answer: a quick one at once, the whole reading as soon as there is time. */
class Ask {
  answer = $state.raw<Answer>();
  problem = $state<string>();
  /** The steps of normalisation that are switched off. */
  without = $state.raw<readonly NormalizationStep[]>([]);
  /** Which of several digits is looked at. */
  selected = $state(0);
  /** Told of every whole reading. */
  onReading: ((answer: Answer & { reading: PictureReading }) => void) | undefined;

  /** Tells questions apart: a drawing is one from its first stroke until it is cleared. */
  id = '';

  private question: Question | undefined;
  private number = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Answers a drawing that is still being drawn: one pass on one digit, before this returns. */
  draw(drawing: Drawing): void {
    if (drawing.length === 0) {
      this.clear();
      return;
    }
    if (this.question?.kind !== 'drawing') this.id = crypto.randomUUID();
    const question = { kind: 'drawing', drawing, pixels: rasterize(drawing) } as const;
    this.question = question;
    this.problem = undefined;
    this.answerAtOnce(question);
    this.readSoon();
  }

  /**
   * Answers drawings that nobody made, so that the browser has compiled what answers by the time that somebody draws. Takes some
   * ms at a time, while the page has nothing else to do.
   */
  async warmUp(): Promise<void> {
    for (const drawing of WARM_UP) {
      await new Promise<void>((resolve) => whenIdle(resolve));
      // Who draws already warms up by that.
      if (this.question || !modelInUse.quick) return;
      modelInUse.quick.softmaxOf(normalizeDigit(rasterize(drawing)).pixels);
    }
  }

  /** Reads a picture. */
  async show(name: string, pixels: Pixels): Promise<void> {
    this.question = { kind: 'picture', name, pixels };
    this.id = crypto.randomUUID();
    this.problem = undefined;
    this.selected = 0;
    await this.read();
  }

  clear(): void {
    clearTimeout(this.timer);
    this.number++;
    this.id = crypto.randomUUID();
    this.question = undefined;
    this.answer = undefined;
    this.problem = undefined;
    this.selected = 0;
  }

  /** Switches a step of normalisation off, or on again. */
  toggle(step: NormalizationStep): void {
    this.without = this.without.includes(step)
      ? this.without.filter((other) => other !== step)
      : [...this.without, step];
    void this.read();
  }

  /** Looks at another of several digits. */
  async select(digit: number): Promise<void> {
    this.selected = digit;
    const { answer } = this;
    if (!answer || !modelInUse.current) return;
    const byStage = await answersByStage(modelInUse.current.model, answer.digits[digit].stages);
    if (this.answer === answer && this.selected === digit) this.answer = { ...answer, byStage };
  }

  /** Reads the question anew, as after a change of the model. */
  async read(): Promise<void> {
    clearTimeout(this.timer);
    const { question } = this;
    if (!question || !modelInUse.current) return;
    const { model, statistics } = modelInUse.current;
    const number = ++this.number;
    const isOutdated = () => number !== this.number;
    try {
      const { reading, digits } = await readPicture(model, question.pixels, { without: this.without, statistics });
      if (isOutdated()) return;
      const selected = Math.min(this.selected, digits.length - 1);
      const byStage = await answersByStage(model, digits[selected].stages);
      if (isOutdated()) return;
      this.selected = selected;
      const answer = { question, digits, softmax: reading.digits.map(({ softmax }) => softmax), reading, byStage };
      this.answer = answer;
      this.onReading?.(answer);
    } catch (cause) {
      if (!isOutdated()) this.problem = messageOf(cause);
    }
  }

  private answerAtOnce(question: Question): void {
    const { quick } = modelInUse;
    if (!quick) return;
    const digit = normalizeDigit(question.pixels, { without: this.without });
    this.number++;
    this.selected = 0;
    this.answer = { question, digits: [digit], softmax: [quick.softmaxOf(digit.pixels)] };
  }

  private readSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), PAUSE_MS);
  }
}

export const ask = new Ask();
