import {
  type BatchLog,
  compileWithRecipe,
  describeSplit,
  type EpochLog,
  fitStatistics,
  InklingError,
  type LabeledImages,
  ModelCheckpoint,
  predictSoftmax,
  ranking,
  type Sequential,
  splitData,
  statisticsToBytes,
  type TrainingState,
  takeImages,
} from 'inkling';
import { modelFromJson, saveKerasH5 } from 'inkling/formats';
import type { EpochReport, Mistake, Report, TrainSettings } from './protocol.js';
import { pageRecipes } from './recipes.js';
import { TimeMachine } from './timeMachine.js';

const MOST_MISTAKES = 24;
/** Batches are told of at most so often: more than a screen shows would only keep the page busy. */
const BETWEEN_BATCHES_MS = 100;

/** One training that can be paused, and looked back upon. Told of everything by `report`. */
export class PageTraining {
  private readonly model: Sequential;
  private readonly split: Record<'training' | 'validation' | 'heldOut', LabeledImages>;
  private readonly checkpoint = new ModelCheckpoint();
  private readonly timeMachine: TimeMachine;
  private readonly record;
  private epoch = 1;
  private seconds = 0;
  private state: TrainingState | undefined;
  private isRunning = false;
  private stopped = false;
  private abort = new AbortController();

  /** @throws InklingError where layers, data or settings do not fit */
  constructor(
    private readonly settings: TrainSettings,
    all: LabeledImages,
    private readonly report: (report: Report) => void,
    drawing: Uint8Array | undefined,
  ) {
    this.timeMachine = new TimeMachine(settings.architecture, drawing);
    this.model = modelFromJson(settings.architecture, { seed: settings.seed });
    this.record = describeSplit(all, settings.seed);
    const parts = splitData(all.labels, this.record);
    this.split = {
      training: takeImages(all, parts.train, 'training'),
      validation: takeImages(all, parts.validation, 'validation'),
      heldOut: takeImages(all, parts['held-out'], 'held-out'),
    };
    const steps = settings.epochs * Math.ceil(this.split.training.count / settings.batchSize);
    const { learningRate } = settings;
    compileWithRecipe(this.model, { ...pageRecipes[settings.recipe], learningRate }, steps);
  }

  /** Counts, for the page to show before the first batch. */
  begin(threads: number): void {
    const { training, validation, heldOut } = this.split;
    const counts = { training: training.count, validation: validation.count, heldOut: heldOut.count };
    this.report({ kind: 'begun', parameters: this.model.countParams(), ...counts, threads });
  }

  /** Trains to the end, or until `pause` or `stop`; goes on where it was paused. */
  async run(): Promise<void> {
    this.abort = new AbortController();
    const { epochs, batchSize, seed, recipe } = this.settings;
    const { augment } = pageRecipes[recipe];
    const start = performance.now();
    this.isRunning = true;
    const history = await this.model.fit(this.split.training, {
      ...{ epochs, batchSize, seed },
      ...(this.split.validation.count > 0 && { validation: this.split.validation }),
      callbacks: [this.checkpoint, this.observer()],
      resume: this.state,
      signal: this.abort.signal,
      ...(augment && { augment }),
    });
    this.isRunning = false;
    this.seconds += (performance.now() - start) / 1000;
    if (history.epochs.length === epochs || this.stopped) await this.end();
    else this.report({ kind: 'paused' });
  }

  pause(): void {
    this.abort.abort();
  }

  /** Ends with the best epoch so far. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.isRunning) this.abort.abort();
    else await this.end();
  }

  /** Asks the network of each epoch about another drawing. */
  async reread(drawing: Uint8Array): Promise<void> {
    this.tellOfThePast(await this.timeMachine.reread(drawing));
  }

  private tellOfThePast(softmax: readonly (readonly number[])[]): void {
    if (softmax.length > 0) this.report({ kind: 'time-machine', softmax });
  }

  private observer() {
    let told = Number.NEGATIVE_INFINITY;
    return {
      onEpochBegin: (epoch: number) => {
        this.epoch = epoch;
      },
      onBatchEnd: (log: BatchLog) => {
        if (log.step < log.steps && performance.now() - told < BETWEEN_BATCHES_MS) return;
        told = performance.now();
        this.report({ kind: 'batch', epoch: this.epoch, log });
      },
      onEpochEnd: async (log: EpochLog) => {
        this.report({ kind: 'epoch', ...(await this.look(log)) });
        this.tellOfThePast(await this.timeMachine.remember(this.model.getWeights()));
      },
      onCheckpoint: (state: TrainingState) => {
        this.state = state;
      },
    };
  }

  /** What the network makes of the validating images now. */
  private async look(log: EpochLog): Promise<EpochReport> {
    const { images, labels, count } = this.split.validation;
    const confusion = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
    const mistakes: Mistake[] = [];
    const softmax = count > 0 ? await predictSoftmax(this.model, images) : [];
    for (const [i, row] of softmax.entries()) {
      const [answer] = ranking(row);
      confusion[labels[i]][answer]++;
      if (answer === labels[i]) continue;
      mistakes.push({
        pixels: images.slice(784 * i, 784 * (i + 1)),
        label: labels[i],
        answer,
        probability: row[answer],
      });
    }
    mistakes.sort((a, b) => b.probability - a.probability);
    return { log, confusion, mistakes: mistakes.slice(0, MOST_MISTAKES) };
  }

  /** What makes the network's answers honest, or why it cannot be had: most often there are too few digits for that. */
  private async calibrate(): Promise<{ statistics: Uint8Array } | { whyNot: string }> {
    const { training, validation } = this.split;
    try {
      return { statistics: statisticsToBytes(await fitStatistics(this.model, { training, validation })) };
    } catch (cause) {
      if (cause instanceof InklingError) return { whyNot: cause.message };
      throw cause;
    }
  }

  private async end(): Promise<void> {
    const { best } = this.checkpoint;
    if (!best) throw new Error('Stopped before the first epoch was finished: there is no model yet.');
    this.checkpoint.restoreBest(this.model);
    const { heldOut } = this.split;
    const measured = heldOut.count > 0 ? await this.model.evaluate(heldOut) : undefined;
    const record = { trainings: [this.record] };
    const h5 = await saveKerasH5(this.model, { record });
    this.report({
      kind: 'ended',
      h5,
      epoch: best.log.epoch,
      seconds: this.seconds,
      ...(measured && { heldOutAccuracy: measured.accuracy }),
    });
    // The network answers already; its doubts take longer to learn than the digits.
    const honest = await this.calibrate();
    if ('whyNot' in honest) this.report({ kind: 'calibrated', whyNot: honest.whyNot });
    else this.report({ kind: 'calibrated', h5: await saveKerasH5(this.model, { record, ...honest }) });
  }
}
