import type { BatchLog, EpochLog } from 'inkling';
import type { IdxPair } from './data.js';
import type { PageRecipeName } from './recipes.js';

/** What shall be trained, and how. */
export interface TrainSettings {
  /** Keras's `model.to_json()`. */
  readonly architecture: string;
  readonly recipe: PageRecipeName;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
  /** The embedded sample, or two IDX files of the user's. */
  readonly data: 'embedded' | IdxPair;
}

/** What the page tells its training worker. */
export type Request =
  | { readonly kind: 'start'; readonly settings: TrainSettings; readonly home: string; readonly drawing?: Uint8Array }
  | { readonly kind: 'pause' }
  | { readonly kind: 'go-on' }
  | { readonly kind: 'stop' }
  /** Another digit for the time machine, `[784]`. */
  | { readonly kind: 'drawing'; readonly drawing: Uint8Array };

/** A validating image that the network gets wrong. */
export interface Mistake {
  /** `[784]`. */
  readonly pixels: Uint8Array;
  readonly label: number;
  readonly answer: number;
  /** 0..1, of the wrong answer. */
  readonly probability: number;
}

/** Where a finished epoch left the network. */
export interface EpochReport {
  readonly log: EpochLog;
  /** `[label][answer]`, of the validating images. */
  readonly confusion: readonly (readonly number[])[];
  /** The surest mistakes first. */
  readonly mistakes: readonly Mistake[];
}

/** What the worker tells the page. */
export type Report =
  | {
      readonly kind: 'begun';
      readonly parameters: number;
      readonly training: number;
      readonly validation: number;
      readonly heldOut: number;
      readonly threads: number;
    }
  | { readonly kind: 'batch'; readonly epoch: number; readonly log: BatchLog }
  | ({ readonly kind: 'epoch' } & EpochReport)
  /** What each epoch's network says to the drawing: `[epochs][10]`. */
  | { readonly kind: 'time-machine'; readonly softmax: readonly (readonly number[])[] }
  | { readonly kind: 'paused' }
  | {
      readonly kind: 'ended';
      readonly h5: Uint8Array<ArrayBuffer>;
      /** The epoch whose weights these are. */
      readonly epoch: number;
      readonly seconds: number;
      /** 0..1, of digits that chose nothing; missing where there are none. */
      readonly heldOutAccuracy?: number;
    }
  /** The same model with what makes its answers honest, or why there is none, in a sentence. */
  | {
      readonly kind: 'calibrated';
      readonly h5?: Uint8Array<ArrayBuffer>;
      readonly whyNot?: string;
    }
  | { readonly kind: 'failed'; readonly message: string };
