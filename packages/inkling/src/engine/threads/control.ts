import { REGISTERS, type Registers } from '../plan.js';

/** What a worker is doing, as its own word says; the caller's thread and the worker both change it. */
export const STATE = {
  /** It waits for messages. */
  away: 0,
  /** A message that calls it is on its way. */
  called: 1,
  /** It waits for its word to change. */
  ready: 2,
  /** It belongs to the next run, which is still being written down. */
  taken: 3,
  /** It works on a run. */
  running: 4,
  /** It shall go back to its messages. */
  dismissed: 5,
} as const;
export type State = (typeof STATE)[keyof typeof STATE];

/** Words (int32) that all threads share. Those that many threads change at once have a cache line of their own. */
const WORD = { session: 0, program: 1, team: 2, failed: 3, nextTask: 16, arrived: 32, turn: 48, workers: 64 } as const;
/** Words of each worker: its state, and the newest session that it knows. */
const WORKER_WORDS = 16;
const KNOWN = 1;
const FAILURE_BYTES = 1024;

/** Looks at a word so often before it sleeps: some 20 µs, longer than threads of equal work wait for one another. */
const GLANCES = 10_000;
/** How long a sleeper waits before it looks whether anything moves at all, and how often before it gives up. */
const NAP_MS = 1000;
const MOST_NAPS = 60;

/**
 * The memory by which threads agree: which program to run, which task is next, and a barrier behind each stage. Every
 * change is atomic, and what a thread wrote before it arrives at a barrier, all others see behind it.
 */
export class Control {
  private readonly words: Int32Array<SharedArrayBuffer>;
  private readonly numbers: Float64Array;
  private readonly failure: Uint8Array;

  constructor(
    readonly buffer: SharedArrayBuffer,
    /** Whether this thread may sleep; a browser's first one may not. */
    private readonly maySleep: boolean,
  ) {
    const workers = Control.workersOf(buffer);
    const numbersAt = 4 * (WORD.workers + workers * WORKER_WORDS);
    this.words = new Int32Array(buffer, 0, numbersAt / 4);
    this.numbers = new Float64Array(buffer, numbersAt, REGISTERS.length);
    this.failure = new Uint8Array(buffer, numbersAt + 8 * REGISTERS.length, FAILURE_BYTES);
  }

  static create(workers: number, maySleep: boolean): Control {
    const words = WORD.workers + workers * WORKER_WORDS;
    return new Control(new SharedArrayBuffer(4 * words + 8 * REGISTERS.length + FAILURE_BYTES), maySleep);
  }

  private static workersOf({ byteLength }: SharedArrayBuffer): number {
    return ((byteLength - FAILURE_BYTES - 8 * REGISTERS.length) / 4 - WORD.workers) / WORKER_WORDS;
  }

  state(worker: number): State {
    return Atomics.load(this.words, stateWord(worker)) as State;
  }

  /** Sets a worker's state and wakes it. */
  setState(worker: number, state: State): void {
    Atomics.store(this.words, stateWord(worker), state);
    Atomics.notify(this.words, stateWord(worker));
  }

  /** Changes a worker's state only if it is still `from`; whether it was. */
  changeState(worker: number, from: State, to: State): boolean {
    return Atomics.compareExchange(this.words, stateWord(worker), from, to) === from;
  }

  /** Waits until a worker's state is no longer `state`; false if that took longer than `mostMs`. */
  awaitChange(worker: number, state: State, mostMs: number): boolean {
    const word = stateWord(worker);
    return this.glance(word, state) || Atomics.wait(this.words, word, state, mostMs) !== 'timed-out';
  }

  knows(worker: number, session: number): boolean {
    return Atomics.load(this.words, stateWord(worker) + KNOWN) >= session;
  }

  setKnown(worker: number, session: number): void {
    Atomics.store(this.words, stateWord(worker) + KNOWN, session);
  }

  /** Writes a run down before its team begins. */
  describeRun(session: number, program: number, team: number, registers: Registers): void {
    Atomics.store(this.words, WORD.session, session);
    Atomics.store(this.words, WORD.program, program);
    Atomics.store(this.words, WORD.team, team);
    Atomics.store(this.words, WORD.failed, 0);
    for (const [i, name] of REGISTERS.entries()) this.numbers[i] = registers[name];
  }

  get session(): number {
    return Atomics.load(this.words, WORD.session);
  }

  get program(): number {
    return Atomics.load(this.words, WORD.program);
  }

  readRegisters(registers: Registers): void {
    for (const [i, name] of REGISTERS.entries()) registers[name] = this.numbers[i];
  }

  /** The next task of the stage that nobody has taken. */
  takeTask(): number {
    return Atomics.add(this.words, WORD.nextTask, 1);
  }

  /** Waits until the whole team is here. @throws RangeError if nobody moves for a minute: a thread must have died. */
  barrier(): void {
    const { words } = this;
    const turn = Atomics.load(words, WORD.turn);
    if (Atomics.add(words, WORD.arrived, 1) + 1 === Atomics.load(words, WORD.team)) {
      Atomics.store(words, WORD.arrived, 0);
      Atomics.store(words, WORD.nextTask, 0);
      Atomics.add(words, WORD.turn, 1);
      Atomics.notify(words, WORD.turn);
      return;
    }
    if (!this.maySleep) while (Atomics.load(words, WORD.turn) === turn);
    else if (!this.glance(WORD.turn, turn)) this.sleepUntilTurn(turn);
  }

  private sleepUntilTurn(turn: number): void {
    const { words } = this;
    let naps = 0;
    let before = -1;
    while (Atomics.load(words, WORD.turn) === turn) {
      if (Atomics.wait(words, WORD.turn, turn, NAP_MS) !== 'timed-out') continue;
      const moved = Atomics.load(words, WORD.nextTask) + Atomics.load(words, WORD.arrived);
      naps = moved === before ? naps + 1 : 0;
      before = moved;
      if (naps > MOST_NAPS) throw new RangeError('a thread has not come back for a minute');
    }
  }

  /** Whether a word changes within a glance. */
  private glance(word: number, value: number): boolean {
    for (let i = GLANCES; i > 0; i--) if (Atomics.load(this.words, word) !== value) return true;
    return false;
  }

  get hasFailed(): boolean {
    return Atomics.load(this.words, WORD.failed) !== 0;
  }

  /** Tells the whole team of the first error; tasks that are left are not begun. */
  fail(cause: unknown): void {
    if (Atomics.compareExchange(this.words, WORD.failed, 0, 1) !== 0) return;
    const text = new TextEncoder().encode(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
    this.failure.fill(0);
    this.failure.set(text.subarray(0, FAILURE_BYTES));
  }

  get failureText(): string {
    const end = this.failure.indexOf(0);
    return new TextDecoder().decode(this.failure.slice(0, end < 0 ? FAILURE_BYTES : end));
  }
}

function stateWord(worker: number): number {
  return WORD.workers + worker * WORKER_WORDS;
}
