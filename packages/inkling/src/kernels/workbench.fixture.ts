import { setFlagsFromString } from 'node:v8';
import { afterEach, beforeAll, describe, expect } from 'vitest';
import { Random } from '../random.js';
import { ARENA_START, instantiate, type KernelBuild, type Kernels, loadKernels } from './index.js';

// Node 20 knows relaxed SIMD only behind a flag, which newer versions still accept.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const BYTES = 8 * 2 ** 20;
const SLACK = 64;
/** A float32 that is not a number, so that whatever is read but never written poisons the result. */
const SENTINEL = 0x7fc5a5a5;

/**
 * A memory with one build of the kernels. Between its buffers and behind them lie sentinels: results that depend on
 * them are not a number, and `check` finds every one that was overwritten, as well as every input.
 */
export class Workbench {
  private readonly memory = new WebAssembly.Memory({ initial: BYTES / 65_536, maximum: BYTES / 65_536, shared: true });
  private readonly words = new Int32Array(this.memory.buffer);
  private top = ARENA_START;
  private buffers: { at: number; byteLength: number; expected?: Uint8Array }[] = [];
  kernels!: Kernels;

  async load(build: KernelBuild): Promise<void> {
    this.kernels = instantiate(await loadKernels(build), this.memory);
    this.words.fill(SENTINEL, ARENA_START / 4);
  }

  /** Forgets all buffers. */
  clear(): void {
    this.words.fill(SENTINEL, ARENA_START / 4, Math.ceil(this.top / 4) + SLACK);
    this.top = ARENA_START;
    this.buffers = [];
  }

  /** Address of float32 values that no kernel may change. */
  input(values: ArrayLike<number>): number {
    return this.constant(Float32Array.from(values));
  }

  inputBytes(values: ArrayLike<number>): number {
    return this.constant(Uint8Array.from(values));
  }

  inputInts(values: ArrayLike<number>): number {
    return this.constant(Int32Array.from(values));
  }

  /** Address of n float32 values to be overwritten, or of `initial` ones to be changed. */
  output(initial: number | ArrayLike<number>): number {
    const length = typeof initial === 'number' ? initial : initial.length;
    const at = this.allocate(length * 4);
    if (typeof initial !== 'number') this.floats(at, length).set(Float32Array.from(initial));
    return at;
  }

  outputBytes(length: number): number {
    return this.allocate(length);
  }

  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length);
  }

  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  get buffer(): ArrayBufferLike {
    return this.memory.buffer;
  }

  /** That nothing was written outside of the outputs. */
  check(): void {
    const bytes = new Uint8Array(this.memory.buffer);
    const sentinel = new Uint8Array(Int32Array.of(SENTINEL).buffer);
    let free = ARENA_START;
    for (const { at, byteLength, expected } of [...this.buffers, { at: this.top + SLACK, byteLength: 0 }]) {
      for (; free < at; free++) {
        if (bytes[free] !== sentinel[free % 4])
          expect.fail(`byte ${free}, before the buffer at ${at}, was overwritten`);
      }
      const changed = expected?.findIndex((byte, i) => bytes[at + i] !== byte) ?? -1;
      if (changed >= 0) expect.fail(`byte ${changed} of the input at ${at} was overwritten`);
      free = at + byteLength;
    }
  }

  private constant(values: Float32Array | Int32Array | Uint8Array): number {
    const expected = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const at = this.allocate(expected.length, expected);
    this.bytes(at, expected.length).set(expected);
    return at;
  }

  private allocate(byteLength: number, expected?: Uint8Array): number {
    const at = this.top;
    this.top = Math.ceil((at + byteLength + SLACK) / 64) * 64;
    if (this.top + SLACK * 4 > BYTES) throw new Error('the workbench is too small for this test');
    this.buffers.push(expected ? { at, byteLength, expected } : { at, byteLength });
    return at;
  }
}

/** Runs a suite with each build, and checks the sentinels after every test. */
export function describeKernels(name: string, suite: (bench: Workbench) => void): void {
  describe.each<KernelBuild>(['relaxed', 'strict'])(`${name} (%s)`, (build) => {
    const bench = new Workbench();
    beforeAll(() => bench.load(build));
    afterEach(() => {
      bench.check();
      bench.clear();
    });
    suite(bench);
  });
}

/** `length` float32 values from −1 to 1, the same ones for the same seed. */
export function randomValues(length: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length }, () => random.uniform(-1, 1));
}

/** Whole numbers from −3 to 3: their products and sums are exact in float32, and equal ones are frequent. */
export function randomIntegers(length: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length }, () => random.integer(7) - 3);
}

export const absolute = (values: ArrayLike<number>): Float64Array => Float64Array.from(values, Math.abs);
