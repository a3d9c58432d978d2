import { InklingError } from '../../errors.js';
import { hasSharedMemory, type KernelModule } from '../../kernels/index.js';
import type { Executor } from '../execute.js';
import type { Stage } from '../plan.js';
import { Control, STATE } from './control.js';
import { workerCode } from './generated/workerCode.js';
import type { Message } from './messages.js';
import { runTogether } from './runTogether.js';

/**
 * What a pool needs of a worker: Node's `Worker` and the browsers' have it.
 *
 * @example
 * const start = (code: string): ThreadWorker => new Worker(URL.createObjectURL(new Blob([code])));
 */
export interface ThreadWorker {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

/**
 * How many threads there are, and how a worker is started.
 *
 * @example
 * const options: ThreadPoolOptions = {
 *   threads: 4,
 *   startWorker: (code) => new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))),
 * };
 */
export interface ThreadPoolOptions {
  /** Threads that work at the same time, the caller's included; at least 1. */
  readonly threads: number;
  /**
   * Starts a worker that runs `code`, a script without imports, and hands its messages to the `onmessage` that the code
   * sets. `onError` is told when the worker breaks.
   */
  readonly startWorker: (code: string, onError: (cause: unknown) => void) => ThreadWorker;
  /** Whether the caller's thread may sleep while it waits; not so on the first thread of a page. True by default. */
  readonly maySleep?: boolean;
}

/** What threads do on one memory: several programs, of which one runs at a time. */
export interface Job {
  readonly module: KernelModule;
  readonly memory: WebAssembly.Memory;
  readonly programs: readonly (readonly Stage[])[];
}

/**
 * Threads that share the work of one caller, who works along with them. Nobody is waited for: a run is done by the workers
 * that are ready when it begins, and alone while none is. Results do not depend on who does what.
 *
 * Where threads cannot share memory (a page that is not cross-origin isolated), a pool has no workers.
 *
 * @example
 * // not run: a page has such workers, Node has useThreads() of @inkling/node
 * setThreadPool(new ThreadPool({
 *   threads: navigator.hardwareConcurrency,
 *   startWorker: (code) => new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))),
 *   maySleep: false,
 * }));
 */
export class ThreadPool {
  private readonly control: Control | undefined;
  private readonly workers: ThreadWorker[] = [];
  private readonly forgotten = new FinalizationRegistry<number>((session) => this.close(session));
  private sessions = 0;
  private brokenBy: unknown;

  constructor({ threads, startWorker, maySleep = true }: ThreadPoolOptions) {
    if (!(Number.isInteger(threads) && threads >= 1)) {
      throw new InklingError(
        'training/invalid-argument',
        `ThreadPool: threads must be a whole number, at least 1. Received ${threads}.`,
      );
    }
    if (threads === 1 || !canShareMemory()) return;
    this.control = Control.create(threads - 1, maySleep);
    for (let worker = 0; worker < threads - 1; worker++) {
      this.workers.push(startWorker(workerCode, (cause) => this.breakDown(worker, cause)));
      this.post(worker, { kind: 'start', control: this.control.buffer, worker });
    }
  }

  /** Threads that may work at the same time, the caller's included. */
  get threads(): number {
    return this.workers.length + 1;
  }

  /**
   * Tells all workers of a job. @returns Its number, for `run`.
   * @param owner When it is garbage, the workers forget the job.
   */
  open(owner: object, job: Job): number {
    const session = ++this.sessions;
    for (const worker of this.workers.keys()) this.post(worker, { kind: 'open', session, ...job });
    this.forgotten.register(owner, session);
    return session;
  }

  private close(session: number): void {
    for (const worker of this.workers.keys()) this.post(worker, { kind: 'close', session });
  }

  /**
   * Runs a program of a session; `executor` does the caller's share.
   * @throws InklingError `threads/failed` where a worker does.
   */
  run(session: number, number: number, program: readonly Stage[], executor: Executor): void {
    if (this.brokenBy !== undefined) throw failed(String(this.brokenBy), this.brokenBy);
    const { control } = this;
    const team = control ? this.gather(control, session) : [];
    if (!control || team.length === 0) {
      executor.run(program);
      return;
    }
    control.describeRun(session, number, team.length + 1, executor.registers);
    for (const worker of team) control.setState(worker, STATE.running);
    try {
      runTogether(executor, program, control);
    } catch (cause) {
      this.brokenBy = cause;
      throw failed(String(cause), cause);
    }
    if (control.hasFailed) throw failed(control.failureText);
  }

  /** Takes the workers that are ready for a session, and calls those that are not. */
  private gather(control: Control, session: number): number[] {
    const team: number[] = [];
    for (const worker of this.workers.keys()) {
      if (!control.changeState(worker, STATE.ready, STATE.taken)) this.call(control, worker);
      else if (control.knows(worker, session)) team.push(worker);
      else {
        // It has yet to hear of this session, and is called back when it has.
        control.setState(worker, STATE.dismissed);
        this.post(worker, { kind: 'serve' });
      }
    }
    return team;
  }

  /**
   * Resolves when all workers wait for work, or after `mostMs`, with the number of those that do. Nothing needs to wait for
   * this but measurements, and who wants to know whether threads work here.
   */
  async ready(mostMs = 5000): Promise<number> {
    const { control } = this;
    if (!control) return 0;
    const end = performance.now() + mostMs;
    for (;;) {
      for (const worker of this.workers.keys()) this.call(control, worker);
      const waiting = [...this.workers.keys()].filter((worker) => control.state(worker) === STATE.ready).length;
      if (waiting === this.workers.length || performance.now() > end) return waiting;
      await new Promise<void>((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Calls a worker that is away. */
  private call(control: Control, worker: number): void {
    if (control.changeState(worker, STATE.away, STATE.called)) this.post(worker, { kind: 'serve' });
  }

  /** Ends all workers. From then on the caller works alone. */
  terminate(): Promise<void> {
    const ends = this.workers.map((worker) => worker.terminate());
    this.workers.length = 0;
    return Promise.all(ends).then(() => undefined);
  }

  private post(worker: number, message: Message): void {
    this.workers[worker].postMessage(message);
  }

  /** A worker that could not start is done without; one that breaks later may have left work undone. */
  private breakDown(worker: number, cause: unknown): void {
    const state = this.control?.state(worker);
    if (state === STATE.ready || state === STATE.taken || state === STATE.running) this.brokenBy = cause;
  }
}

function failed(reason: string, cause?: unknown): InklingError {
  return new InklingError(
    'threads/failed',
    `A thread that shares the work failed (${reason}). Try again with one thread.`,
    { cause },
  );
}

/**
 * Whether memory can be shared with workers: not in a page that is not cross-origin isolated.
 *
 * @example
 * const threads = canShareMemory() ? 4 : 1;
 */
export function canShareMemory(): boolean {
  const isolated = typeof crossOriginIsolated === 'undefined' || crossOriginIsolated;
  return hasSharedMemory && isolated && typeof SharedArrayBuffer !== 'undefined';
}
