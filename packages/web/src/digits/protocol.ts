import type { SequentialConfig } from 'inkling';

/** A model as it goes to a worker. */
export interface ModelCopy {
  /** Whether it is the one that comes along, of which the build made more than its weights. */
  readonly isBundled: boolean;
  readonly config: SequentialConfig;
  readonly weights: readonly Float32Array[];
}

/** Digits with what a model says to them. */
export interface AnsweredDigits {
  readonly count: number;
  /** `[count × 784]`, 0..255. */
  readonly images: Uint8Array;
  /** `[count]`, 0..9. */
  readonly labels: Uint8Array;
  /** `[count][10]`. */
  readonly softmax: readonly (readonly number[])[];
}

/** A known digit and how alike the network finds it, -1..1. */
export interface KnownDigit {
  /** `[784]`. */
  readonly pixels: Uint8Array;
  readonly likeness: number;
}

/** What the page asks the worker that knows the embedded digits. */
export type DigitsRequest =
  /** What a model says to all of them, or to those that are in no training. */
  | { readonly kind: 'answers'; readonly which: 'held-out' | 'all' }
  /** Of each of some classes, the training digits that the model finds most like a digit `[784]`. */
  | {
      readonly kind: 'nearest';
      readonly pixels: Uint8Array;
      readonly classes: readonly number[];
      readonly most: number;
    };

export interface DigitsAnswers {
  readonly answers: AnsweredDigits;
  /** `[classes][most]`. */
  readonly nearest: readonly (readonly KnownDigit[])[];
}

export interface NumberedRequest {
  readonly number: number;
  readonly home: string;
  /** Missing where it is the one of the request before, so that what is known of it is not sent and computed again. */
  readonly model?: ModelCopy;
  readonly request: DigitsRequest;
}

export type NumberedReply =
  | { readonly number: number; readonly value: DigitsAnswers[keyof DigitsAnswers] }
  | { readonly number: number; readonly problem: string };
