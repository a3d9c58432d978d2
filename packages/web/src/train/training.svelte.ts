import { type BatchLog, sharePercent } from 'inkling';
import { modelStore, type StoredModel } from '../model/modelStore.svelte.js';
import { messageOf } from '../shell/messageOf.js';
import type { EpochReport, Report, Request, TrainSettings } from './protocol.js';

type Begun = Extract<Report, { kind: 'begun' }>;
type Ended = Extract<Report, { kind: 'ended' }>;
type Calibrated = Extract<Report, { kind: 'calibrated' }>;

/** Points of the curve of an epoch under way that are kept. */
const MOST_POINTS = 2000;

/** The mean loss and accuracy of an epoch so far, at a place in it. */
export interface CurvePoint {
  /** 0 at the beginning of the training, 1 after its first epoch. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** The training that runs in a worker, as the page shows it. */
class Training {
  state = $state<'none' | 'loading' | 'running' | 'paused' | 'ended' | 'failed'>('none');
  settings = $state.raw<TrainSettings>();
  begun = $state.raw<Begun>();
  batch = $state.raw<{ readonly epoch: number; readonly log: BatchLog }>();
  epochs = $state.raw<readonly EpochReport[]>([]);
  curve = $state.raw<readonly CurvePoint[]>([]);
  /** What each epoch's network says to the drawing. */
  past = $state.raw<readonly (readonly number[])[]>([]);
  ended = $state.raw<Ended>();
  calibrated = $state.raw<Calibrated>();
  problem = $state('');
  private worker: Worker | undefined;
  /** The finished model in this browser, once it is kept. */
  private kept: Promise<StoredModel> | undefined;

  get isBusy(): boolean {
    return ['loading', 'running', 'paused'].includes(this.state);
  }

  /** From 0 to 1. */
  get progress(): number {
    if (!this.settings || !this.batch) return 0;
    const { epoch, log } = this.batch;
    return this.ended ? 1 : (epoch - 1 + log.step / log.steps) / this.settings.epochs;
  }

  /** In seconds, by the rate of the epoch under way. */
  get secondsLeft(): number | undefined {
    if (!this.settings || !this.batch || !this.begun) return undefined;
    return ((1 - this.progress) * this.settings.epochs * this.begun.training) / this.batch.log.samplesPerSecond;
  }

  start(settings: TrainSettings, drawing: Uint8Array | undefined): void {
    this.worker?.terminate();
    this.settings = settings;
    this.begun = undefined;
    this.batch = undefined;
    this.epochs = [];
    this.curve = [];
    this.past = [];
    this.ended = undefined;
    this.calibrated = undefined;
    this.problem = '';
    this.state = 'loading';
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<Report>) => this.hear(data);
    this.worker.onerror = ({ message }) =>
      this.hear({ kind: 'failed', message: message || 'The part of the page that trains could not be loaded.' });
    const home = new URL('.', location.href).href;
    this.tell(drawing ? { kind: 'start', settings, home, drawing } : { kind: 'start', settings, home });
  }

  pause(): void {
    this.tell({ kind: 'pause' });
  }

  goOn(): void {
    this.state = 'running';
    this.tell({ kind: 'go-on' });
  }

  stop(): void {
    this.tell({ kind: 'stop' });
  }

  /** Asks each epoch's network about another drawing. */
  reread(drawing: Uint8Array): void {
    if (this.worker) this.tell({ kind: 'drawing', drawing });
  }

  private tell(request: Request): void {
    this.worker?.postMessage(request);
  }

  private hear(report: Report): void {
    if (report.kind === 'begun') {
      this.begun = report;
      this.state = 'running';
    } else if (report.kind === 'batch') {
      const { epoch, log } = report;
      this.batch = report;
      const point = { epoch: epoch - 1 + log.step / log.steps, loss: log.loss, accuracy: log.accuracy };
      this.curve = [...this.curve.slice(-MOST_POINTS), point];
    } else if (report.kind === 'epoch') this.epochs = [...this.epochs, report];
    else if (report.kind === 'time-machine') this.past = report.softmax;
    else if (report.kind === 'paused') this.state = 'paused';
    else if (report.kind === 'failed') {
      this.problem = report.message;
      this.state = 'failed';
    } else if (report.kind === 'calibrated') {
      this.calibrated = report;
      void this.keep(this.renew(report));
    } else void this.end(report);
  }

  /** Only a model that is kept and in use is said to answer: who then leaves or reloads the page finds it again. */
  private async end(report: Ended): Promise<void> {
    this.kept = store(report);
    await this.keep(this.kept);
    this.ended = report;
    this.state = 'ended';
  }

  /** The calibrated file takes the place of the first one, wherever in the page one is meanwhile. */
  private async renew({ h5 }: Calibrated): Promise<void> {
    const stored = await this.kept;
    if (stored && h5) await modelStore.replace(stored, h5);
  }

  private async keep(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (cause) {
      this.problem = `The model is trained, but it could not be kept: ${messageOf(cause)}`;
    }
  }
}

/** The result becomes the model in use. */
async function store({ h5, heldOutAccuracy }: Ended): Promise<StoredModel> {
  const accuracy =
    heldOutAccuracy === undefined ? '' : `, ${sharePercent(heldOutAccuracy)} of the held-out digits right`;
  return (await modelStore.add('mnist_model.h5', `a training here${accuracy}`, h5)).stored;
}

export const training = new Training();
