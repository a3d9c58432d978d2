import { access, rm } from 'node:fs/promises';
import { readInput, resumeFile, writeFileAtomic } from '@inkling/node';
import type { Callback, ModelCheckpoint, SplitRecord, TrainingState } from 'inkling';
import type { Console } from './console.js';
import { messageOf } from './errors.js';
import { decodeProgress, encodeProgress, type TrainingProgress } from './trainingProgress.js';
import { checkSameSettings, type TrainingSettings } from './trainingSettings.js';

interface ProgressOptions {
  /** Asked for when there is something to keep: to tell data apart takes a look at all of them. */
  readonly settings: () => TrainingSettings;
  readonly trainings: readonly SplitRecord[];
  readonly checkpoint: ModelCheckpoint;
  readonly epochs: number;
}

/** Where the progress of a training into this model file is kept. */
export function progressPath(out: string): string {
  return `${out}.resume`;
}

/**
 * Reads where a training stopped.
 *
 * @throws InklingError `resume/missing`, `resume/invalid`, `resume/other-settings`
 */
export async function readProgress(out: string, settings: TrainingSettings): Promise<TrainingProgress> {
  const path = progressPath(out);
  const progress = decodeProgress(await readInput(path, resumeFile), path);
  checkSameSettings(path, progress.settings, settings);
  return progress;
}

/** Keeps the progress of a training beside its model, after every epoch but the last and where it is stopped. */
export class ProgressFile implements Callback {
  private readonly path: string;
  private warned = false;

  constructor(
    out: string,
    private readonly console: Console,
    private readonly options: ProgressOptions,
  ) {
    this.path = progressPath(out);
  }

  /** Says so where an earlier training left one, which this one will replace. */
  async hintAtOther(): Promise<void> {
    const exists = await access(this.path).then(
      () => true,
      () => false,
    );
    if (exists)
      this.console.hint(
        `${this.path} holds a training that was stopped; --resume would go on with it, this one replaces it`,
      );
  }

  async onCheckpoint(state: TrainingState): Promise<void> {
    const { settings, trainings, checkpoint, epochs } = this.options;
    // Behind the last epoch the model itself is saved.
    if (state.epochs.length === epochs) return;
    try {
      await writeFileAtomic(
        this.path,
        encodeProgress({ settings: settings(), trainings, state, best: checkpoint.best }),
      );
    } catch (cause) {
      // Training is worth more than the means to go on with it.
      if (!this.warned) this.console.warn(`the training goes on, but could not be resumed: ${messageOf(cause)}`);
      this.warned = true;
    }
  }

  /** There is nothing left to go on with. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}
